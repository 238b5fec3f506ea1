import type { Term } from '../../expression/term.js';
import type { Flow } from '../../flow.js';
import type { Scalar } from '../../value.js';
import { asValueOf, domainOf } from './domain.js';
import { ANY, dayNumber, EITHER, one, type Possible, type Several, there, type Values } from './possible.js';
import { MOST, partsOf, range } from './range.js';
import { keyOf, subjectsOf } from './subjects.js';
import { type Knowledge, workOut } from './work-out.js';

/** Beyond so many cases, what is left is not told apart any more. */
const MOST_CASES = 500;

/**
 * The cases that conditions tell apart: which option, below or above the number asked for, missing. Whatever a call comes
 * to is one of them. `present` are the names that are certainly there.
 */
export function* casesOf(terms: readonly Term[], present: ReadonlySet<string>, flow: Flow): Generator<Knowledge> {
  const subjects = subjectsOf(terms, flow);
  const known = new Map<string, Possible>();
  const knowledge = knowledgeOf(known);
  const apart = new Set<string>();
  let room = MOST_CASES;
  for (const { key, ...subject } of subjects) {
    const whole = wholeOf(subject.term, present, flow, knowledge);
    known.set(key, whole);
    const count = Math.max(casesIn(whole, subject.with).length, 1);
    if (count > room) continue;
    room /= count;
    apart.add(key);
  }

  function* from(index: number): Generator<Knowledge> {
    const subject = subjects[index];
    if (subject === undefined) {
      yield knowledge;
      return;
    }
    const { key, term } = subject;
    const whole = wholeOf(term, present, flow, knowledge);
    for (const each of apart.has(key) ? casesIn(whole, subject.with) : [whole]) {
      known.set(key, each);
      yield* from(index + 1);
    }
  }
  yield* from(0);
}

const NOTHING: Possible = { missing: true, values: undefined };
const UNKNOWN: Possible = { missing: true, values: ANY };

function knowledgeOf(known: ReadonlyMap<string, Possible>): Knowledge {
  const of = (key: string | undefined): Possible => known.get(key ?? '') ?? UNKNOWN;
  return {
    value: (name) => of(`name ${name}`),
    visited: (step) => of(`visited ${step}`),
    offers: (term) => of(keyOf(term)),
  };
}

/** All that a subject can be, where what it reads is as `known`. */
function wholeOf(term: Term, present: ReadonlySet<string>, flow: Flow, known: Knowledge): Possible {
  switch (term.kind) {
    case 'name':
    case 'answered': {
      const computed = flow.computed.get(term.name);
      if (computed !== undefined) return asValueOf(computed, workOut(computed.value.term, known));
      // Of what is only asked to be there, the value does not matter.
      const values = term.kind === 'name' ? domainOf(term.name, term.type, flow) : ANY;
      return { missing: !present.has(term.name), values };
    }
    case 'offers':
      return there(term.offer === undefined ? range(0, MOST, true) : EITHER);
    default:
      return there(EITHER);
  }
}

/** The cases that a subject is told apart in, by what it is compared with. */
function casesIn({ missing, values }: Possible, compared: ReadonlySet<Scalar>): readonly Possible[] {
  const there = values === undefined ? [] : valuesIn(values, compared);
  return [...there.map((each) => ({ missing: false, values: each })), ...(missing ? [NOTHING] : [])];
}

const FEW = 6;

function valuesIn(values: Values, compared: ReadonlySet<Scalar>): readonly Values[] {
  switch (values.kind) {
    case 'one': {
      const all = [...values.of];
      const apart = all.filter((value) => all.length <= FEW || compared.has(value));
      const rest = all.filter((value) => !apart.includes(value));
      return [...apart.map((value) => one(value)), ...(rest.length > 0 ? [one(...rest)] : [])];
    }
    case 'words': {
      const words = [...compared].filter((value) => typeof value === 'string' && !values.except.has(value)) as string[];
      return [...words.map((word) => one(word)), { kind: 'words', except: new Set([...values.except, ...words]) }];
    }
    case 'range':
      return partsOf(
        values,
        [...compared].filter((value) => typeof value === 'number'),
      );
    case 'days': {
      const days = partsOf(
        { ...values, kind: 'range', whole: true },
        [...compared].flatMap((value) => dayNumber(value) ?? []),
      );
      return days.map(({ min, max }) => ({ kind: 'days', min, max }));
    }
    case 'several':
      return several(values, compared);
    case 'any':
      return [values];
  }
}

/** Each option that is asked for is among them, or is not. */
function several(values: Several, compared: ReadonlySet<Scalar>): readonly Several[] {
  let cases: readonly Several[] = [values];
  for (const option of [...compared].filter((value) => typeof value === 'string').slice(0, FEW)) {
    cases = cases.flatMap((each) => [
      { ...each, with: new Set([...each.with, option]) },
      { ...each, without: new Set([...each.without, option]) },
    ]);
  }
  return cases
    .map((each) => ({
      ...each,
      least: Math.max(each.least, each.with.size),
      most: Math.min(each.most, each.outOf - each.without.size),
    }))
    .filter(({ least, most }) => least <= most);
}
