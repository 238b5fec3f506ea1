import { stepNamed } from '../call/level.js';
import { known } from '../call/scope.js';
import type { State } from '../call/state.js';
import type { Expression } from '../playbook/expression.js';
import type { Flow } from '../playbook/flow.js';
import type { Scenario, Written } from '../playbook/scenario.js';
import { otherwise } from './scenario-details.js';
import type { Failure } from './scenario-failure.js';
import { type Played, playScenario } from './scenario-play.js';

export interface Judged {
  readonly scenario: Scenario;
  readonly played: Played;
  readonly failures: readonly Failure[];
}

/** Plays a scenario and holds what came of it against what is expected. */
export async function judgeScenario(flow: Flow, scenario: Scenario): Promise<Judged> {
  const played = await playScenario(flow, scenario);
  if (played.stopped !== undefined) {
    // All that was expected of the rest would fail for the same cause.
    const message = `the call came to no end: ${played.stopped}`;
    return { scenario, played, failures: [{ kind: 'stopped', line: scenario.line, message }] };
  }
  const failures = [
    ...reached(scenario, played),
    ...found(flow, scenario, played.state),
    ...otherwise(flow, scenario, played),
    ...left(flow, scenario, played),
  ];
  return { scenario, played, failures };
}

function reached({ expect }: Scenario, { state, paused }: Played): readonly Failure[] {
  const came = state.ended?.outcome;
  if (expect.outcome === undefined || came === expect.outcome.value) return [];
  const was = came === undefined ? `the call was ${paused ? 'paused' : 'left'}` : `it was ${came}`;
  const message = `expected the outcome ${expect.outcome.value}, and ${was}`;
  return [{ kind: 'outcome', line: expect.outcome.line, message }];
}

function found(flow: Flow, { expect, today }: Scenario, state: State): readonly Failure[] {
  const visited = new Set(state.path.map(({ step }) => step));
  const failures: Failure[] = [];
  for (const { value, line } of expect.visited)
    if (!visited.has(value))
      failures.push({ kind: 'visited', line, message: `expected the call to come by ${value}, and it did not` });
  for (const { value, line } of expect.notVisited)
    if (visited.has(value))
      failures.push({ kind: 'not_visited', line, message: `expected the call not to come by ${value}, and it did` });
  for (const [offer, { value, line }] of expect.offers) {
    const shown = state.offers.findLast((made) => made.offer === offer);
    const came = shown === undefined ? 'never shown' : (shown.reply ?? 'shown, and never answered');
    if (came !== value)
      failures.push({ kind: 'offers', line, message: `expected ${offer} to be ${value}, and it was ${came}` });
  }
  failures.push(...exactly('follow_ups', expect.followUps, [...state.followUps.keys()]));
  failures.push(...exactly('drafts', expect.drafts, [...state.drafts.keys()]));
  for (const { value, line } of expect.that) failures.push(...holdsAtEnd(flow, state, today, value, line));
  return failures;
}

function exactly(
  kind: 'follow_ups' | 'drafts',
  expected: Written<readonly string[]> | undefined,
  came: readonly string[],
): readonly Failure[] {
  if (expected === undefined) return [];
  const { value, line } = expected;
  if (value.length === came.length && value.every((id) => came.includes(id))) return [];
  const what = kind === 'drafts' ? 'the drafts' : 'the follow-ups';
  return [{ kind, line, message: `expected ${what} ${listed(value)}, and there were ${listed(came)}` }];
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : [...ids].sort().join(', '));

function holdsAtEnd(flow: Flow, state: State, today: string, condition: Expression, line: number): readonly Failure[] {
  const scope = known({ flow, prefix: '' }, state, today);
  const came = condition.evaluate(scope);
  if (came === true) return [];
  const values = [...condition.reads].map((name) => `${name} is ${spokenValue(scope.value(name))}`);
  const was = came === undefined ? 'something it reads is missing' : 'it does not';
  const reading = values.length === 0 ? '' : `: ${values.join(', ')}`;
  return [{ kind: 'that', line, message: `expected \`${condition.source}\` to hold, and ${was}${reading}` }];
}

const spokenValue = (value: unknown): string =>
  value === undefined
    ? 'missing'
    : typeof value === 'string'
      ? `"${value}"`
      : Array.isArray(value)
        ? listed(value)
        : String(value);

/** What the scenario says and nobody asked for, and evidence that nobody gave and it does not speak of. */
function left(flow: Flow, scenario: Scenario, { rep, state, events }: Played): readonly Failure[] {
  const { answers, cards, wrapUp, facts, note } = scenario;
  const unspoken = [...state.waived.keys()].filter((need) => !wrapUp.has(need) && !wrapUp.has(`needs ${need}`));
  const line = scenario.expect.outcome?.line ?? scenario.line;
  const evidence = unspoken.map((need): Failure => {
    const message = `the outcome ${state.ended?.outcome} needs "${need}", and nothing gives it; answer it, or say \`wrap_up: {${need}: not_asked}\``;
    return { kind: 'evidence', line, message };
  });
  const lineOf = (name: string): number =>
    (name.startsWith('wrap_up ') ? wrapUp.get(name.slice('wrap_up '.length)) : undefined)?.line ??
    (name === 'note' ? note : undefined)?.line ??
    (answers.get(name) ?? cards.get(name) ?? facts.get(name))?.line ??
    scenario.line;
  const unused = rep.unused().map((name): Failure => {
    const where = name.startsWith('wrap_up ')
      ? `at wrap-up there is nothing called "${name.slice(8)}"`
      : `"${name}" was never asked`;
    return { kind: 'unused', line: lineOf(name), message: `${where}, so what is written for it was not used` };
  });
  const told = new Set(rep.unused());
  const over = rep
    .leftOver()
    .filter(([step]) => !told.has(step))
    .map(([step, what]): Failure => {
      const line = what.startsWith('the card') ? (cards.get(step)?.line ?? lineOf(step)) : lineOf(step);
      return { kind: 'unused', line, message: `${what} at "${step}" was not used` };
    });
  return [...evidence, ...unused, ...over, ...unheard(flow, scenario, events, told)];
}

/** The log keeps a jot that nothing asked for. */
const asksForJot = (flow: Flow, step: string): boolean => stepNamed(flow, step).jot !== undefined;

/** Words, a jot or a reason written beside an answer, where nothing asked for them. */
function unheard(
  flow: Flow,
  { answers }: Scenario,
  events: Played['events'],
  told: ReadonlySet<string>,
): readonly Failure[] {
  const kept = events.flatMap(({ body }): readonly string[] => {
    if (body.type === 'check_overridden') return [`${body.step} override`];
    if (body.type !== 'answered') return [];
    const words = body.value !== null && 'words' in body.value ? [`${body.step} words`] : [];
    return [...words, ...(body.jot && asksForJot(flow, body.step) ? [`${body.step} jot`] : [])];
  });
  const heard = new Set(kept);
  return [...answers].flatMap(([step, { value, line }]) =>
    (['words', 'jot', 'override'] as const).flatMap((key): readonly Failure[] => {
      if (value[key] === undefined || told.has(step) || heard.has(`${step} ${key}`)) return [];
      return [
        { kind: 'unused', line, message: `"${step}" asks for no \`${key}\`, so what is written there was not used` },
      ];
    }),
  );
}
