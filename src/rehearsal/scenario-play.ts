import { conduct } from '../call/conduct.js';
import type { CallEvent } from '../call/event.js';
import type { Reply } from '../call/rep.js';
import { type Scripted, type ScriptedRep, scriptedRep } from '../call/scripted-rep.js';
import { openSession } from '../call/session.js';
import type { State } from '../call/state.js';
import { readCommand } from '../call/typed-command.js';
import type { Flow } from '../playbook/flow.js';
import type { Scenario } from '../playbook/scenario.js';
import { unrecorded } from './unrecorded.js';

/** How the call of a scenario went. */
export interface Played {
  readonly state: State;
  readonly events: readonly CallEvent[];
  /** Why the call stands where it does, when it did not come to its end. */
  readonly stopped?: string;
  /** Whether the rep paused it: the scenario wanted to stop there. */
  readonly paused: boolean;
  readonly rep: Pick<ScriptedRep, 'unused' | 'leftOver'>;
}

/** Plays the call of a scenario through the real engine, on the day of the scenario, with nothing recorded. */
export async function playScenario(flow: Flow, scenario: Scenario): Promise<Played> {
  const log = unrecorded();
  const now = Date.parse(`${scenario.today}T10:00:00Z`);
  const clock = { now: () => now, offset: () => 0, steady: () => 0 };
  const session = openSession({ log, clock, newId: () => 'rehearsal' }, flow, 'rehearsal');
  const facts = new Map([...scenario.facts].map(([fact, { value }]) => [fact, value] as const));
  const { role, currency } = scenario;
  const answers = scriptOf(scenario);
  const unknown = [...answers].find(([, script]) => typeof script === 'string');
  const script = new Map(
    [...answers].flatMap(([step, each]) => (typeof each === 'string' ? [] : [[step, each] as const])),
  );
  const wrapUp = new Map([...scenario.wrapUp].map(([name, { value }]) => [name, value] as const));
  const rep = scriptedRep(script, wrapUp, () => {});
  const played = (stopped: string | undefined, paused = false): Played => ({
    state: session.state(),
    events: log.events(),
    ...(stopped === undefined ? {} : { stopped }),
    paused,
    rep,
  });
  if (unknown !== undefined) return played(String(unknown[1]));
  const begun = session.dispatch({ type: 'start', rep: 'Rehearsal', role, currency, locale: 'en', facts });
  if (begun.kind === 'refused') return played(`the facts are not taken: ${begun.refusal.message}`);
  const parting = await conduct(session, rep);
  if (parting.kind === 'ended') return played(undefined);
  if (parting.kind === 'left' && parting.paused) return played(undefined, true);
  return played((parting.kind === 'left' ? parting.why : undefined) ?? 'the call was left');
}

/** What is said and done at each step; a text where it holds a command that only a person can give. */
function scriptOf({ answers, cards, note }: Scenario): ReadonlyMap<string, Scripted | string> {
  const script = new Map<string, Scripted | string>();
  for (const [step, { value }] of answers) {
    const { first = [], ...answer } = value;
    const replies = first.map((typed) => commandOf(typed) ?? typed);
    const wrong = replies.find((reply) => typeof reply === 'string');
    script.set(
      step,
      wrong === undefined
        ? { ...answer, first: replies.filter((reply) => typeof reply !== 'string') }
        : `${step}: there is no command "${wrong}" for a scenario; there are card and note with words, back, forward, insist, hungup, wrong and pause`,
    );
  }
  for (const [step, { value }] of cards) {
    const scripted = script.get(step) ?? {};
    if (typeof scripted === 'string') continue;
    const opened = value.map((card): Reply => ({ kind: 'cards', card }));
    script.set(step, { ...scripted, first: [...opened, ...(scripted.first ?? [])] });
  }
  if (note !== undefined) script.set('note', { raw: note.value });
  return script;
}

/** A command that needs nobody to pick something then. */
function commandOf(typed: string): Reply | undefined {
  const command = readCommand(typed);
  switch (command?.kind) {
    case 'back':
    case 'forward':
      return command;
    case 'note':
      return command.text === undefined ? undefined : command;
    case 'cards':
      return command.card === undefined ? undefined : command;
    case 'way_out':
      return command.way === undefined ? undefined : command;
    default:
      return undefined;
  }
}
