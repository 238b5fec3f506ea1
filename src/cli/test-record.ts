import { fold } from '../call/state.js';
import { UserError } from '../call/user-error.js';
import { readScenarios } from '../playbook/scenarios.js';
import { recordScenario } from '../rehearsal/record.js';
import { judgeScenario } from '../rehearsal/scenario-judge.js';
import type { Context, ExitCode } from './context.js';
import { callBeginning } from './find-call.js';
import { existingLog } from './log-path.js';
import { pinnedFlow } from './pinned-flow.js';
import { idIn } from './playbook-folder.js';
import { scenariosOf } from './test-files.js';

/** `holdfast test --record <call>`: prints a call of the log as a scenario, without the words of the customer. */
export async function record(
  context: Context,
  files: readonly string[],
  wanted: string,
  { db }: { readonly db?: string },
): Promise<ExitCode> {
  const log = await existingLog(context, db);
  try {
    const call = callBeginning(log, wanted, 'ids of calls: holdfast export calls');
    const events = log.read(call);
    const { ended } = fold(events);
    if (ended === undefined)
      throw new UserError(`call ${call} has not ended yet`, `go on with it: holdfast resume ${call}`);
    if (ended.outcome === 'handed_over')
      throw new UserError(`call ${call} was handed over before its first question`, 'record one that was taken');
    const flow = pinnedFlow(context, log, call, events);
    const stranger = files.find((name) => isOfAnother(context, name, flow.id));
    if (stranger !== undefined)
      throw new UserError(
        `call ${call} was taken with "${flow.id}", and ${stranger} is of another playbook`,
        'name its own',
        2,
      );
    const { text, notes } = recordScenario(flow, events, `${ended.label}, as in call ${call.slice(0, 8)}`);
    const file = `playbook: ${flow.id}\nscenarios:\n${text}\n`;
    const begun = files.some((name) => context.files.exists(scenariosOf(context, name)));
    for (const line of (begun ? text : file.trimEnd()).split('\n')) context.print(line);
    for (const note of notes) context.say(note);
    const read = readScenarios(file, flow);
    const problems = read.diagnostics.map(({ message }) => message);
    for (const scenario of read.scenarios ?? [])
      problems.push(...(await judgeScenario(flow, scenario)).failures.map(({ message }) => message));
    for (const problem of problems) context.say(`the scenario does not pass as it stands: ${problem}`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    log.close();
  }
}

/** Of a playbook or a file of scenarios: both begin with the id. */
function isOfAnother({ files }: Context, name: string, id: string): boolean {
  const own = files.exists(name) ? idIn(new TextDecoder().decode(files.head(name, 4096))) : undefined;
  return own !== undefined && own !== id;
}
