import type { Expression } from '../expression.js';
import { check, type Names } from './check.js';
import { evaluator } from './evaluate.js';
import { type Fault, FaultError } from './fault.js';
import { parse } from './parse.js';
import { parts, type Term } from './term.js';

/** An expression, with the tree that proofs look at. */
export interface Checked {
  readonly expression: Expression;
  readonly term: Term;
}

/** Reads, checks and prepares an expression; or tells the first thing that is wrong with it. */
export function compileExpression(source: string, names: Names): Checked | Fault {
  try {
    const term = check(parse(source), names);
    const reads = new Set<string>();
    const visits = new Set<string>();
    collect(term, reads, visits);
    return { expression: { source, reads, visits, evaluate: evaluator(term) }, term };
  } catch (error) {
    if (error instanceof FaultError) return error.fault;
    throw error;
  }
}

function collect(term: Term, reads: Set<string>, visits: Set<string>): void {
  if (term.kind === 'name' || term.kind === 'answered') reads.add(term.name);
  if (term.kind === 'visited') visits.add(term.step);
  for (const part of parts(term)) collect(part, reads, visits);
}
