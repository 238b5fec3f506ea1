import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { tempFolder } from '../temp-folder.js';
import { MAIN, quietEnv } from '../terminal/terminal.js';
import type { Example } from './page.js';

/** A command of the page: what the page says of it, and what came of it, told alike where both fit. */
export interface Outcome {
  readonly said: readonly string[];
  readonly came: readonly string[];
}

/** Does what the page does under one heading, in a folder and with a log of its own. */
export async function perform({ blocks }: Example): Promise<readonly Outcome[]> {
  const folder = tempFolder();
  const outcomes: Outcome[] = [];
  let call = '';
  for (const block of blocks) {
    if (block.kind === 'playbook') writeFileSync(join(folder, `${block.id}.yaml`), block.text);
    else if (block.kind === 'answers') writeFileSync(join(folder, 'answers.yaml'), block.text);
    else if (block.kind === 'scenarios') writeFileSync(join(folder, `${block.id}.test.yaml`), block.text);
    else {
      for (const { typed, lines } of block.commands) {
        const shown = await holdfast(folder, typed.replace('<id>', call));
        call = ID.exec(shown)?.[0] ?? call;
        const came = shown === '' ? [] : likened(shown.split('\n'), lines);
        outcomes.push({ said: [typed, ...lines], came: [typed, ...came] });
      }
    }
  }
  return outcomes;
}

/** Both streams in the order in which they were written, and the exit code where it is not 0; `> file` keeps the results. */
export function holdfast(folder: string, typed: string): Promise<string> {
  const [line = '', kept] = typed.split(' > ');
  const [program, ...args] = line.split(' ');
  if (program !== 'holdfast') throw new Error(`the page types a command that is not ours: ${typed}`);
  const file = join(folder, 'shown');
  const shown = openSync(file, 'w');
  const env = { ...quietEnv, HOME: folder, HOLDFAST_DB: join(folder, 'calls.db'), HOLDFAST_LOCALE: 'en-GB' };
  return new Promise((resolve, reject) => {
    const results = kept === undefined ? shown : openSync(join(folder, kept), 'w');
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env, stdio: ['ignore', results, shown] });
    child.on('error', reject);
    child.on('close', (code) => {
      for (const file of new Set([shown, results])) closeSync(file);
      resolve(`${readFileSync(file, 'utf8')}${code === 0 ? '' : `exit code ${code}`}`.trimEnd());
    });
  });
}

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}|(?<=resume )[0-9a-f-]{8,}/;

/** A line that says what the page says is told in the page's words, so that only what differs shows as different. */
const likened = (came: readonly string[], said: readonly string[]): readonly string[] =>
  came.map((line, at) => {
    const expected = said[at];
    return expected !== undefined && fits(line, expected) ? expected : line;
  });

/**
 * `<id>` stands for an id, and anything else between such brackets for a day. Columns are as wide as what is in them, so one
 * space more or less between them is none.
 */
function fits(line: string, said: string): boolean {
  const narrow = (text: string) => text.replace(/ {2,}/g, '  ').trimEnd();
  const pattern = narrow(said)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('<id>', '(?:[0-9a-f]{8}[0-9a-f-]*|[a-z]{4})')
    .replace(/<[\w ]+>/g, '\\w{3}, \\d{1,2} \\w{3,4} \\d{4}');
  return new RegExp(`^${pattern}$`).test(narrow(line));
}
