import type { Flow, Outcome } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';
import type { End } from './command.js';
import type { Waiver } from './event.js';
import { type Format, format } from './format.js';
import { headerOf } from './header.js';
import { outcomeOf } from './outcome.js';
import { every } from './period.js';
import { position } from './position.js';
import type { Picks } from './rep.js';
import { type Item, option, type Screen, words } from './screen.js';
import type { State } from './state.js';
import { spoken } from './trail.js';
import { askedBy, type MissingNeed, type WrapUp, wrapUp } from './wrap-up.js';

/** How a call is about to end. */
export interface Ending {
  readonly outcome: string;
  /** The outcome that the path has led to; absent where the call breaks off. */
  readonly ledTo?: string;
}

/** What was typed and set at wrap-up so far. */
export interface Settled {
  readonly note?: string;
  readonly picks?: Picks;
}

/** All there is to settle when a call ends, on one screen. */
export function wrapUpScreen(
  flow: Flow,
  state: State,
  ending: Ending,
  { note = '', picks = new Map() }: Settled,
  today: string,
): Screen {
  const cameToIt = ending.ledTo !== undefined;
  const at = position(flow, state, today);
  const outcome = outcomeOf(flow, ending.outcome);
  const speak = format(state.started?.locale ?? 'en');
  const canAsk = (need: MissingNeed) => cameToIt && askedBy(need, state, today) !== undefined;
  const items = itemsOf(flow, wrapUp(flow, state, outcome, today), canAsk, speak).map((item) => {
    const value = picks.get(item.id);
    return item.kind !== 'outcome' && item.options.some(({ id }) => id === value)
      ? { ...item, value: value ?? '' }
      : item;
  });
  const promising = items.some(({ kind, value }) => kind === 'follow_up' && value === 'promise');
  return {
    // From the middle of a call it stands beside the path: going back from it goes back to the question.
    key: `${cameToIt ? 'wrap_up' : 'call/wrap_up'} ${outcome.id}`,
    header: headerOf(flow, state, at),
    kind: 'wrap_up',
    do: `Wrap up: ${outcome.label}.`,
    question: words,
    options: [],
    items: promising ? items.filter(({ id }) => id !== 'needs follow_up') : items,
    prefill: note === '' ? undefined : { value: { type: 'text', words: note } },
    format: speak,
  };
}

function itemsOf(
  flow: Flow,
  { outcome, missing, followUps, drafts }: WrapUp,
  canAsk: (need: MissingNeed) => boolean,
  speak: Format,
) {
  return [
    outcomeItem(flow, outcome),
    ...missing.map((need) => evidenceItem(need, canAsk(need))),
    ...followUps.map(({ id, what, by, channel, due, repeat, times }): Item => {
      const how = [spoken(by), channel, speak.date(due), repeat && every(repeat, times)].filter(Boolean).join(', ');
      return {
        id: `follow_up ${id}`,
        kind: 'follow_up',
        label: `${what.words} (${how})`,
        options: [option('promise', 'promise'), option('drop', 'drop')],
        value: 'promise',
      };
    }),
    ...drafts.map(({ id, kind, to, subject }): Item => {
      return {
        id: `draft ${id}`,
        kind: 'draft',
        label: `${kind === 'email' ? 'E-mail' : 'Letter'} to ${to.words}: ${subject.words}`,
        options: [option('keep', 'keep'), option('drop', 'drop')],
        value: 'keep',
      };
    }),
  ];
}

/** Whatever the path has led to, and wherever the call broke off, it may have come to another outcome. */
function outcomeItem(flow: Flow, outcome: Outcome): Item {
  const declared = [...flow.outcomes.values()];
  const all = BUILT_IN_OUTCOMES.has(outcome.id) ? [outcome, ...declared] : declared;
  return {
    id: 'outcome',
    kind: 'outcome',
    label: 'Outcome',
    options: all.map(({ id, label }) => option(id, label)),
    value: outcome.id,
  };
}

const LACKING = { offer: 'An offer', follow_up: 'A follow-up', note: 'A note' };

function evidenceItem({ id, kind }: MissingNeed, asked: boolean): Item {
  return {
    id: `needs ${id}`,
    kind: 'evidence',
    label: kind === 'step' ? `The answer to "${spoken(id)}"` : LACKING[kind],
    options: [
      ...(asked ? [option('ask', 'Ask it now')] : []),
      option('would_not_say', 'Would not say'),
      option('not_asked', 'Not asked'),
    ],
    value: '',
  };
}

/** The need that the rep wants to ask for now. */
export function askedFor({ items = [] }: Screen, picks: Picks): string | undefined {
  const item = items.find(({ id, kind }) => kind === 'evidence' && picks.get(id) === 'ask');
  return item && nameIn(item.id);
}

/** The command that ends the call as it was settled. */
export function endWith({ items = [] }: Screen, outcome: string, { note = '', picks = new Map() }: Settled): End {
  const picked = (wanted: Item['kind'], value: string): readonly string[] =>
    items.filter(({ id, kind }) => kind === wanted && picks.get(id) === value).map(({ id }) => nameIn(id));
  const marked = (mark: Waiver) => picked('evidence', mark).map((need) => [need, mark] as const);
  return {
    type: 'end',
    outcome,
    note,
    waive: new Map([...marked('would_not_say'), ...marked('not_asked')]),
    drop: new Set(picked('follow_up', 'drop')),
    dropDrafts: new Set(picked('draft', 'drop')),
  };
}

/** `needs promise` is about `promise`. */
const nameIn = (item: string): string => item.slice(item.indexOf(' ') + 1);
