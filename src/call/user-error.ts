/** Trouble that the user can mend: printed once, without a stack. Exit code 1 is a problem found, 2 a wrong usage. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do about it. */
  readonly hint: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(message: string, hint?: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
