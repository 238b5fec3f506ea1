import type { Flow } from '../playbook/flow.js';
import type { EventBody, Waiver } from './event.js';
import { type Asked, accept, type Decision, judge, masked, refuse } from './judge.js';
import { advance, needId, outcomeOf, type Position, position, shown } from './position.js';
import type { Raw } from './read-answer.js';
import { type Known, known } from './scope.js';
import { evolve, type State } from './state.js';
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
  /** At wrap-up: asks a step that the outcome needs, or says why it has no answer. */
  | { readonly type: 'ask_need'; readonly step: string }
  | { readonly type: 'waive'; readonly need: string; readonly mark: Waiver }
  /** With an outcome: a built-in one, from anywhere. Without: the one the call has come to. */
  | { readonly type: 'end'; readonly outcome?: string };

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
      return accept({ type: 'insisted', ...here }, shown(flow, flow.insist, state.lastVisit + 1, 'playbook', scope));
    case 'pause':
      return accept({ type: 'paused' });
    case 'resume':
      return accept({ type: 'resumed' });
    case 'ask_need':
      return accept(shown(flow, command.step, state.lastVisit + 1, 'wrap_up', scope));
    case 'waive':
      return accept({ type: 'evidence_waived', need: command.need, mark: command.mark });
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
  for (const [name, raw] of facts) {
    const asked = factAsked(flow, name);
    if (asked === undefined) {
      const declared = [...flow.facts.keys()].join(', ') || 'none';
      return refuse('invalid', `"${name}" is not a fact of ${id}; its facts: ${declared}`);
    }
    const judged = judge(flow, foldBodies(state, events), asked, { raw }, today);
    if (!judged.ok) return refuse('invalid', `${name}: ${judged.refusal.message}`);
    events.push(...judged.events);
  }
  const begun = foldBodies(state, events);
  return accept(...events, ...advance(flow, begun, known(flow, begun, today)));
}

function answer(flow: Flow, state: State, scope: Known, command: Answer): Decision {
  const at = position(flow, state, scope);
  if (at.kind !== 'fact' && at.kind !== 'step') return refuse('nothing', 'there is no question to answer');
  const long = tooLong(command.jot ?? '') ?? tooLong(command.words ?? '') ?? tooLong(command.override ?? '');
  if (long !== undefined) return refuse('invalid', long);
  const jot = storable(command.jot ?? '');
  const asked = askedAt(flow, at, jot.words);
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
  const kept = state.kept.get(at.visit.step);
  if (kept === undefined) return undefined;
  const asked = askedAt(flow, at, kept.jot ?? '');
  const event = asked === undefined ? passed(at, kept.jot ?? '') : asked.event(kept.value);
  if (asked !== undefined && !stillHolds(flow, state, asked, event, today)) return undefined;
  const body = { ...event, kept: true } as const;
  const next = andThen(flow, state, [body], today);
  return next.ok ? next.events : undefined;
}

function stillHolds(flow: Flow, state: State, asked: Asked, event: EventBody, today: string): boolean {
  if (event.type !== 'answered' && event.type !== 'fact_set') return false;
  const { value } = event;
  if (value === null) return asked.question.optional;
  const offered = (id: string) => asked.options.some((option) => option.id === id);
  if (value.type === 'choice' && !offered(value.id)) return false;
  if (value.type === 'choices' && !value.chosen.every(({ id }) => offered(id))) return false;
  const scope = known(flow, evolve(state, event), today);
  return asked.question.checks.every((check) => check.if.evaluate(scope) !== true);
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

function askedAt(flow: Flow, at: Open, jot: string): Asked | undefined {
  if (at.kind === 'fact') return factAsked(flow, at.fact.id);
  const { ask } = at.step;
  if (ask === undefined) return undefined;
  const options = 'options' in ask ? ask.options.filter(({ id }) => at.visit.options.includes(id)) : [];
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

function factAsked(flow: Flow, id: string): Asked | undefined {
  const fact = flow.facts.get(id);
  if (fact === undefined) return undefined;
  const { label, question, identifies } = fact;
  return {
    id,
    question,
    options: 'options' in question ? question.options : [],
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

/** The events, and the screen they lead to. */
function andThen(flow: Flow, state: State, events: readonly EventBody[], today: string): Decision {
  const now = foldBodies(state, events);
  return accept(...events, ...advance(flow, now, known(flow, now, today)));
}

const foldBodies = (state: State, events: readonly EventBody[]): State => events.reduce(evolve, state);
