import type { Start } from '../call/command.js';
import { decide } from '../call/decide.js';
import { initialState } from '../call/state.js';
import type { Flow } from '../playbook/flow.js';
import { nearest, suggestion } from '../playbook/suggest.js';
import { asks } from '../playbook/targets.js';
import { type Begun, beginAt } from './preview-from.js';

/** How a preview begins. */
export interface Setup {
  readonly start: Omit<Start, 'facts'>;
  /** Facts, and with `from` answers, as typed. */
  readonly set: ReadonlyMap<string, string>;
  /** The step to begin at, by its name in the call. */
  readonly from?: string;
}

/** The events with which a preview begins: those of a call, or the way to the step that it begins at. */
export function begin(flow: Flow, { start, set, from }: Setup, today: string): Begun {
  const stranger = [...set.keys()].find((name) => !flow.facts.has(name) && (from === undefined || !isStep(flow, name)));
  if (stranger !== undefined) return notKnown(flow, stranger, from);
  const facts = new Map([...set].filter(([name]) => flow.facts.has(name)));
  const decision = decide(flow, initialState, { ...start, facts }, today);
  if (!decision.ok) return { ok: false, problem: decision.refusal.message, hint: 'give it another value with --set' };
  if (from === undefined) return { ok: true, events: decision.events, told: [] };
  const answers = new Map([...set].filter(([name]) => !flow.facts.has(name)));
  const begun = decision.events.filter(({ type }) => type !== 'step_shown' && type !== 'frame_entered');
  return beginAt(flow, begun, from, answers, today);
}

/** Whether it can be the name of a step in the call; one of a playbook that is used is looked for later. */
const isStep = (flow: Flow, name: string): boolean => flow.steps.has(name.split('/')[0] ?? '');

function notKnown(flow: Flow, name: string, from: string | undefined): Begun {
  if (from === undefined && flow.steps.has(name)) {
    const hint = `begin at a step that comes after it, as in --from STEP --set ${name}=…`;
    return { ok: false, problem: `"${name}" is a step, and --set without --from takes facts`, hint };
  }
  const steps = [...flow.steps.values()].filter(asks).map(({ id }) => id);
  const known = [...flow.facts.keys(), ...(from === undefined ? [] : steps)];
  const near = nearest(name, known);
  const none = `${flow.id} has no facts`;
  return {
    ok: false,
    problem: `"${name}" is no fact${from === undefined ? '' : ' and no step'} of ${flow.id}`,
    hint: near === undefined ? suggestion(name, known, none) : `did you mean --set ${near}=…?`,
  };
}
