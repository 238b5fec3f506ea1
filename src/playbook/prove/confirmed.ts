import type { Expression } from '../expression.js';
import type { Step } from '../flow.js';
import { type Goal, type Search, search } from '../paths/search.js';
import { type Terrain, terrainOf } from '../paths/terrain.js';
import { asks } from '../targets.js';
import type { Proven, Reading } from './reads.js';

/** An answer that seems to be read where it may be missing. */
export interface Suspect {
  readonly reading: Reading;
  readonly answer: string;
  /** The step at which it is read. */
  readonly at: string;
}

/** So many are looked into, and so far; of the others, what seems so counts. */
const MOST_LOOKED = 30;
const MOST_STATES = 20_000;

/** Looks for calls in which an answer is missing: what leads to it may need what leads past it as well. */
export function confirming({ flow }: Proven, suspects: readonly Suspect[]): (suspect: Suspect) => Search {
  const reads = new Map<string, Set<string>>();
  for (const { reading, answer, at } of suspects) {
    const place = reading.end ?? at;
    reads.set(place, (reads.get(place) ?? new Set()).add(answer));
  }
  const lack: Lack = { answer: '', isMet: false };
  const terrain = terrainOf(
    flow,
    { reads, goesBack: true },
    {
      condition: (expression, level, holds, store) => {
        if (holds !== undefined || expression !== lack.expression || level.outer !== undefined) return;
        lack.isMet ||= terrain?.mayBeMissing(lack.answer, store) === true;
      },
    },
  );
  const found = new Map<string, Search>();
  return (suspect) => {
    const key = `${suspect.answer} ${suspect.at} ${suspect.reading.end} ${suspect.reading.what} ${suspect.reading.expression.source}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const goal = terrain && found.size < MOST_LOOKED ? goalOf(suspect, terrain, lack) : undefined;
    const result = terrain && goal ? search(terrain, goal, MOST_STATES) : UNKNOWN;
    found.set(key, result);
    return result;
  };
}

const UNKNOWN: Search = { kind: 'unknown' };

/** The condition that is looked at, and whether it was come to while the answer that it reads was missing. */
interface Lack {
  expression?: Expression;
  answer: string;
  isMet: boolean;
}

function goalOf({ reading, answer, at }: Suspect, terrain: Terrain, lack: Lack): Goal | undefined {
  const { flow, root, reading: named } = terrain;
  const step = flow.steps.get(at);
  const met = step && metAt(step, { reading, answer, at }, terrain, lack);
  if (met === undefined) return undefined;
  return { detours: 'all', items: named.conditions.named(root, answer).reads, met };
}

function metAt(step: Step, { reading, answer }: Suspect, terrain: Terrain, lack: Lack): Goal['met'] | undefined {
  const { root, mayBeMissing } = terrain;
  const { what, end, expression } = reading;
  if (end !== undefined) {
    return (_, __, arrival) => arrival.kind === 'end' && arrival.outcome === end && mayBeMissing(answer, arrival.store);
  }
  if (what === 'text' || what === 'passed') {
    return (_, __, arrival) => {
      if (arrival.kind !== 'screen' || arrival.facts) return false;
      const isThere = (arrival.level === root && arrival.step === step) || arrival.entered.includes(step.id);
      return isThere && mayBeMissing(answer, arrival.store);
    };
  }
  if (what === 'promised') {
    if (step.use !== undefined) return undefined;
    return (from, { how, store }) =>
      how === 'answer' && from.level === root && from.step === step && mayBeMissing(answer, store);
  }
  // Whether a check holds is not asked on the way.
  if (asks(step) && step.ask?.checks.some((check) => check.if === expression)) return undefined;
  // What is come to on the first way is heard before anything asks whether it was met.
  lack.expression = expression;
  lack.answer = answer;
  lack.isMet = false;
  return () => {
    const { isMet } = lack;
    lack.isMet = false;
    return isMet;
  };
}
