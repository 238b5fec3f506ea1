import type { CallEvent } from '../call/event.js';
import { levelOf, stepOf } from '../call/level.js';
import { findOutcome } from '../call/outcome.js';
import type { State, Visit } from '../call/state.js';
import { wrapUp } from '../call/wrap-up.js';
import type { Flow } from '../playbook/flow.js';
import { type WrittenValue, writeScenario } from '../playbook/scenario-write.js';
import { dayOf } from './day-of.js';
import { type Retold, retell } from './record-call.js';
import { createFakes, type Fakes } from './record-fake.js';

/** A call as a scenario, and what whoever keeps it should know. */
export interface Recorded {
  /** An item of the list under `scenarios`. */
  readonly text: string;
  /** What was replaced, and what the scenario may do otherwise than the call. */
  readonly notes: readonly string[];
}

/** Turns a call that has ended into a scenario. Words that were typed, and facts about persons, are replaced. */
export function recordScenario(flow: Flow, events: readonly CallEvent[], name: string): Recorded {
  const call = retell(events);
  const { state } = call;
  const day = dayOf(events[0]);
  const fakes = createFakes(flow);
  const { answers, offers } = given(flow, call, fakes);
  const { facts, asked } = factsOf(flow, call, fakes);
  const cards = new Map<string, readonly string[]>();
  for (const { step, command } of call.cards) cards.set(step, [...(cards.get(step) ?? []), command]);
  const scenario: readonly (readonly [string, WrittenValue | undefined])[] = [
    ['name', name],
    ['today', day],
    ['role', state.role === flow.runBy ? undefined : state.role],
    ['facts', facts],
    ['answers', new Map([...asked, ...answers])],
    ['cards', cards],
    ['offers', offers],
    ['wrap_up', settled(flow, call, day)],
    ['expect', expected(call)],
  ];
  const kept = scenario.flatMap(([key, value]) =>
    value === undefined || (value instanceof Map && value.size === 0) ? [] : [[key, value] as const],
  );
  return { text: writeScenario(new Map(kept)), notes: [...fakes.notes(), ...call.doubts, ...besides(events, state)] };
}

function besides(events: readonly CallEvent[], { started }: State): readonly string[] {
  const currency = started?.currency ?? 'EUR';
  const days = new Set(events.filter(({ body }) => body.type !== 'outcome_corrected').map(dayOf));
  return [
    ...(currency === 'EUR' ? [] : [`money was ${currency}: write \`currency: ${currency}\` at the top of the file`]),
    ...(days.size > 1 ? ['the call went on over several days; the scenario has one'] : []),
  ];
}

function given(flow: Flow, call: Retold, fakes: Fakes) {
  const commands = commandsByStep(call);
  const answers = new Map<string, WrittenValue>();
  const offers = new Map<string, WrittenValue>();
  for (const [step, visits] of byStep(call.path)) {
    const first = commands.get(step);
    const made = madeAt(flow, call.state, step, visits);
    if (made?.offers !== undefined && first === undefined) offers.set(step, made.offers);
    else {
      const answer = answerOf(flow, step, visits, made?.raw, overrideAt(call.state, step), first, fakes);
      if (answer !== undefined) answers.set(step, answer);
    }
  }
  return { answers, offers };
}

/** Facts that are known beforehand; those over which something was done need their screen. */
function factsOf(flow: Flow, call: Retold, fakes: Fakes) {
  const commands = commandsByStep(call);
  const beside = new Set([...call.cards, ...call.commands].map(({ step }) => step));
  const facts = new Map<string, WrittenValue>();
  const asked = new Map<string, WrittenValue>();
  for (const fact of flow.facts.values()) {
    const value = call.state.facts.get(fact.id);
    const first = commands.get(fact.id);
    if (value) {
      const known = fakes.value(fact.id, fact.question, value, fact.identifies !== undefined);
      if (!beside.has(fact.id)) facts.set(fact.id, known);
      else
        asked.set(
          fact.id,
          first === undefined
            ? known
            : mapped([
                ['answer', known],
                ['first', first],
              ]),
        );
    } else if (first !== undefined) asked.set(fact.id, mapped([['first', first]]));
  }
  return { facts, asked };
}

const mapped = (pairs: readonly (readonly [string, WrittenValue])[]): WrittenValue => new Map(pairs);

function byStep(path: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const steps = new Map<string, Visit[]>();
  for (const visit of path) {
    if (visit.frame === 'facts' || visit.frame === 'use') continue;
    steps.set(visit.step, [...(steps.get(visit.step) ?? []), visit]);
  }
  return steps;
}

function commandsByStep({ commands }: Retold): ReadonlyMap<string, string> {
  return new Map(commands.map(({ step, command }) => [step, command]));
}

/** What was offered at a step, in the short form where that can tell it. */
function madeAt(flow: Flow, state: State, step: string, visits: readonly Visit[]) {
  const level = levelOf(flow, step);
  if (stepOf(level.flow, step.slice(level.prefix.length)).offer === undefined) return undefined;
  const raw = visits.flatMap(({ visit, frame, answer }): readonly string[] => {
    if (answer?.value?.type !== 'choice') return [];
    if (frame !== 'offer') return [answer.value.id];
    const made = state.offers.find((offer) => offer.visit === visit)?.offer ?? '';
    return [made.slice(level.prefix.length), answer.value.id];
  });
  if (raw.length === 1) return { raw, offers: 'none' };
  const pairs = raw.flatMap((id, at) => (at % 2 === 0 ? [[id, raw[at + 1] ?? ''] as const] : []));
  const short = raw.length > 0 && !raw.includes('none') && new Set(pairs.map(([id]) => id)).size === pairs.length;
  return { raw, ...(short ? { offers: new Map(pairs) } : {}) };
}

const overrideAt = ({ overridden }: State, step: string): boolean =>
  overridden.some((each) => 'step' in each && each.step === step);

function answerOf(
  flow: Flow,
  step: string,
  visits: readonly Visit[],
  made: readonly string[] | undefined,
  overrides: boolean,
  first: string | undefined,
  fakes: Fakes,
): WrittenValue | undefined {
  const level = levelOf(flow, step);
  const { ask } = stepOf(level.flow, step.slice(level.prefix.length));
  const given = visits.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  const raws =
    made ??
    (ask === undefined ? [] : given.map(({ value }) => (value === null ? '' : fakes.value(step, ask, value, false))));
  const isLeftOpen = raws.every((raw) => raw === '');
  const besides = given.some(
    ({ value }) => value !== null && 'words' in value && value.type !== 'text' && value.words !== undefined,
  );
  const jotted = given.some(({ jot }) => jot !== undefined);
  if (besides || jotted) fakes.note(step);
  const parts: readonly (readonly [string, WrittenValue | undefined])[] = [
    ['answer', isLeftOpen ? undefined : listed(raws, step, fakes)],
    ['words', besides ? SAID : undefined],
    ['jot', jotted ? SAID : undefined],
    ['override', overrides ? 'a reason' : undefined],
    ['first', first],
  ];
  const written = parts.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const [only, ...others] = written;
  if (only === undefined) return undefined;
  return only[0] === 'answer' && others.length === 0 ? only[1] : new Map(written);
}

const SAID = 'some words';

function listed(raws: readonly WrittenValue[], step: string, fakes: Fakes): WrittenValue {
  const [only = '', ...others] = raws;
  const texts = raws.map((raw) => JSON.stringify(raw));
  if (new Set(texts).size === 1 && typeof only === 'object') return only;
  if (others.length === 0) return only;
  if (raws.some((raw) => typeof raw === 'object'))
    fakes.doubt(`"${step}" was answered differently each time; the scenario has the first`);
  return raws.some((raw) => typeof raw === 'object') ? only : raws.map(String);
}

/** What was settled at wrap-up otherwise than a file of answers does by itself. */
function settled(flow: Flow, { state, beforeEnd }: Retold, day: string): ReadonlyMap<string, WrittenValue> {
  const written = new Map<string, WrittenValue>();
  const { ended } = state;
  const outcome = ended === undefined ? undefined : findOutcome(flow, ended.outcome);
  if (ended === undefined || outcome === undefined) return written;
  if (ended.insteadOf !== undefined) written.set('outcome', ended.outcome);
  for (const [need, mark] of state.waived) written.set(need === 'note' ? 'needs note' : need, mark);
  const { followUps, drafts } = wrapUp(flow, beforeEnd, outcome, day);
  for (const { id } of followUps) if (!state.followUps.has(id)) written.set(`follow_up ${id}`, 'drop');
  for (const { id } of drafts) if (!state.drafts.has(id)) written.set(`draft ${id}`, 'drop');
  if (state.notes.length > 0) written.set('note', 'a note');
  if (state.overridden.some(({ type }) => type === 'rule_overridden')) written.set('override', 'a reason');
  return written;
}

function expected({ state, path }: Retold): ReadonlyMap<string, WrittenValue> {
  const steps = new Set(path.filter(({ frame }) => frame !== 'facts').map(({ step }) => step));
  const shown = state.offers.filter(({ visit }) => path.some((each) => each.visit === visit));
  const offers = new Map(shown.flatMap(({ offer, reply }) => (reply === undefined ? [] : [[offer, reply] as const])));
  return new Map<string, WrittenValue>([
    ['outcome', state.ended?.outcome ?? ''],
    ['visited', [...steps]],
    ...(offers.size === 0 ? [] : [['offers', offers] as const]),
    ['follow_ups', [...state.followUps.keys()]],
    ['drafts', [...state.drafts.keys()]],
  ]);
}
