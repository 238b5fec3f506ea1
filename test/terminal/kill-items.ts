/** A line of the wrap-up: what it is about, what it is set to, and whether the cursor is on it. */
export interface Row {
  readonly kind: 'outcome' | 'evidence' | 'promise' | 'draft';
  readonly label: string;
  /** As it is labelled; empty: the rep has to say. */
  readonly set: string;
  readonly on: boolean;
}

const ROW = /^([❯↑↓ ]) (?:\d| ) (\[[x ]\] |Outcome: |(?=The answer to "|An offer: |A follow-up: |A note: ))(.*)$/;

/** The lines to settle, in their order; what is wrapped shows its first line. */
export function rowsIn(frame: readonly string[]): readonly Row[] {
  return frame.flatMap((line) => {
    const [, cursor, sign, rest] = ROW.exec(line) ?? [];
    return sign === undefined || rest === undefined ? [] : [{ ...rowOf(sign, rest), on: cursor === '❯' }];
  });
}

function rowOf(sign: string, rest: string): Omit<Row, 'on'> {
  if (sign === 'Outcome: ') return { kind: 'outcome', label: 'Outcome', set: /‹ (.*) ›/.exec(rest)?.[1] ?? rest };
  if (sign === '') {
    const [, label = '', set = ''] = /^(The answer to ".*?"|.*?): *(.*)$/.exec(rest) ?? [];
    // The one the cursor is on shows all it can be set to.
    const chosen = set.includes('(') ? (/\(•\) (.+?)(?: {2}|$)/.exec(set)?.[1] ?? '') : set;
    return { kind: 'evidence', label, set: chosen === '?' ? '' : chosen };
  }
  const [, set = '', label = ''] = /^(\w+): (.*)$/.exec(rest) ?? [];
  return { kind: set === 'keep' || /^(E-mail|Letter) to /.test(label) ? 'draft' : 'promise', label, set };
}
