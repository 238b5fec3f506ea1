import { join } from 'node:path';
import { UserError } from '../call/user-error.js';
import { CODES, type Code } from '../playbook/codes.js';
import { SCENARIO_CODES, type ScenarioCode } from '../playbook/scenario-codes.js';
import { nearest } from '../playbook/suggest.js';
import type { Context, ExitCode } from './context.js';
import { type Explained, readExplained } from './explain-page.js';

/** Prose is read more easily in short lines than in as long ones as the terminal has. */
const WIDEST = 80;

/** `holdfast explain [code]`: what a problem means on a call, and how to mend it; without a code, all there are. */
export async function explain(context: Context, typed: string | undefined): Promise<ExitCode> {
  const page = readExplained(new TextDecoder().decode(context.files.read(join(context.docs, 'codes.md'))));
  if (typed === undefined) {
    context.print(list(page, context.columns()));
    context.say('\nholdfast explain <code> says more, with an example');
    return 0;
  }
  const code = typed.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const found = page.find((each) => each.code === code);
  if (found === undefined && Object.hasOwn(SCENARIO_CODES, code)) {
    context.print(`${code} (error): ${SCENARIO_CODES[code as ScenarioCode]}`);
    return 0;
  }
  if (found === undefined) {
    const near = nearest(
      code,
      page.map((each) => each.code),
    );
    const meant = near === undefined ? '' : `did you mean "${near}"? `;
    throw new UserError(`there is no problem called "${typed}"`, `${meant}holdfast explain lists them all`, 2);
  }
  context.print(section(found, Math.min(context.columns(), WIDEST)));
  return 0;
}

/** What stands above an example. */
const HEADS = new Map([['beside', 'the other playbook']]);

const meaningOf = (code: string): string => (code in CODES ? CODES[code as Code].meaning : '');

function list(page: readonly Explained[], width: number): string {
  const column = Math.max(...page.map(({ code }) => code.length)) + 4;
  const entry = ({ code }: Explained): string => {
    const [first, ...more] = wrapped(meaningOf(code), width - column);
    return [`  ${code.padEnd(column - 2)}${first}`, ...more.map((line) => ' '.repeat(column) + line)].join('\n');
  };
  return [...new Set(page.map(({ group }) => group))]
    .map((group) => [group, ...page.filter((each) => each.group === group).map(entry)].join('\n'))
    .join('\n\n');
}

function section({ code, severity, paragraphs, examples }: Explained, width: number): string {
  return [
    wrapped(`${code} (${severity}): ${meaningOf(code)}`, width).join('\n'),
    ...paragraphs.map((paragraph) => wrapped(paragraph, width).join('\n')),
    ...examples.map(({ kind, yaml }) => `${HEADS.get(kind) ?? kind}:\n\n${shown(yaml)}`),
  ].join('\n\n');
}

/** A tab looks like the spaces that should stand in its place, so it is shown as an arrow. */
const shown = (yaml: string): string =>
  yaml
    .trimEnd()
    .replaceAll('\t', '→   ')
    .replace(/^(?=.)/gm, '  ');

/** Between words only: one longer than the width stands alone, and sticks out. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
