import type { Clock } from '../call/clock.js';
import type { CallEvent } from '../call/event.js';
import type { CallLog } from '../call/log.js';
import type { Rep } from '../call/rep.js';

/** The world as the commands see it: `main` gives the real one, tests give their own. */
export interface Context {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Name of the account on this machine. */
  readonly userName: () => string;
  /** BCP 47. */
  readonly systemLocale: () => string;
  readonly files: Files;
  /** Where the bundled playbooks are. */
  readonly playbooks: string;
  /** Where the documents are that a new playbook begins as. */
  readonly templates: string;
  /** Where the pages are that come with Holdfast. */
  readonly docs: string;
  /** Where the log is, unless a flag or the environment says otherwise. */
  readonly defaultLog: () => string;
  /** Where the settings are, unless the environment says otherwise. */
  readonly defaultConfig: () => string;
  readonly openLog: (path: string) => Promise<Log>;
  /** The log at a path where there is one, to read: not a byte of it changes. */
  readonly openPast: (path: string) => Promise<PastCalls>;
  readonly openGit: () => Promise<Git>;
  /** The keyboard, or plain lines where there is none; the same one each time. */
  readonly openDesk: () => Promise<Rep>;
  /** Calls `changed` once after every burst of changes to the files; the function returned ends that. */
  readonly watch: (paths: readonly string[], changed: () => void) => Promise<() => Promise<void>>;
  /** Whether a person sits in front of it. */
  readonly interactive: boolean;
  /** Columns of the terminal that results go to; endless when they go elsewhere. */
  readonly columns: () => number;
  /** Results: a line to stdout, harmless for a terminal. */
  readonly print: (line: string) => void;
  /** Everything else: a line to stderr. */
  readonly say: (line: string) => void;
  /** Results as they are, to stdout. Resolves to `false` when nobody reads them any more. */
  readonly pour: (chunk: string) => Promise<boolean>;
  /** A line on stderr that the next one replaces; nothing when that is no terminal. */
  readonly progress: (line: string) => void;
}

export interface Files {
  readonly exists: (path: string) => boolean;
  /** Throws a UserError that names the file. At most 16 MB. */
  readonly read: (path: string) => Uint8Array;
  /** The first so many bytes; nothing of a file that cannot be read. */
  readonly head: (path: string, bytes: number) => Uint8Array;
  /** Makes the folder where there is none, with those above it, for its owner only. */
  readonly makeFolder: (path: string) => void;
  /** The YAML files of a folder, in order; a file stands for itself. */
  readonly yaml: (path: string) => readonly string[];
  /** Writes a document that others may read as well. Throws a UserError where there is a file of that name. */
  readonly create: (path: string, text: string) => void;
  /**
   * Writes beside the file, then renames: whoever reads it sees the old one or the new. Readable for its owner only, unless
   * it is for others as well.
   */
  readonly replace: (
    path: string,
    chunks: AsyncIterable<string> | Iterable<string>,
    readers?: 'owner' | 'others',
  ) => Promise<void>;
}

export interface Log extends CallLog {
  /** Ids of the calls that begin so, at most a hundred. */
  readonly find: (prefix: string) => readonly string[];
  readonly csv: (wanted: CsvWanted) => Iterable<string>;
}

/** The repository one is in. Files are named as git names them: `HEAD~1:playbooks/x.yaml`. */
export interface Git {
  /** Throws a UserError that says what is wrong with the name. At most 16 MB. */
  readonly read: (name: string) => Uint8Array;
  /** The YAML files that were beside it, by the names that they have so. */
  readonly beside: (name: string) => readonly string[];
}

/** The calls of a log that have ended. */
export interface PastCalls {
  /** Ids of those that were taken with a playbook, or in which another used it, from a day on, the oldest first. */
  readonly ids: (wanted: { readonly playbook: string; readonly since?: string | undefined }) => Iterable<string>;
  readonly read: (call: string) => readonly CallEvent[];
  /** The text of a playbook a call was begun with. */
  readonly playbook: (hash: string) => string | undefined;
  readonly close: () => void;
}

export interface CsvWanted {
  readonly what: 'calls' | 'answers';
  readonly filters: {
    readonly since?: string | undefined;
    readonly until?: string | undefined;
    readonly playbook?: string | undefined;
    readonly rep?: string | undefined;
    readonly outcome?: string | undefined;
  };
  readonly all: boolean;
  readonly raw: boolean;
  readonly excel: boolean;
}

/** What a command comes to. */
export type ExitCode = 0 | 1 | 2 | 130;
