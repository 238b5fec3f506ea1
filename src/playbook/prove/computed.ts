import type { PlaceOf } from '../build/context.js';
import { parts, type Term } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import { arrows } from './walk.js';

/** Whatever follows computed values calls itself for each, and for each operator, and nobody reads more. */
const DEEPEST = 200;
/** A value that two others read is followed twice: with thirty that read the one before twice, that has no end. */
const LARGEST = 10_000;

/** The operators and names that a value comes to when it is written out: one below the other, and in all. */
interface Extent {
  readonly depth: number;
  readonly size: number;
}

/** Proves that no computed value reads itself, and that none takes more than can be followed; whether that is so. */
export function proveComputed(flow: Flow, places: ReadonlyMap<Expression, PlaceOf>, report: Report): boolean {
  const extents = new Map<string, Extent>();
  const open = new Set<string>();
  let sound = true;
  let tooFar = false;

  function extentOf(name: string): Extent {
    const value = flow.computed.get(name)?.value;
    const known = value === undefined ? NOTHING_BELOW : extents.get(name);
    if (known !== undefined || value === undefined) return known ?? NOTHING_BELOW;
    if (open.has(name)) {
      tellCircle(name);
      return NOTHING_BELOW;
    }
    // Those below are not looked at any more, which keeps our own stack from running out.
    if (tooFar || open.size >= DEEPEST) return { depth: DEEPEST, size: 1 };
    open.add(name);
    const extent = written(value.term);
    open.delete(name);
    extents.set(name, extent);
    if (extent.depth > DEEPEST)
      tellTooFar(name, `${DEEPEST} operators and names are gone through, one below the other`);
    else if (extent.size > LARGEST) tellTooFar(name, `${LARGEST} operators and names are gone through`);
    return extent;
  }

  function written(term: Term): Extent {
    if (term.kind === 'name' || term.kind === 'answered') return beyond([extentOf(term.name)]);
    return beyond(parts(term).map(written));
  }

  function tellCircle(name: string): void {
    sound = false;
    const path = [...open];
    const circle = [...path.slice(path.indexOf(name)), name];
    const message = `"${name}" reads itself: ${arrows(circle)}`;
    report('computed-loop', spanOf(path.at(-1) ?? name), message, 'work one of them out from facts and answers alone');
  }

  function tellTooFar(name: string, what: string): void {
    if (!tooFar) {
      const message = `to work out "${name}", more than ${what}`;
      report('too-deep', spanOf(name), message, 'work out some of it from facts and answers alone');
    }
    tooFar = true;
  }

  const spanOf = (name: string) => {
    const value = flow.computed.get(name)?.value;
    return (value && places.get(value)?.(value.term)) ?? { start: 0, end: 0 };
  };

  for (const name of flow.computed.keys()) if (!tooFar) extentOf(name);
  return sound && !tooFar;
}

const NOTHING_BELOW: Extent = { depth: 0, size: 0 };

const beyond = (below: readonly Extent[]): Extent => ({
  depth: 1 + Math.max(0, ...below.map(({ depth }) => depth)),
  size: 1 + below.reduce((sum, { size }) => sum + size, 0),
});
