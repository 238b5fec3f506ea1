import type { Expression } from '../expression.js';
import { check, type Names } from './check.js';
import { evaluator } from './evaluate.js';
import { type Fault, FaultError } from './fault.js';
import { parse } from './parse.js';
import { parts, type Term } from './term.js';

/** Reads, checks and prepares an expression; or tells the first thing that is wrong with it. */
export function compileExpression(source: string, names: Names): Expression | Fault {
  const result = attempt(source, names);
  if (!isMendable(result) || result.code !== 'single-equals') return result;
  return { ...result, hint: `write ==: ${mended(source, result, names)}` };
}

function attempt(source: string, names: Names): Expression | Fault {
  try {
    const term = check(parse(source), names);
    const reads = new Set<string>();
    const visits = new Set<string>();
    collect(term, reads, visits);
    return { source, term, reads, visits, evaluate: evaluator(term) };
  } catch (error) {
    if (error instanceof FaultError) return error.fault;
    throw error;
  }
}

const MOST_MENDED = 8;

/** The source with == for =, and with the quotes that an option then needs: obeying gives no second error. */
function mended(source: string, fault: Fault, names: Names): string {
  let text = source;
  let found: Expression | Fault = fault;
  for (let round = 0; round < MOST_MENDED && isMendable(found); round++) {
    const [before, after] = [text.slice(0, found.start), text.slice(found.end)];
    text =
      found.code === 'single-equals'
        ? `${before.trimEnd()} == ${after.replace(/^>?\s*/, '')}`
        : `${before}"${text.slice(found.start, found.end)}"${after}`;
    found = attempt(text, names);
  }
  return text;
}

const isMendable = (result: Expression | Fault): result is Fault =>
  'code' in result && (result.code === 'single-equals' || result.code === 'option-needs-quotes');

function collect(term: Term, reads: Set<string>, visits: Set<string>): void {
  if (term.kind === 'name' || term.kind === 'answered') reads.add(term.name);
  if (term.kind === 'visited') visits.add(term.step);
  for (const part of parts(term)) collect(part, reads, visits);
}
