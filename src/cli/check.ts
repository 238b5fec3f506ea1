import { dirname } from 'node:path';
import { UserError } from '../call/user-error.js';
import { check as checkPlaybook } from '../playbook/check.js';
import type { Diagnostic } from '../playbook/diagnostic.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { decode } from '../playbook/read/decode.js';
import type { Context, ExitCode } from './context.js';
import { playbooksNear } from './find-playbook.js';

/** `holdfast check [files]`: says what is wrong with playbooks, and what to type instead. */
export async function check(
  context: Context,
  named: readonly string[],
  { json }: { readonly json?: boolean; readonly strict?: boolean; readonly format?: string },
): Promise<ExitCode> {
  const files = (named.length > 0 ? named : ['.']).flatMap((path) => context.files.yaml(path));
  if (files.length === 0)
    throw new UserError('there is no playbook here', 'name one: holdfast check my-playbook.yaml', 2);

  const checked = files.map((file) => checkFile(context, file));
  const all = checked.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => ({ file, diagnostic })));
  const errors = all.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  if (json) {
    const rows = all.map(({ file, diagnostic: { place, ...rest } }) => ({ file, ...place, ...rest }));
    await context.pour(`${JSON.stringify(rows, null, 2)}\n`);
  } else {
    for (const { file, text, diagnostics } of checked) {
      for (const diagnostic of diagnostics) context.print(`${formatDiagnostic(file, text, diagnostic)}\n`);
    }
    const warnings = all.length - errors;
    const found = all.length === 0 ? 'nothing wrong' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
    context.say(`${count(files.length, 'playbook')}: ${found}`);
    const [first] = all;
    if (first !== undefined) context.say(`holdfast explain ${first.diagnostic.code} says more`);
  }
  return errors > 0 ? 1 : 0;
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

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
