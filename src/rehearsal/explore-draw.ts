import type { Raw } from '../call/read-answer.js';
import { parts, type Term } from '../playbook/expression/term.js';
import type { Flow, Option, Question } from '../playbook/flow.js';
import { conditionsOf } from '../playbook/lint/conditions.js';
import { usedFlows } from '../playbook/uses.js';
import type { Scalar } from '../playbook/value.js';
import type { Chance } from './explore-chance.js';
import { fitting } from './explore-fitting.js';

/** What a playbook compares answers with: those that are near decide most. */
export interface Compared {
  readonly numbers: readonly number[];
  readonly words: readonly string[];
}

export function comparedIn(flow: Flow): Compared {
  const [numbers, words] = [new Set<number>(), new Set<string>()];
  const add = (term: Term): void => {
    if (term.kind === 'literal') put(term.value);
    parts(term).forEach(add);
  };
  const put = (value: Scalar): void => {
    if (typeof value === 'number' && Math.abs(value) < MOST) numbers.add(value);
    if (typeof value === 'string') words.add(value);
  };
  for (const of of [flow, ...usedFlows(flow)]) {
    for (const { expression } of conditionsOf(of)) add(expression.term);
    for (const { value } of of.computed.values()) add(value.term);
  }
  return { numbers: [...numbers], words: [...words] };
}

const MOST = 1e9;

/** An answer by chance, which need not be one that is taken. */
export function drawn(
  question: Question,
  options: readonly Option[],
  compared: Compared,
  today: string,
  chance: Chance,
): Raw {
  if (question.optional && chance.percent(LEFT_OPEN)) return question.type === 'choices' ? [] : '';
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return options.length === 0 ? '' : chance.oneOf(options).id;
    case 'choices':
      return chance.some(options, question.min ?? 0, question.max ?? options.length).map(({ id }) => id);
    case 'text':
      return text(question, compared, chance);
    case 'scale':
      return chance.between(question.min, question.max);
    case 'number':
    case 'money':
      return count(question, compared.numbers, chance);
    case 'date':
      return day(question, compared, today, chance);
  }
}

const LEFT_OPEN = 20;

function text({ pattern, max }: Question & { readonly type: 'text' }, { words }: Compared, chance: Chance): string {
  const said = pattern === undefined ? chance.oneOf(['in their words', ...words]) : fitting(pattern.source, chance);
  return said.slice(0, max);
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Near a bound or what it is compared with, or anything between. */
function count({ min = 0, max = Math.max(min, 0) + FAR }: Bounds, near: readonly number[], chance: Chance): number {
  const [from, to] = [Math.ceil(min), Math.floor(max)];
  if (from > to) return min;
  const corner = chance.oneOf([from, to, ...near]) + chance.between(-1, 1);
  const some = from + chance.between(0, Math.min(10 ** chance.between(0, 6), to - from));
  const any = chance.between(from, Math.min(to, from + 2 ** 48));
  const number = chance.oneOf([corner, some, any]);
  return Math.max(from, Math.min(Math.trunc(number), to));
}

const FAR = 1_000_000;

const DAY = 86_400_000;
const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
export const dateOf = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10);

function day(
  { min, max }: Question & { readonly type: 'date' },
  { numbers, words }: Compared,
  today: string,
  chance: Chance,
): string {
  const now = dayOf(today);
  const bound = (at: string | undefined, otherwise: number) =>
    at === undefined ? otherwise : at === 'today' ? now : dayOf(at);
  const from = bound(min, Math.min(now, bound(max, now)) - YEAR);
  const to = bound(max, Math.max(now, from) + YEAR);
  const named = words.filter((word) => /^\d{4}-\d\d-\d\d$/.test(word)).map(dayOf);
  const apart = numbers
    .filter((number) => Math.abs(number) <= 10 * YEAR)
    .flatMap((number) => [now + number, now - number]);
  const near = chance.oneOf([now, from, to, ...named, ...apart]) + chance.between(-1, 1);
  const soon = now + chance.between(0, 14);
  const chosen = chance.oneOf([near, soon, chance.between(Math.min(from, to), Math.max(from, to))]);
  return dateOf(Math.max(from, Math.min(Math.trunc(chosen), to)));
}

const YEAR = 365;
