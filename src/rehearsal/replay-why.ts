import type { Position } from '../call/position.js';
import type { Raw } from '../call/read-answer.js';
import type { Question } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';

/** What an old call comes to when it is played against a playbook that was edited. */
export type Replayed =
  /**
   * It ends as it did. `unasked` are steps the call had, and now comes to no more; `inserted` are screens that it had not, and
   * that ask nothing.
   */
  | { readonly kind: 'same'; readonly unasked: readonly string[]; readonly inserted: readonly string[] }
  | { readonly kind: 'diverges'; readonly at: string; readonly why: Why }
  /** It comes to its outcome, which now needs what nobody asked for then. */
  | { readonly kind: 'lacks_evidence'; readonly at: string; readonly why: Why }
  | { readonly kind: 'other_outcome'; readonly was: Ending; readonly now: Ending };

export interface Ending {
  readonly outcome: string;
  readonly group: string;
}

/** No customer's words are in it: what is told of a log may be passed on. */
export interface Why {
  readonly code: WhyCode;
  readonly text: string;
}

export type WhyCode =
  | 'another_step'
  | 'option_gone'
  | 'option_hidden'
  | 'offer_gone'
  | 'answer_needed'
  | 'answer_refused'
  | 'check_fails'
  | 'fact_needed'
  | 'card_gone'
  | 'insist_gone'
  | 'outcome_gone'
  | 'evidence_missing'
  | 'rule_broken'
  | 'end_refused'
  | 'does_not_compile';

type Refused = { readonly raw: Raw; readonly message: string };

/** Why an answer that the call had is not taken any more. */
export function whyRefused(at: Position, { raw, message }: Refused): Why {
  if (at.kind === 'reply') return { code: 'answer_refused', text: `an offer cannot be taken as "${raw}" any more` };
  const question = at.kind === 'fact' ? at.fact.question : at.kind === 'step' ? at.step.ask : undefined;
  if (question === undefined) return { code: 'answer_refused', text: 'the answer is not taken' };
  const check = question.checks.find((each) => message.endsWith(each.message));
  if (check !== undefined) return { code: 'check_fails', text: `a check speaks up: ${check.message}` };
  if (raw === '') return { code: 'answer_needed', text: 'an answer is needed, and was left open' };
  return wrongOption(question, raw) ?? { code: 'answer_refused', text: `the answer is not taken: ${takes(question)}` };
}

function wrongOption(question: Question, raw: Raw): Why | undefined {
  if (!('options' in question) || Array.isArray(raw) !== (question.type === 'choices')) return undefined;
  const ids = optionsOf(question).map(({ id }) => id);
  const picked = Array.isArray(raw) ? raw : [String(raw)];
  const gone = picked.find((id) => !ids.includes(id));
  if (gone !== undefined) return { code: 'option_gone', text: `option "${shown(gone)}" is gone` };
  if (question.type === 'choices') return undefined;
  return { code: 'option_hidden', text: `option "${picked.join()}" is not shown` };
}

/** A question that asked for words before has them where an option would be. */
const shown = (id: string): string => (/^[a-z]\w{0,59}$/.test(id) ? id : '…');

function takes(question: Question): string {
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return 'it takes one option now';
    case 'choices':
      return `it takes options${range(question)} now`;
    case 'text':
      return 'it takes other words now';
    case 'money':
      return `it takes an amount${range(question)} now`;
    default:
      return `it takes a ${question.type}${range(question)} now`;
  }
}

function range({ min, max }: { readonly min?: number | string; readonly max?: number | string }): string {
  if (min === undefined) return max === undefined ? '' : ` up to ${max}`;
  return max === undefined ? ` from ${min}` : ` from ${min} to ${max}`;
}
