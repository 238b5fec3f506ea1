import { follow, shown } from '../call/advance.js';
import type { EventBody } from '../call/event.js';
import { format } from '../call/format.js';
import { inner, type Level, stepOf } from '../call/level.js';
import { foldBodies } from '../call/onward.js';
import { known } from '../call/scope.js';
import { evolve, initialState, type State } from '../call/state.js';
import type { Card, Flow, Step } from '../playbook/flow.js';
import { suggestion } from '../playbook/suggest.js';
import { answerEvents } from './preview-answer.js';
import { whySkipped } from './preview-hidden.js';
import { missingAt } from './preview-missing.js';

/** How a preview begins, and what the trainer is told of it; or why it cannot. */
export type Begun =
  | { readonly ok: true; readonly events: readonly EventBody[]; readonly told: readonly string[] }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/**
 * The events of a call that has come to a step, by its name in the call: answers to the steps that are set, in the order of
 * the file, then the step itself, even one that would be skipped.
 */
export function beginAt(
  flow: Flow,
  begun: readonly EventBody[],
  name: string,
  answers: ReadonlyMap<string, string>,
  today: string,
): Begun {
  const found = placeOf(flow, name);
  if ('problem' in found) return { ok: false, ...found };
  const { levels, step } = found;
  const left = new Map(answers);
  const events = [...begun];
  let state = foldBodies(initialState, begun);
  const add = (more: readonly EventBody[]): void => {
    events.push(...more);
    state = more.reduce(evolve, state);
  };
  for (const [at, level] of levels.entries()) {
    for (const { id } of level.flow.steps.values()) {
      const raw = left.get(level.prefix + id);
      if (raw === undefined || !left.delete(level.prefix + id)) continue;
      if (level.prefix + id === name) return wrong(`"${name}" is the step to begin at`, 'leave its --set out');
      const given = answerEvents(flow, level, stepOf(level.flow, id), raw, state, today);
      if ('problem' in given) return { ok: false, ...given };
      add(given.events);
    }
    const next = levels[at + 1];
    if (next?.outer !== undefined) add([entered(level, next.outer.step, state)]);
  }
  const [stray] = left.keys();
  if (stray !== undefined) return notHere(stray, name, levels);

  const level = levels.at(-1) ?? { flow, prefix: '' };
  const told = tell(level, step, state, today);
  const way = wayTo(level, step, state, today);
  if (!way.events.some(({ type }) => type === 'step_shown')) {
    return wrong(`"${name}" has no screen, and leads straight to the end`, 'begin at a step that has one');
  }
  add(way.events);
  return { ok: true, events, told: [...told, ...way.told] };
}

const wrong = (problem: string, hint: string): Begun => ({ ok: false, problem, hint });

function notHere(name: string, from: string, levels: readonly Level[]): Begun {
  const level = levels.findLast(({ prefix }) => name.startsWith(prefix)) ?? levels[0];
  const names = [...(level?.flow.steps.keys() ?? [])].map((id) => `${level?.prefix ?? ''}${id}`);
  return wrong(`"${name}" is no step that "${from}" can see the answer of`, suggestion(name, names, ''));
}

type Found =
  | { readonly levels: readonly Level[]; readonly step: Step }
  | { readonly problem: string; readonly hint: string };

/** The playbooks down to the step, and the step. */
function placeOf(flow: Flow, name: string): Found {
  const ids = name.split('/');
  const levels: Level[] = [{ flow, prefix: '' }];
  for (const [at, id] of ids.entries()) {
    const level = levels.at(-1) ?? { flow, prefix: '' };
    const step = level.flow.steps.get(id);
    if (step !== undefined && at === ids.length - 1) return { levels, step };
    if (step?.use === undefined) return { problem: `there is no step "${name}"`, hint: stepNear(level, name) };
    levels.push(inner(level, step));
  }
  return { problem: `there is no step "${name}"`, hint: stepNear({ flow, prefix: '' }, name) };
}

/** Names of this playbook, and of those that it uses itself. */
function stepNear({ flow, prefix }: Level, name: string): string {
  const steps = [...flow.steps.values()];
  const within = steps.flatMap(({ id, use }) => [...(use?.flow.steps.keys() ?? [])].map((inside) => `${id}/${inside}`));
  const same = within.find((each) => each.endsWith(`/${name}`));
  if (same !== undefined) return `did you mean "${prefix}${same}"?`;
  return suggestion(
    name,
    [...steps.map(({ id }) => id), ...within].map((each) => prefix + each),
    '',
  );
}

function entered(level: Level, step: Step, state: State): EventBody {
  const { id = '', title = '', version = 0, hash = '' } = step.use?.flow ?? {};
  const playbook = { id, title, version, hash };
  return { type: 'frame_entered', visit: state.lastVisit + 1, step: level.prefix + step.id, playbook };
}

/** Whether the step would be skipped, and what it reads that is not there: told once. */
function tell(level: Level, step: Step, state: State, today: string): readonly string[] {
  const speak = format(state.started?.locale ?? 'en');
  const skipped = whySkipped(level, step, known(level, state, today), speak);
  const missing = missingAt(level, step, state, today);
  return [
    ...(skipped === undefined ? [] : [`! a call would skip "${step.id}": ${skipped}`]),
    ...(missing.length === 0 ? [] : [`! "${step.id}" reads what is not set: ${missing.join(', ')}`]),
  ];
}

interface Way {
  readonly events: readonly EventBody[];
  readonly told: readonly string[];
}

function wayTo(level: Level, step: Step, state: State, today: string): Way {
  const { flow } = level;
  const card = step.card === undefined ? undefined : flow.cards.get(step.card);
  if (card !== undefined) return overQuestion(level, step, card, state, today);
  if (step.use !== undefined) {
    const enters = entered(level, step, state);
    const within = inner(level, step);
    const { events } = follow(within, { go: within.flow.start }, evolve(state, enters), today);
    return { events: [enters, ...events], told: [] };
  }
  if (step.screen) return { events: [shown(level, step, state.lastVisit + 1, 'playbook', state, today)], told: [] };
  const { events } = follow(level, { go: step.id }, state, today);
  return { events, told: [`· "${step.id}" has no screen: it leads here`] };
}

/** A card stands over a question: the first that it can be opened over. */
function overQuestion(level: Level, step: Step, card: Card, state: State, today: string): Way {
  const { flow, prefix } = level;
  const screens = [...flow.steps.values()].filter(({ screen, card: own }) => screen && own === undefined);
  const over = screens.find(({ id }) => card.on?.has(id) ?? true) ?? stepOf(flow, flow.start);
  const events: EventBody[] = [shown(level, over, state.lastVisit + 1, 'playbook', state, today)];
  events.push({ type: 'card_opened', card: prefix + card.id, label: card.label, step: prefix + over.id });
  const now = foldBodies(state, events);
  events.push(shown(level, step, now.lastVisit + 1, 'card', now, today));
  return { events, told: [`· the card is opened over "${over.id}"`] };
}
