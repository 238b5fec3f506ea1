import { parts, type Term } from '../../expression/term.js';
import type { Flow } from '../../flow.js';
import type { Scalar } from '../../value.js';

/** Something that conditions ask of a call, and what they compare it with. */
export interface Subject {
  readonly key: string;
  readonly term: Term;
  readonly with: Set<Scalar>;
}

/** What goes by a name of its own; `undefined` where it is worked out from others. */
export function keyOf(term: Term): string | undefined {
  switch (term.kind) {
    case 'name':
    case 'answered':
      return `name ${term.name}`;
    case 'visited':
      return `visited ${term.step}`;
    case 'offers':
      return `offers ${term.what} ${term.offer ?? ''}`;
    default:
      return undefined;
  }
}

/** What is worked out from more than this is not looked into. */
const MOST_SUBJECTS = 60;
const DEEPEST = 20;

/** Everything that the conditions ask for, also by way of computed values; these come after what they read. */
export function subjectsOf(terms: readonly Term[], flow: Flow): readonly Subject[] {
  const found = new Map<string, Subject>();
  const begun = new Set<string>();
  const add = (term: Term, depth: number): void => {
    const key = keyOf(term);
    if (key === undefined) {
      for (const part of parts(term)) add(part, depth);
      return;
    }
    if (found.size >= MOST_SUBJECTS || depth > DEEPEST) return;
    if ((term.kind === 'name' || term.kind === 'answered') && !begun.has(term.name)) {
      begun.add(term.name);
      const value = flow.computed.get(term.name)?.value;
      if (value !== undefined) add(value.term, depth + 1);
    }
    // The name itself tells its type.
    if (!found.has(key) || term.kind === 'name') found.set(key, { key, term, with: found.get(key)?.with ?? new Set() });
  };
  for (const term of terms) add(term, 0);
  const values = [...begun].flatMap((name) => flow.computed.get(name)?.value.term ?? []);
  for (const term of [...terms, ...values]) cut(term, found);
  return [...found.values()];
}

/** Notes what each subject is compared with. */
function cut(term: Term, subjects: ReadonlyMap<string, Subject>): void {
  for (const part of parts(term)) cut(part, subjects);
  if (term.kind !== 'call' || term.type.kind !== 'yes_no') return;
  const compared = term.args.flatMap(literalsIn);
  for (const arg of term.args) {
    for (const key of keysIn(arg)) for (const value of compared) subjects.get(key)?.with.add(value);
  }
}

/** What `term` may simply be the value of. */
function ways(term: Term): readonly Term[] {
  if (term.kind === 'default') return [...ways(term.value), ...ways(term.otherwise)];
  return term.kind === 'choose' ? [...ways(term.holds), ...ways(term.fails)] : [term];
}

const keysIn = (term: Term): readonly string[] => ways(term).flatMap((way) => keyOf(way) ?? []);

function literalsIn(term: Term): readonly Scalar[] {
  return ways(term).flatMap((way) => {
    if (way.kind === 'literal') return [way.value];
    // A number below zero.
    const [of] = way.kind === 'call' && way.name === '-' && way.args.length === 1 ? way.args : [];
    return of?.kind === 'literal' && typeof of.value === 'number' ? [-of.value] : [];
  });
}
