/** What kind of thing turned out otherwise. */
export type FailureKind =
  | 'stopped'
  | 'outcome'
  | 'group'
  | 'role'
  | 'path'
  | 'reason'
  | 'visited'
  | 'not_visited'
  | 'offers'
  | 'costs'
  | 'at'
  | 'must_answer'
  | 'may_skip'
  | 'open_at'
  | 'follow_ups'
  | 'drafts'
  | 'that'
  | 'evidence'
  | 'unused';

export interface Failure {
  readonly kind: FailureKind;
  /** 1-based line in the file of scenarios. */
  readonly line: number;
  /** What was expected, and what came. */
  readonly message: string;
}
