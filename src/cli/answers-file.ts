import type { Raw } from '../call/read-answer.js';
import type { Reply } from '../call/rep.js';
import { type Scripted, type ScriptedRep, scriptedRep } from '../call/scripted-rep.js';
import { readCommand } from '../call/typed-command.js';
import { UserError } from '../call/user-error.js';
import { readAnswers, type WrittenAnswer } from '../playbook/answers.js';
import type { Flow } from '../playbook/flow.js';
import type { Context } from './context.js';

export interface AnswersFile {
  /** The facts among the answers. */
  facts(flow: Flow): ReadonlyMap<string, Raw>;
  rep(): ScriptedRep;
}

/** Reads `--answers FILE`: YAML, keyed by step or fact. */
export function answersFile(context: Context, file: string): AnswersFile {
  const read = readAnswers(context.files.read(file));
  if (!read.ok)
    throw new UserError(`${file}: ${read.problem}`, 'it maps a step to its answer, for example: reason: price');
  const answers = new Map([...read.answers].map(([step, answer]) => [step, scripted(file, step, answer)]));
  return {
    facts: (flow) =>
      new Map(
        [...answers].flatMap(([id, { raw }]) => (flow.facts.has(id) && raw !== undefined ? [[id, raw] as const] : [])),
      ),
    rep: () => scriptedRep(answers, read.wrapUp, context.print),
  };
}

function scripted(file: string, step: string, { first = [], ...answer }: WrittenAnswer): Scripted {
  const replies = first.map((typed) => {
    const command = readCommand(typed);
    if (command !== undefined && command.kind !== 'help' && !asksBack(command)) return command;
    throw new UserError(
      `${file}: "${step}" has the command "${typed}", ${command === undefined ? 'which does not exist' : 'which only a person can give'}`,
      'there are card and note with words, back, insist, hungup, wrong and pause',
    );
  });
  return { ...answer, first: replies };
}

/** Whether something is to be picked then, for which a file has no answer. */
function asksBack(command: Reply): boolean {
  switch (command.kind) {
    case 'trail':
      return true;
    case 'cards':
      return command.card === undefined;
    case 'way_out':
      return command.way === undefined;
    default:
      return false;
  }
}
