import { cardsNow } from '../call/cards.js';
import { decide } from '../call/decide.js';
import type { CallEvent } from '../call/event.js';
import { stepNamed } from '../call/level.js';
import { toMajor } from '../call/money.js';
import { outcomeOf } from '../call/outcome.js';
import { every } from '../call/period.js';
import { screenOf } from '../call/screen-of.js';
import { answerTo, fold, type State } from '../call/state.js';
import { cameTo } from '../call/wrap-up.js';
import type { Flow } from '../playbook/flow.js';
import type { Detail, Scenario } from '../playbook/scenario.js';
import type { Failure } from './scenario-failure.js';
import type { Played } from './scenario-play.js';

/** What turned out otherwise of how the call counts, what it promises, and what the rep can do at a step. */
export function otherwise(flow: Flow, { expect, today }: Scenario, played: Played): readonly Failure[] {
  return expect.details.flatMap((detail): readonly Failure[] => {
    const message = told(detail, flow, played, today);
    return message === undefined ? [] : [{ kind: kindOf(detail), line: detail.line, message }];
  });
}

function kindOf({ kind }: Detail): Failure['kind'] {
  switch (kind) {
    case 'promise':
      return 'follow_ups';
    case 'draft':
      return 'drafts';
    case 'cost':
      return 'costs';
    case 'shows':
    case 'takes':
    case 'asks_why':
    case 'refuses':
      return 'at';
    default:
      return kind;
  }
}

function told(detail: Detail, flow: Flow, { state, events }: Played, today: string): string | undefined {
  switch (detail.kind) {
    case 'group':
      return differs('the group', detail.value, state.ended?.group);
    case 'reason': {
      const reason = flow.reason === undefined ? undefined : answerTo(state, flow.reason)?.value;
      return differs('the reason', detail.value, reason?.type === 'choice' ? reason.id : undefined);
    }
    case 'role':
      return differs('the role', detail.value, state.role);
    case 'path':
      return toldPath(detail.value, state);
    case 'evidence':
      return lists('the outcome to need', detail.value, needed(flow, state));
    case 'cost':
      return differs(`the cost of ${detail.offer}`, String(detail.value), costOf(events, detail.offer));
    case 'promise': {
      const { followUp, key, value } = detail;
      const made = state.followUps.get(followUp)?.promise;
      if (made === undefined) return undefined;
      const { due, by, channel, repeat, times, call } = made;
      const came = new Map(Object.entries({ due, by, channel, repeat: repeat && every(repeat), times, call }));
      return differs(`${key} of ${followUp}`, value, came.get(key));
    }
    case 'draft': {
      const kind = state.drafts.get(detail.draft)?.kind;
      return kind === undefined ? undefined : differs(detail.draft, detail.value, kind);
    }
    case 'open_at':
      return lists(`${detail.card} to open over`, detail.value, openOver(detail.card, flow, events));
    case 'must_answer':
    case 'may_skip':
    case 'shows':
    case 'takes':
    case 'asks_why':
    case 'refuses':
      return toldAt(detail, flow, events, today);
  }
}

function toldPath(expected: readonly string[], { path }: State): string | undefined {
  const led = path.filter(({ frame, beside }) => (frame === 'playbook' || frame === 'use') && beside === undefined);
  const steps = ` ${led.map(({ step }) => step).join(' ')} `;
  if (steps.includes(` ${expected.join(' ')} `)) return undefined;
  return `expected the call to go ${expected.join(' → ')}, and it went${steps.trimEnd().replaceAll(' ', ' → ').slice(2)}`;
}

type AtStep = Extract<Detail, { readonly step: string }>;

/** At the moment when the step showed last. */
function toldAt(detail: AtStep, flow: Flow, events: readonly CallEvent[], today: string): string | undefined {
  const { step } = detail;
  const at = events.findLastIndex(({ body }) => body.type === 'step_shown' && body.step === step);
  if (at === -1) return `expected the call to come by ${step}, and it did not`;
  const state = fold(events.slice(0, at + 1));
  if (detail.kind === 'shows') {
    const options = screenOf(flow, state, today).options.map(({ id }) => id);
    // That none is made can always be picked.
    const offers = stepNamed(flow, step).offer !== undefined;
    return lists(`${step} to show`, detail.value, offers ? options.filter((id) => id !== 'none') : options);
  }
  const raw = 'value' in detail ? detail.value : '';
  const kind = detail.kind === 'must_answer' ? 'refuses' : detail.kind === 'may_skip' ? 'takes' : detail.kind;
  const tried = (override?: string) => decide(flow, state, { type: 'answer', raw, override }, today).ok;
  const came = tried() ? 'takes' : tried('a reason') ? 'asks_why' : 'refuses';
  return came === kind ? undefined : `expected ${step} to ${SAID[kind]} ${shownRaw(raw)}, and it ${CAME[came]}`;
}

const SAID = { takes: 'take', asks_why: 'ask why at', refuses: 'refuse' } as const;
const CAME = { takes: 'takes it', asks_why: 'asks for a reason', refuses: 'refuses it' } as const;

function shownRaw(raw: Raw): string {
  const words = String(raw);
  if (words === '') return 'no answer';
  return words.length > 60 ? `a text of ${words.length} characters` : `"${words}"`;
}

type Raw = Extract<AtStep, { readonly kind: 'takes' | 'asks_why' | 'refuses' }>['value'];

/** Of the steps that were shown, those over which a card can be opened; its screens are beside them. */
function openOver(card: string, flow: Flow, events: readonly CallEvent[]): readonly string[] {
  const opens = events.flatMap(({ body }, at) => {
    if (body.type !== 'step_shown' || body.frame !== 'playbook') return [];
    const cards = cardsNow(flow, fold(events.slice(0, at + 1)));
    return cards.some((each) => each.card.id === card) ? [body.step] : [];
  });
  return [...new Set(opens)];
}

/** What the outcome of the call needs, and those of the playbooks that it used. */
function needed(flow: Flow, state: State): readonly string[] {
  if (state.ended === undefined) return [];
  const came = cameTo(flow, state, outcomeOf(flow, state.ended.outcome));
  const needs = came.flatMap(({ level, outcome }) =>
    outcome.needs.map((need) => (need.kind === 'step' ? level.prefix + need.step : need.kind)),
  );
  return [...new Set(needs)];
}

function costOf(events: readonly CallEvent[], offer: string): string | undefined {
  const made = events.findLast(({ body }) => body.type === 'offer_shown' && body.offer === offer)?.body;
  if (made?.type !== 'offer_shown' || made.cost === undefined) return undefined;
  return String(toMajor(made.cost.minor, made.cost.currency));
}

function differs(what: string, expected: string, came: string | number | undefined): string | undefined {
  if (came !== undefined && String(came) === expected) return undefined;
  return `expected ${what} to be ${expected}, and it was ${came ?? 'none'}`;
}

function lists(what: string, expected: readonly string[], came: readonly string[]): string | undefined {
  if (expected.length === came.length && expected.every((id) => came.includes(id))) return undefined;
  return `expected ${what} ${listed(expected)}, and it was ${listed(came)}`;
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
