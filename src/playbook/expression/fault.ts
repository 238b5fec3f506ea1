import type { ASTNode } from '@marcbachmann/cel-js';
import type { Code } from '../codes.js';

/** What is wrong with an expression, at offsets in its own text. */
export interface Fault {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint?: string;
  /** What is wrong in the same way wherever it stands. */
  readonly subject?: string;
}

/** Ends the reading of an expression: it is told of one fault, the first. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

type Stretch = Pick<ASTNode, 'start' | 'end'>;

export function fail(code: Code, { start, end }: Stretch, message: string, hint?: string, subject?: string): never {
  const more = { ...(hint === undefined ? {} : { hint }), ...(subject === undefined ? {} : { subject }) };
  throw new FaultError({ code, start, end, message, ...more });
}
