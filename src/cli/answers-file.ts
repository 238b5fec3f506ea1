import type { Raw } from '../call/read-answer.js';
import { type Scripted, type ScriptedRep, scriptedRep } from '../call/scripted-rep.js';
import { UserError } from '../call/user-error.js';
import { readAnswers } from '../playbook/answers.js';
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
  const answers: ReadonlyMap<string, Scripted> = read.answers;
  return {
    facts: (flow) =>
      new Map(
        [...answers].flatMap(([id, { raw }]) => (flow.facts.has(id) && raw !== undefined ? [[id, raw] as const] : [])),
      ),
    rep: () => scriptedRep(answers, context.print),
  };
}
