import type { Expression } from '../playbook/expression.js';
import type { Flow, FollowUp, Need, Outcome, Draft as Proposed, Step } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';
import type { Template } from '../playbook/template.js';
import type { EventBody } from './event.js';
import { fill } from './fill.js';
import { format } from './format.js';
import { inner, type Level, levelOf, stepOf } from './level.js';
import { outcomeOf } from './outcome.js';
import { addPeriod } from './period.js';
import { known, sinceOf } from './scope.js';
import { answerTo, type State } from './state.js';
import { storable } from './words.js';

/** What there is to settle when a call ends with an outcome. */
export interface WrapUp {
  readonly outcome: Outcome;
  /** Evidence, by its name in the call, that was neither given nor marked as missing. */
  readonly missing: readonly MissingNeed[];
  readonly followUps: readonly Promised[];
  readonly drafts: readonly Draft[];
}

export interface MissingNeed {
  readonly id: string;
  readonly kind: Need['kind'];
  /** The playbook whose outcome needs it. */
  readonly level: Level;
}

type Promised = Extract<EventBody, { type: 'follow_up_promised' }>;
export type Draft = Extract<EventBody, { type: 'draft_written' }>;

export function wrapUp(flow: Flow, state: State, outcome: Outcome, today: string): WrapUp {
  const came = cameTo(flow, state, outcome);
  const proposing = [...passed(flow, state), ...came.map(({ level, outcome }) => ({ level, ...outcome }))];
  // A call that breaks off need not have been led well.
  const needing = BUILT_IN_OUTCOMES.has(outcome.id) ? [] : came;
  const needs = needing.flatMap(({ level, outcome: { needs } }) => needs.map((need) => named(level, need)));
  return {
    outcome,
    missing: needs.filter((need, at) => {
      const first = needs.findIndex(({ id }) => id === need.id) === at;
      return first && !state.waived.has(need.id) && !isGiven(state, need);
    }),
    followUps: distinct(proposing.flatMap(({ level, followUps }) => followUps.flatMap((each) => promise(level, each)))),
    drafts: distinct(proposing.flatMap(({ level, drafts }) => drafts.flatMap((each) => written(level, each)))).map(
      (draft) => (state.rewritten.has(draft.id) ? state.drafts.get(draft.id) : undefined) ?? draft,
    ),
  };

  function promise(level: Level, followUp: FollowUp): readonly Promised[] {
    const { id, what, by, channel, repeat, times, call } = followUp;
    const due = 'on' in followUp.due ? dateOf(level, followUp.due.on) : addPeriod(today, followUp.due);
    const words = filled(level, what);
    if (due === undefined || words === undefined) return [];
    return [
      {
        type: 'follow_up_promised',
        id: level.prefix + id,
        what: { words },
        by,
        due,
        ...(channel === undefined ? {} : { channel }),
        ...(repeat === undefined ? {} : { repeat }),
        ...(times === undefined ? {} : { times }),
        ...(call === undefined ? {} : { call }),
      },
    ];
  }

  function dateOf(level: Level, on: Expression): string | undefined {
    const day = on.evaluate(known(level, state, today));
    return typeof day === 'string' ? day : undefined;
  }

  function written(level: Level, draft: Proposed): readonly Draft[] {
    const { id, kind } = draft;
    const [to, subject, body] = [draft.to, draft.subject, draft.body].map((template) => filled(level, template));
    if (to === undefined || subject === undefined || body === undefined) return [];
    return [
      {
        type: 'draft_written',
        id: level.prefix + id,
        kind,
        to: { words: to },
        subject: { words: subject },
        body: { words: body },
      },
    ];
  }

  /** `undefined` where something is not known: no promise has a hole in it. */
  function filled(level: Level, template: Template): string | undefined {
    const scope = known(level, state, today);
    const names = template.parts.flatMap((part) => (typeof part === 'string' ? [] : [...part.reads]));
    if (names.some((name) => scope.recorded(name) === undefined)) return undefined;
    return storable(fill(level.flow, template, scope, format(state.started?.locale ?? 'en'))).words;
  }
}

/** A step and an outcome may have one name; what they propose may not. */
function distinct<T extends { readonly id: string }>(proposed: readonly T[]): readonly T[] {
  const taken = new Set<string>();
  return proposed.map((each) => {
    let { id } = each;
    while (taken.has(id)) id += '_2';
    taken.add(id);
    return { ...each, id };
  });
}

/** Steps on the path that were passed, each once, with the playbook they belong to. */
function passed(flow: Flow, state: State) {
  const answered = state.path.filter(({ answer, frame }) => answer !== undefined && frame !== 'facts');
  const latest = new Map(answered.map(({ step, visit }) => [step, visit]));
  return [...latest].flatMap(([name, visit]) => {
    const level = levelOf(flow, name);
    const { followUps, drafts } = stepOf(level.flow, name.slice(level.prefix.length));
    const proposes = followUps.length + drafts.length > 0 && visit > sinceOf(level, state);
    return proposes ? [{ level, followUps, drafts }] : [];
  });
}

/** What each playbook of the call came to: those that it used, on the path; then itself, when it ends with `outcome`. */
export const cameTo = (flow: Flow, state: State, outcome: Outcome): readonly CameTo[] => [
  ...outcomesBelow(flow, state),
  { level: { flow, prefix: '' }, outcome },
];

interface CameTo {
  readonly level: Level;
  readonly outcome: Outcome;
}

/** The outcomes that used playbooks came to, on the path, each the last time that it was played. */
function outcomesBelow(flow: Flow, state: State): readonly CameTo[] {
  const left = new Map<string, { readonly visit: number; readonly id: string }>();
  for (const { frame, step, visit, answer } of state.path) {
    if (frame === 'use' && answer?.value?.type === 'choice') left.set(step, { visit, id: answer.value.id });
  }
  return [...left].flatMap(([name, { visit, id }]) => {
    const outer = levelOf(flow, name);
    if (visit < sinceOf(outer, state)) return [];
    const level = inner(outer, stepOf(outer.flow, name.slice(outer.prefix.length)));
    return [{ level, outcome: outcomeOf(level.flow, id) }];
  });
}

/** The step that evidence is asked with at wrap-up; `undefined` where it asks nothing, or a rule keeps it from being shown. */
export function askedBy({ id, kind, level }: MissingNeed, state: State, today: string): Step | undefined {
  if (kind !== 'step') return undefined;
  const step = stepOf(level.flow, id.slice(level.prefix.length));
  return step.ask === undefined || known(level, state, today).stepBarred(step.id) ? undefined : step;
}

const named = (level: Level, need: Need): MissingNeed => ({
  kind: need.kind,
  id: need.kind === 'step' ? level.prefix + need.step : need.kind,
  level,
});

function isGiven(state: State, { kind, id, level }: MissingNeed): boolean {
  const since = sinceOf(level, state);
  switch (kind) {
    case 'step':
      return Boolean(answerTo(state, id, since)?.value);
    case 'offer':
      return state.offers.some(({ offer, visit }) => offer.startsWith(level.prefix) && visit > since);
    case 'note':
      return state.notes.length > 0;
    case 'follow_up':
      return state.followUps.size > 0;
  }
}
