/** Something about a playbook that its author should know; a value, never thrown. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to type instead. */
  readonly hint?: string;
  readonly place: Place;
}

/** Lines and columns count from 1; `length` is in characters of that line. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}
