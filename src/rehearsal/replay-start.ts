import { factAsked } from '../call/answer.js';
import type { CallEvent, EventBody } from '../call/event.js';
import { judge } from '../call/judge.js';
import { andThen, foldBodies } from '../call/onward.js';
import { initialState } from '../call/state.js';
import type { Fact, Flow } from '../playbook/flow.js';
import { ERASED, type Given, givenBy } from './replay-given.js';
import { pastOf } from './replay-past.js';
import { add, type Halt, type Play } from './replay-play.js';
import { whyRefused } from './replay-why.js';

/** Begins the call with what was known before its first screen. */
export function begin(flow: Flow, events: readonly CallEvent[]): { readonly play: Play; readonly halt?: Halt } {
  const past = pastOf(events);
  const facts = new Map<string, Given>();
  for (const { body } of events) if (body.type === 'fact_set') facts.set(body.fact, givenBy(body, ERASED));
  const play: Play = { flow, past, state: initialState, visits: new Map(), unused: [], inserted: new Set(), facts };

  const started = past.next()?.body;
  if (started?.type !== 'call_started') throw new Error('a call begins with its start');
  const today = past.today();
  past.take();
  const known = new Map<string, Given>();
  for (let next = past.next(); next !== undefined && BEFORE_THE_FIRST.has(next.body.type); next = past.next()) {
    const body = past.take();
    if (body.type === 'fact_set') known.set(body.fact, givenBy(body, undefined));
  }

  const begun: EventBody[] = [started];
  for (const fact of flow.facts.values()) {
    // A fact that is not asked for any more is still known of this customer.
    const given = known.get(fact.id) ?? (fact.asked ? undefined : facts.get(fact.id));
    if (given === undefined) continue;
    const halt = setFact(play, fact, given, begun, today);
    if (halt !== undefined) return { play, halt };
  }
  const decision = andThen(flow, initialState, begun, today);
  if (decision.ok) add(play, ...decision.events);
  return { play };
}

const BEFORE_THE_FIRST: ReadonlySet<EventBody['type']> = new Set(['fact_set', 'masked', 'check_overridden']);

function setFact({ flow }: Play, fact: Fact, given: Given, begun: EventBody[], today: string): Halt | undefined {
  const asked = factAsked(fact);
  if (given.erased && fact.question.type === 'text') {
    begun.push(asked.event({ type: 'text', words: ERASED }));
    return undefined;
  }
  const judged = judge({ flow, prefix: '' }, foldBodies(initialState, begun), asked, given.command, today);
  if (!judged.ok) {
    const at = { kind: 'fact', fact, visit: { visit: 0, frame: 'facts', step: fact.id, options: [] } } as const;
    return { at: fact.id, why: whyRefused(at, { raw: given.command.raw, message: judged.refusal.message }) };
  }
  begun.push(...judged.events);
  return undefined;
}
