import type { Rep } from '../call/rep.js';
import type { Flow } from '../playbook/flow.js';
import type { AnswersFile } from './answers-file.js';
import type { Context, ExitCode } from './context.js';

/** Runs a call with whoever answers it: a file of answers, or the rep at the desk. */
export async function answering(
  context: Context,
  flow: Flow,
  answers: AnswersFile | undefined,
  run: (rep: Rep) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (answers === undefined) return run(await context.openDesk());
  const rep = answers.rep();
  const code = await run(rep);
  // Facts were given before the first question.
  const unused = rep.unused().filter((id) => !flow.facts.has(id));
  if (unused.length > 0) context.say(`not asked for, and not used: ${unused.join(', ')}`);
  // Nobody left: the answers did not reach.
  return code === 130 ? 1 : code;
}
