/** How an id is written, for `check` and for an editor alike. */
interface Form {
  readonly pattern: RegExp;
  readonly longest: number;
  /** What an editor says of an id that is written otherwise. */
  readonly meant: string;
}

/** The id of a playbook: no file system takes a longer one. */
export const PLAYBOOK_ID: Form = {
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  longest: 100,
  meant: 'The id of a playbook is written in small letters, digits and dashes: late-delivery',
};

/** Every other id: it may stand in an expression. */
export const NAME: Form = {
  pattern: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  longest: 60,
  meant: 'A name is written in small letters, digits and _: new_price',
};

export const isWritten = (id: string, { pattern, longest }: Form): boolean => id.length <= longest && pattern.test(id);
