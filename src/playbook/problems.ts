import { CODES, type Code } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import type { Source, Span } from './read/source.js';

/** Tells the author of something; the severity is the code's. */
export type Report = (code: Code, span: Span, message: string, hint?: string) => void;

export interface Problems {
  readonly report: Report;
  /** Whether there is an error, other than those with the codes left out. */
  readonly errors: (except?: ReadonlySet<string>) => boolean;
  /** In the order of the file. */
  readonly sorted: () => readonly Diagnostic[];
}

const MOST_SHOWN = 50;

export function createProblems(source: Source): Problems {
  const found: Diagnostic[] = [];
  const report: Report = (code, span, message, hint) => {
    const { severity } = CODES[code];
    const place = source.place(span);
    found.push({ code, severity, message, ...(hint === undefined ? {} : { hint }), place });
  };
  return {
    report,
    errors: (except) => found.some(({ severity, code }) => severity === 'error' && !except?.has(code)),
    sorted: () => {
      const sorted = found.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
      const last = sorted[MOST_SHOWN - 1];
      if (last === undefined || sorted.length === MOST_SHOWN) return sorted;
      const more = `and ${sorted.length - MOST_SHOWN} more; mend these first`;
      return [
        ...sorted.slice(0, MOST_SHOWN),
        { code: 'too-many', severity: 'error', message: more, place: last.place },
      ];
    },
  };
}
