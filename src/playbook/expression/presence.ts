import { parts, type Term } from './term.js';

/** What is known to be there, by name. */
export type Given = ReadonlySet<string>;

export const NOTHING: Given = new Set();

/** How an expression came out: `no` is false, `not_yes` is false or missing. */
export type Outcome = 'yes' | 'no' | 'not_yes' | 'not_no';

const OPPOSITE = { yes: 'no', no: 'yes', not_yes: 'not_no', not_no: 'not_yes' } as const;

/** Names that are certainly there when `term` came out so: a comparison with what is missing is neither true nor false. */
export function given(term: Term, outcome: Outcome): Given {
  switch (term.kind) {
    case 'answered':
      return outcome === 'yes' || outcome === 'not_no' ? new Set([term.name]) : NOTHING;
    case 'not':
      return given(term.of, OPPOSITE[outcome]);
    case 'and':
    case 'or': {
      const all = (term.kind === 'and') === (outcome === 'yes' || outcome === 'not_no');
      const [left, right] = [given(term.left, outcome), given(term.right, outcome)];
      return all ? union(left, right) : common(left, right);
    }
    case 'visited':
    case 'offers':
    case 'today':
    case 'literal':
    case 'default':
      return NOTHING;
    case 'choose':
      return outcome === 'yes' || outcome === 'no' ? valued(term.test) : NOTHING;
    case 'name':
    case 'call':
      return outcome === 'yes' || outcome === 'no' ? valued(term) : NOTHING;
  }
}

/** Names that are certainly there when `term` has a value. */
export function valued(term: Term): Given {
  switch (term.kind) {
    case 'name':
      return new Set([term.name]);
    case 'call':
      return term.args.map(valued).reduce(union, NOTHING);
    case 'not':
      return valued(term.of);
    case 'choose':
      return valued(term.test);
    case 'and':
    case 'or':
      return common(valued(term.left), valued(term.right));
    case 'literal':
    case 'today':
    case 'answered':
    case 'default':
    case 'visited':
    case 'offers':
      return NOTHING;
  }
}

export interface Read {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What is known to be there where it is read. */
  readonly known: Given;
}

/** The names that `term` reads although nothing in it, and nothing in `known`, says that they are there. */
export function bareReads(term: Term, known: Given = NOTHING): readonly Read[] {
  switch (term.kind) {
    case 'name':
      return known.has(term.name) ? [] : [{ name: term.name, start: term.start, end: term.end, known }];
    case 'answered':
      return [];
    case 'default':
      // Whatever the first holds may be missing: that is what the second is for.
      return bareReads(term.otherwise, known);
    case 'and':
      return [...bareReads(term.left, known), ...bareReads(term.right, union(known, given(term.left, 'yes')))];
    case 'or':
      return [...bareReads(term.left, known), ...bareReads(term.right, union(known, given(term.left, 'no')))];
    case 'choose':
      return [
        ...bareReads(term.test, known),
        ...bareReads(term.holds, union(known, given(term.test, 'yes'))),
        ...bareReads(term.fails, union(known, given(term.test, 'no'))),
      ];
    case 'literal':
    case 'today':
    case 'visited':
    case 'offers':
    case 'not':
    case 'call':
      return parts(term).flatMap((part) => bareReads(part, known));
  }
}

export function union(a: Given, b: Given): Given {
  return a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b]);
}

const common = (a: Given, b: Given): Given => new Set([...a].filter((name) => b.has(name)));
