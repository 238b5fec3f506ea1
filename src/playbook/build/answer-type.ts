import { type Type, typeOf, UNKNOWN } from '../expression/type.js';
import type { Flow, QuestionType } from '../flow.js';
import { OFFER_ANSWERS } from '../offer-answers.js';
import { at, type Tree, text } from '../read/tree.js';
import { outcomesOfUsed } from '../targets.js';
import { bothSpellings } from './ids.js';

/** The type of the answer of a step; `undefined` where it asks nothing. */
export function typeOfStep(
  step: Tree,
  sets: ReadonlyMap<string, Tree>,
  uses: ReadonlyMap<string, Flow>,
): Type | undefined {
  const ask = at(step, 'ask');
  if (ask !== undefined) return typeOfQuestion(ask, sets);
  if (at(step, 'offer') !== undefined) return typeOf('choice', OFFER_ANSWERS);
  const use = at(step, 'use');
  if (use === undefined) return undefined;
  const flow = uses.get(text(use)?.text ?? '');
  return flow === undefined ? UNKNOWN : typeOf('choice', [...outcomesOfUsed(flow).keys()]);
}

export function typeOfQuestion(tree: Tree, sets: ReadonlyMap<string, Tree>): Type {
  const type = text(at(tree, 'type'))?.text;
  if (type === undefined || !isQuestionType(type)) return UNKNOWN;
  if (type !== 'choice' && type !== 'choices') return typeOf(type, []);
  const options = at(tree, 'options');
  const map = options?.kind === 'scalar' ? sets.get(options.typed) : options;
  return map?.kind === 'mapping' ? typeOf(type, bothSpellings(map.entries.keys())) : UNKNOWN;
}

const TYPES: readonly string[] = [
  'choice',
  'choices',
  'text',
  'number',
  'money',
  'date',
  'yes_no',
  'scale',
] satisfies QuestionType[];

const isQuestionType = (type: string): type is QuestionType => TYPES.includes(type);
