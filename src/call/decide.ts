import type { Fact, Flow } from '../playbook/flow.js';
import type { EventBody, Waiver } from './event.js';
import { type Asked, accept, type Decision, judge, masked, refuse } from './judge.js';
import { advance, needId, outcomeOf, type Position, position, shown } from './position.js';
import type { Raw } from './read-answer.js';
import { optionsOf, settle } from './route.js';
import { type Known, known, scalar } from './scope.js';
import { type Answer as Answered, evolve, placeOf, type State } from './state.js';
import { storable, tooLong } from './words.js';

/** What a rep, a file or the command line asks of a call. */
export type Command =
  | Start
  | Answer
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'insist' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | SettleNeed
  /** With an outcome: a built-in one, from anywhere. Without: the one the call has come to. */
  | { readonly type: 'end'; readonly outcome?: string };

/** At wrap-up: asks a step that the outcome needs, or says why it has no answer. */
type SettleNeed =
  | { readonly type: 'ask_need'; readonly need: string }
  | { readonly type: 'waive'; readonly need: string; readonly mark: Waiver };

interface Start {
  readonly type: 'start';
  readonly rep: string;
  readonly currency: string;
  readonly locale: string;
  /** Facts known beforehand, as typed. */
  readonly facts: ReadonlyMap<string, Raw>;
}

/** Without `raw` on a screen that asks nothing. `override` is the reason for passing soft checks. */
interface Answer {
  readonly type: 'answer';
  readonly raw?: Raw | undefined;
  readonly words?: string | undefined;
  readonly jot?: string | undefined;
  readonly override?: string | undefined;
}

/** What happens when a command meets a call: events to append, or a refusal with the reason. `today` is YYYY-MM-DD. */
export function decide(flow: Flow, state: State, command: Command, today: string): Decision {
  if (command.type === 'start') return start(flow, state, command, today);
  if (state.status !== 'open') return refuse('nothing', 'this call has ended');
  const scope = known(flow, state, today);
  const last = state.path.at(-1);
  const here = last === undefined ? {} : { step: last.step };
  switch (command.type) {
    case 'answer':
      return answer(flow, state, scope, command);
    case 'back': {
      const to = last?.answer === undefined ? state.path.at(-2) : last;
      return to ? accept({ type: 'went_back', visit: to.visit }) : refuse('nothing', 'this is the first screen');
    }
    case 'forward':
      return forward(flow, state, today);
    case 'note': {
      const long = tooLong(command.text);
      if (long !== undefined) return refuse('invalid', long);
      const { words, endings } = storable(command.text);
      if (words === '') return refuse('nothing', 'an empty note is not kept');
      return accept({ type: 'noted', ...here, note: { words } }, ...masked(endings, last?.step));
    }
    case 'insist':
      if (flow.insist === undefined) return refuse('nothing', 'this playbook has no step for a customer who insists');
      return insist(flow, state, scope, flow.insist);
    case 'pause':
      return accept({ type: 'paused' });
    case 'resume':
      return accept({ type: 'resumed' });
    case 'ask_need':
    case 'waive':
      return settleNeed(flow, state, scope, command);
    case 'end':
      return end(flow, state, scope, command.outcome);
  }
}

function start(flow: Flow, state: State, command: Start, today: string): Decision {
  if (state.status !== 'new') return refuse('nothing', 'this call has begun already');
  const { rep, currency, locale, facts } = command;
  const { id, title, version, hash, about, reason } = flow;
  const playbook = { id, title, version, hash, about, ...(reason === undefined ? {} : { reason }) };
  const events: EventBody[] = [{ type: 'call_started', playbook, rep, currency, locale }];
  const stranger = [...facts.keys()].find((name) => !flow.facts.has(name));
  if (stranger !== undefined) {
    const declared = [...flow.facts.keys()].join(', ') || 'none';
    return refuse('invalid', `"${stranger}" is not a fact of ${id}; its facts: ${declared}`);
  }
  // In the order of the playbook, whatever that of the flags: a check may read the facts before its own.
  for (const fact of flow.facts.values()) {
    const raw = facts.get(fact.id);
    if (raw === undefined) continue;
    const judged = judge(flow, foldBodies(state, events), factAsked(fact), { raw }, today);
    if (!judged.ok) return refuse('invalid', `${fact.id}: ${judged.refusal.message}`);
    events.push(...judged.events);
  }
  return andThen(flow, state, events, today);
}

function insist(flow: Flow, state: State, scope: Known, step: string): Decision {
  const last = state.path.at(-1);
  const target = settle(flow, state, { go: step }, scope);
  if ('end' in target) return refuse('nothing', `"${step}" has no screen to go to`);
  const insisted: EventBody = { type: 'insisted', ...(last === undefined ? {} : { step: last.step }) };
  return accept(insisted, shown(flow, target.go, state.lastVisit + 1, 'playbook', scope));
}

function settleNeed(flow: Flow, state: State, scope: Known, command: SettleNeed): Decision {
  const at = position(flow, state, scope);
  const need = at.kind === 'wrap_up' ? at.missing.find((missing) => needId(missing) === command.need) : undefined;
  if (need === undefined) return refuse('nothing', `nothing needs "${command.need}" now`);
  if (command.type === 'waive') return accept({ type: 'evidence_waived', need: command.need, mark: command.mark });
  if (need.kind === 'note') return refuse('nothing', 'a note is taken, not asked');
  return accept(shown(flow, need.step, state.lastVisit + 1, 'wrap_up', scope));
}

function answer(flow: Flow, state: State, scope: Known, command: Answer): Decision {
  const at = position(flow, state, scope);
  if (at.kind !== 'fact' && at.kind !== 'step') return refuse('nothing', 'there is no question to answer');
  const long = tooLong(command.jot ?? '') ?? tooLong(command.words ?? '') ?? tooLong(command.override ?? '');
  if (long !== undefined) return refuse('invalid', long);
  const jot = storable(command.jot ?? '');
  const asked = askedAt(at, jot.words);
  const judged =
    asked === undefined
      ? accept(passed(at, jot.words))
      : judge(flow, state, asked, { ...command, raw: command.raw ?? '' }, scope.today);
  if (!judged.ok) return judged;
  return andThen(flow, state, [...judged.events, ...masked(jot.endings, at.visit.step)], scope.today);
}

/** Takes over kept answers until a screen needs the rep. */
function forward(flow: Flow, state: State, today: string): Decision {
  const events: EventBody[] = [];
  for (let now = state; ; now = foldBodies(state, events)) {
    const again = takeOver(flow, now, today);
    if (again === undefined) break;
    events.push(...again);
  }
  return events.length > 0 ? accept(...events) : refuse('nothing', 'this screen needs an answer');
}

function takeOver(flow: Flow, state: State, today: string): readonly EventBody[] | undefined {
  const scope = known(flow, state, today);
  const at = position(flow, state, scope);
  if (at.kind !== 'fact' && at.kind !== 'step') return undefined;
  const kept = state.kept.get(placeOf(state.path, at.visit));
  if (kept === undefined) return undefined;
  const asked = askedAt(at, kept.jot ?? '');
  const judged = asked === undefined ? accept(passed(at, kept.jot ?? '')) : judgeAgain(flow, state, asked, kept, today);
  if (!judged.ok) return undefined;
  const again = judged.events.map((event) => (settles(event) ? { ...event, kept: true as const } : event));
  const next = andThen(flow, state, again, today);
  return next.ok ? next.events : undefined;
}

/** What was answered before is held to the same as what is typed now: options, bounds and checks. */
function judgeAgain(flow: Flow, state: State, asked: Asked, { value }: Answered, today: string): Decision {
  const words = value !== null && 'words' in value ? (value.words ?? undefined) : undefined;
  return judge(flow, state, asked, { raw: value === null ? '' : (scalar(value) ?? ''), words }, today);
}

function end(flow: Flow, state: State, scope: Known, builtIn: string | undefined): Decision {
  const at = position(flow, state, scope);
  if (builtIn === undefined && at.kind !== 'wrap_up') return refuse('nothing', 'the call has not come to its end yet');
  if (builtIn === undefined && at.kind === 'wrap_up' && at.missing.length > 0) {
    return refuse('invalid', `${at.outcome.label} still needs: ${at.missing.map(needId).join(', ')}`);
  }
  const outcome = at.kind === 'wrap_up' && builtIn === undefined ? at.outcome : outcomeOf(flow, builtIn ?? '');
  const computed = [...flow.computed.keys()].flatMap((name) => {
    const value = scope.recorded(name);
    return value === undefined ? [] : [{ name, value }];
  });
  return accept({ type: 'call_ended', outcome: outcome.id, label: outcome.label, group: outcome.group, computed });
}

type Open = Extract<Position, { kind: 'fact' | 'step' }>;

function askedAt(at: Open, jot: string): Asked | undefined {
  if (at.kind === 'fact') return factAsked(at.fact);
  const { ask } = at.step;
  if (ask === undefined) return undefined;
  const options = optionsOf(ask).filter(({ id }) => at.visit.options.includes(id));
  return {
    id: at.step.id,
    question: ask,
    options,
    event: (value) => ({
      ...passed(at, jot),
      question: ask.type,
      ...(ask.personal ? { personal: true } : {}),
      value,
    }),
  };
}

function factAsked({ id, label, question, identifies }: Fact): Asked {
  return {
    id,
    question,
    options: optionsOf(question),
    event: (value) => ({
      type: 'fact_set',
      fact: id,
      label,
      question: question.type,
      ...(question.personal ? { personal: true } : {}),
      value,
      ...(identifies ? { identifies } : {}),
    }),
  };
}

function passed(at: Open, jot: string): Extract<EventBody, { type: 'answered' }> {
  const { visit, step } = at.visit;
  return { type: 'answered', visit, step, value: null, ...(jot === '' ? {} : { jot: { words: jot } }) };
}

/** The events, and the screen or the outcome they lead to. */
function andThen(flow: Flow, state: State, events: readonly EventBody[], today: string): Decision {
  const now = foldBodies(state, events);
  const next = advance(flow, now, known(flow, now, today));
  if ('type' in next) return accept(...events, next);
  return accept(...events.map((event) => (event.type === 'answered' ? { ...event, ends: next.end } : event)));
}

const settles = (event: EventBody) => event.type === 'answered' || event.type === 'fact_set';
const foldBodies = (state: State, events: readonly EventBody[]): State => events.reduce(evolve, state);
