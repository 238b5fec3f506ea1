import { dirname } from 'node:path';
import { UserError } from '../call/user-error.js';
import { check as checkPlaybook } from '../playbook/check.js';
import type { Diagnostic } from '../playbook/diagnostic.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { decode } from '../playbook/read/decode.js';
import { githubAnnotation } from './check-github.js';
import type { Context, ExitCode } from './context.js';
import { placeOf, playbooksNear } from './find-playbook.js';

interface Flags {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly format?: string;
}

/** `holdfast check [files]`: says what is wrong with playbooks, and what to type instead. */
export async function check(context: Context, named: readonly string[], flags: Flags): Promise<ExitCode> {
  const { strict = false } = flags;
  const tell = tellerOf(flags);
  const files = (named.length > 0 ? named : ['.']).flatMap((name) => context.files.yaml(placeOf(context, name)));
  if (files.length === 0)
    throw new UserError('there is no playbook here', 'name one: holdfast check my-playbook.yaml', 2);

  const checked = files.map((file) => checkFile(context, file));
  await tell(context, checked);
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return errors > 0 || (strict && all.length > 0) ? 1 : 0;
}

interface Checked {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

function checkFile(context: Context, file: string): Checked {
  const decoded = decode(context.files.read(file));
  if (typeof decoded !== 'string') return { file, text: '', diagnostics: [decoded] };
  return {
    file,
    text: decoded,
    diagnostics: checkPlaybook(decoded, playbooksNear(context, dirname(file))).diagnostics,
  };
}

type Tell = (context: Context, checked: readonly Checked[]) => Promise<void> | void;

function tellerOf({ json, strict, format }: Flags): Tell {
  if (format !== undefined && format !== 'github')
    throw new UserError(`there is no format "${format}"`, 'type `--format github`, or leave it out to read it here', 2);
  if (json && format !== undefined)
    throw new UserError('--json and --format both say how to print', 'keep one of them', 2);
  if (json) return tellAsJson;
  return format === undefined ? tellInWords(strict ?? false) : tellGithub;
}

async function tellAsJson(context: Context, checked: readonly Checked[]): Promise<void> {
  const rows = checked.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ place, ...rest }) => ({ file, ...place, ...rest })),
  );
  await context.pour(`${JSON.stringify(rows, null, 2)}\n`);
}

function tellGithub(context: Context, checked: readonly Checked[]): void {
  for (const { file, diagnostics } of checked) {
    for (const diagnostic of diagnostics) context.print(githubAnnotation(file, diagnostic));
  }
  context.say(summary(checked));
}

const tellInWords =
  (strict: boolean): Tell =>
  (context, checked) => {
    for (const { file, text, diagnostics } of checked) {
      for (const diagnostic of diagnostics) context.print(`${formatDiagnostic(file, text, diagnostic)}\n`);
    }
    const all = checked.flatMap(({ diagnostics }) => diagnostics);
    const failing = strict && all.length > 0 && all.every(({ severity }) => severity === 'warning');
    context.say(`${summary(checked)}${failing ? '; --strict fails on warnings as well' : ''}`);
    const [first] = all;
    if (first !== undefined) context.say(`holdfast explain ${first.code} says more`);
  };

function summary(checked: readonly Checked[]): string {
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const found =
    all.length === 0 ? 'nothing wrong' : `${count(errors, 'error')}, ${count(all.length - errors, 'warning')}`;
  return `${count(checked.length, 'playbook')}: ${found}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
