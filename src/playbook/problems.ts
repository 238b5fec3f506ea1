import { CODES, type Code } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import type { Source, Span } from './read/source.js';

/** Tells the author of something; the severity is the code's. What has one `subject` is told of once, with all its lines. */
export type Report = (code: Code, span: Span, message: string, hint?: string, subject?: string) => void;

interface Problems {
  readonly report: Report;
  /** Whether there is an error, other than those with the codes left out. */
  readonly errors: (except?: ReadonlySet<string>) => boolean;
  /** In the order of the file; of more than anybody reads, errors come first. */
  readonly sorted: () => readonly Diagnostic[];
}

const MOST_SHOWN = 50;

export function createProblems(source: Source): Problems {
  const found: Diagnostic[] = [];
  const bySubject = new Map<string, Subject>();
  const report: Report = (code, span, message, hint, subject) => {
    const place = source.place(span);
    const key = `${code} ${subject}`;
    const told = subject === undefined ? undefined : bySubject.get(key);
    if (told !== undefined) {
      told.lines.push(place.line);
      found[told.index] = { ...told.diagnostic, message: `${told.diagnostic.message} (${alsoOn(told.lines)})` };
      return;
    }
    const { severity } = CODES[code];
    const diagnostic = { code, severity, message, ...(hint === undefined ? {} : { hint }), place };
    if (subject !== undefined) bySubject.set(key, { diagnostic, index: found.length, lines: [] });
    found.push(diagnostic);
  };
  return {
    report,
    errors: (except) => found.some(({ severity, code }) => severity === 'error' && !except?.has(code)),
    sorted: () => {
      const sorted = found.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
      if (sorted.length <= MOST_SHOWN) return sorted;
      const errors = sorted.filter(({ severity }) => severity === 'error');
      const warnings = sorted.filter(({ severity }) => severity === 'warning');
      const shown = new Set([...errors, ...warnings].slice(0, MOST_SHOWN));
      const kept = sorted.filter((diagnostic) => shown.has(diagnostic));
      const message = `and ${sorted.length - MOST_SHOWN} more; mend these first`;
      // Warnings alone keep no call from being taken, however many they are.
      const severity = errors.length > 0 ? 'error' : 'warning';
      return [
        ...kept,
        { code: 'too-many', severity, message, place: kept.at(-1)?.place ?? { line: 1, column: 1, length: 1 } },
      ];
    },
  };
}

interface Subject {
  readonly diagnostic: Diagnostic;
  readonly index: number;
  /** The lines other than the first. */
  readonly lines: number[];
}

function alsoOn(lines: readonly number[]): string {
  const shown = [...new Set(lines)].slice(0, 5);
  return `also on line ${shown.join(', ')}${lines.length > shown.length ? ', …' : ''}`;
}
