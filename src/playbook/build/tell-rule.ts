import type { Moment, Outcome, Rule } from '../flow.js';

type Body<T> = T extends Rule ? Omit<T, 'label' | 'line'> : never;

/** A rule without its place. */
export type RuleBody = Body<Rule>;

/** A rule in words, for a trainer and for a rep: `at most 2 offers in a call`. */
export function tellRule(rule: RuleBody, outcomes: ReadonlyMap<string, Outcome>): string {
  switch (rule.kind) {
    case 'at_most':
      return `at most ${counted(rule.offers, 'offer')} in a call`;
    case 'before': {
      const label = outcomes.get(rule.outcome)?.label ?? rule.outcome;
      return `${listed(rule.visit)} before "${label}"`;
    }
    case 'never':
      return `no ${'offer' in rule.show ? 'offer' : inWords(rule.show.step)} after ${told(rule.after)}`;
    case 'always':
      return `${listed(rule.visit)} in every call${rule.if === undefined ? '' : ` where ${shortened(rule.if.source)}`}`;
    case 'within':
      return `at most ${counted(rule.steps, 'screen')} in a call`;
  }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const told = (moment: Moment): string => ('insist' in moment ? 'the customer has insisted' : inWords(moment.step));

function listed(steps: readonly string[]): string {
  const words = steps.map(inWords);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** An id as a rep reads it everywhere: `read_back` is "Read back". */
const inWords = (id: string): string => `"${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('_', ' ')}"`;

const MOST_CHARACTERS = 80;

const shortened = (source: string): string => {
  const line = source.trim().replace(/\s+/g, ' ');
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
};
