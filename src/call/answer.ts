import type { Expression } from '../playbook/expression.js';
import type { Fact, Flow } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import type { Answer } from './command.js';
import type { EventBody, OfferReply } from './event.js';
import { type Asked, accept, type Decision, judge, masked, refuse } from './judge.js';
import type { Level } from './level.js';
import { fromMajor } from './money.js';
import { andThen } from './onward.js';
import { type Position, position } from './position.js';
import { offersNow, optionsNow } from './route.js';
import { known } from './scope.js';
import type { State } from './state.js';
import { spoken } from './trail.js';
import { storable, tooLong } from './words.js';

export function answer(flow: Flow, state: State, command: Answer, today: string): Decision {
  const at = position(flow, state, today);
  if (at.kind === 'reply') return reply(flow, state, at, command, today);
  if (at.kind !== 'fact' && at.kind !== 'step') return refuse('nothing', 'there is no question to answer');
  if (at.kind === 'step' && at.step.offer !== undefined) return offer(flow, state, at, command, today);
  const long = tooLong(command.jot ?? '') ?? tooLong(command.words ?? '') ?? tooLong(command.override ?? '');
  if (long !== undefined) return refuse('invalid', long);
  const jot = storable(command.jot ?? '');
  const asked = askedAt(at, jot.words);
  const judged =
    asked === undefined
      ? accept(passed(at, jot.words))
      : judge(levelAt(flow, at), state, asked, { ...command, raw: command.raw ?? '' }, today);
  if (!judged.ok) return judged;
  return andThen(flow, state, [...judged.events, ...masked(jot.endings, at.visit.step)], today);
}

/** Makes one of the offers, or none. */
function offer(flow: Flow, state: State, at: Open & { kind: 'step' }, { raw }: Answer, today: string): Decision {
  const { level, visit, step } = at;
  const scope = known(level, state, today);
  const open = optionsNow(level.flow, step, scope).filter(({ id }) => visit.options.includes(id));
  const option = open.find(({ id }) => id === raw);
  if (option === undefined) {
    const above = offersNow(level.flow, step, scope).beyond.find(({ id }) => id === raw);
    const whose = above && `; "${above.id}" is for a ${spoken(above.authority).toLowerCase()} to make`;
    const rule = scope.offersBarred(step.id);
    const why = whose ?? (rule ? `; a rule of this playbook: ${rule.label}` : '');
    return refuse('invalid', `pick one of the offers here: ${open.map(({ id }) => id).join(', ')}${why}`);
  }
  const made = level.flow.offers.get(option.id);
  if (made === undefined) {
    const value = { type: 'choice', id: option.id, label: option.label } as const;
    const none: EventBody = { type: 'answered', visit: visit.visit, step: visit.step, question: 'choice', value };
    return andThen(flow, state, [none], today);
  }
  const cost = costOf(level, state, made.cost, today);
  const again = scope.heard(made.id);
  return accept({
    type: 'offer_shown',
    visit: state.lastVisit + 1,
    step: visit.step,
    offer: level.prefix + made.id,
    label: made.label,
    ...(cost === undefined ? {} : { cost }),
    ...(again === undefined ? {} : { again }),
    ...(state.card === undefined ? {} : { beside: true }),
  });
}

function costOf(level: Level, state: State, cost: Expression | undefined, today: string) {
  const currency = state.started?.currency;
  const amount = cost?.evaluate(known(level, state, today));
  if (typeof amount !== 'number' || currency === undefined) return undefined;
  return { type: 'money', minor: fromMajor(amount, currency), currency } as const;
}

function reply(
  flow: Flow,
  state: State,
  at: Extract<Position, { kind: 'reply' }>,
  { raw }: Answer,
  today: string,
): Decision {
  const { level, visit, step, offer: made } = at;
  const taken = step.offer?.replies.find(({ id }) => id === raw);
  if (taken === undefined) return refuse('invalid', 'say how they take it: accepted, considering or declined');
  const answered: EventBody = {
    type: 'offer_answered',
    visit: visit.visit,
    step: visit.step,
    offer: level.prefix + made.id,
    reply: taken.id as OfferReply,
    label: taken.label,
  };
  return andThen(flow, state, [answered], today);
}

const levelAt = (flow: Flow, at: Open): Level => (at.kind === 'step' ? at.level : { flow, prefix: '' });

type Open = Extract<Position, { kind: 'fact' | 'step' }>;

function askedAt(at: Open, jot: string): Asked | undefined {
  if (at.kind === 'fact') return factAsked(at.fact);
  const { ask } = at.step;
  if (ask === undefined) return undefined;
  const options = optionsOf(ask).filter(({ id }) => at.visit.options.includes(id));
  return {
    id: at.visit.step,
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

export function factAsked({ id, label, question, identifies }: Fact): Asked {
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
