import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';
import { answersIn, bodies, freshLog } from './log.js';
import { foreignCodes } from './naughty-codes.js';
import { brokenPlaybooks, quoted, scriptOf, written } from './naughty-playbook.js';
import { naughtyStrings } from './naughty-strings.js';
import { playbookOf } from './playbook.js';
import { holdfast, type TerminalOptions } from './terminal.js';

const ALL = naughtyStrings();
const TEXTS = ALL.map(({ text }) => text);
/** One of each category. */
const SOME = [...new Map(ALL.map((naughty) => [naughty.category, naughty.text])).values()];

const ENTER = '\r';
const CTRL = { c: '\x03', g: '\x07', n: '\x0e' };
const PAGE_DOWN = '\x1b[6~';
/** Ctrl-E and Ctrl-U: the line is empty, whatever was on it, and the next key is not one held down. */
const AFRESH = '\x05\x15';

/** The rule for all that comes in: well-formed, without NUL, trimmed. */
const intake = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd').trim();
/** A field is one line: controls and line breaks become spaces. */
const inField = (text: string): string => intake(text.replaceAll(/\r\n|[\0-\x1f\x7f-\x9f\u2028\u2029]/g, ' '));
const defused = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Runs a command to its end; its exit code. */
async function run(args: readonly string[], options?: TerminalOptions): Promise<number> {
  const terminal = holdfast(args, options);
  const code = await terminal.exited;
  expect(foreignCodes(terminal.written())).toEqual([]);
  return code;
}

describe('the check of what reaches a terminal', () => {
  const ACTING = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
  const acting = new Set(TEXTS.filter((text) => ACTING.test(text.replaceAll('\r\n', ''))));

  test('finds every string that a terminal would act upon', () => {
    expect(TEXTS).toHaveLength(1000);
    expect(acting.size).toBeGreaterThan(300);
    expect([...acting].filter((text) => foreignCodes(text).length === 0)).toEqual([]);
  });

  test('passes what Holdfast draws with, and what only shows', () => {
    expect(foreignCodes('\x1b[?2004h\x1b[2K\x1b[1A\x1b[3B\x1b[12G\x1b[?25l\x1b[7m\x1b[36mno\x1b[39m\r\n')).toEqual([]);
    expect(TEXTS.filter((text) => !acting.has(text) && foreignCodes(text).length > 0)).toEqual([]);
  });
});

describe('a thousand strings in files of answers', () => {
  /** Three ways in, in turn: words beside an option, a text, a jot. */
  const STEPS = [
    (id: string) => `{id: ${id}, say: Words, ask: {type: choice, options: {other: {label: Other, words: true}}}}`,
    (id: string) => `{id: ${id}, say: Text, ask: {type: text, optional: true}}`,
    (id: string) => `{id: ${id}, say: Jot, jot: Jot, ask: {type: text, optional: true}}`,
  ];
  const ANSWERS = [
    (text: string) => `{answer: other, words: ${quoted(text)}}`,
    (text: string) => quoted(text),
    (text: string) => `{jot: ${quoted(text)}}`,
  ];
  const FACTS = 'facts: {customer: {type: text, label: Customer, identifies: customer}}\n';
  const PART = 240;
  const parts = inParts(TEXTS, PART);

  /** A column of an export to a file. */
  async function exported(log: string, what: string, column: (row: Row) => unknown, ...flags: readonly string[]) {
    const file = join(tempFolder(), `${what}.csv`);
    expect(await run(['export', what, ...flags, '-o', file, '--db', log])).toBe(0);
    const rows: Row[] = parse(readFileSync(file, 'utf8'), { columns: true, record_delimiter: '\r\n' });
    // The customer has a row as well.
    return rows.filter(({ step }) => step !== 'customer').map(column);
  }
  type Row = Readonly<Record<string, string>>;
  const textIn = (row: Row): unknown => row[Number(row['step']?.slice(1)) % 3 === 2 ? 'jot' : 'words'];

  test('come back from the export as they were given, and harmless to a spreadsheet', async () => {
    const log = freshLog();
    for (const part of parts) {
      const steps = part.map((_, at) => `  - ${STEPS[at % 3]?.(`q${at}`)}\n`).join('');
      const answers = part.map((text, at) => `q${at}: ${ANSWERS[at % 3]?.(text)}\n`).join('');
      const [customer = '', note = ''] = part;
      const file = written('answers.yaml', `${answers}customer: ${quoted(customer)}\nnote: ${quoted(note)}\n`);
      const path = playbookOf(`${steps}  - {id: bye, say: Bye, end: over}\n`, FACTS);
      expect(await run(['call', path, '--answers', file, '--db', log])).toBe(0);
    }

    const given = TEXTS.map(intake);
    expect(await exported(log, 'answers', textIn, '--raw')).toEqual(given);
    expect(await exported(log, 'answers', textIn)).toEqual(given.map(defused));
    const customers = parts.map(([customer = '']) => intake(customer));
    expect(await exported(log, 'calls', ({ customer }) => customer, '--raw')).toEqual(customers);
    expect(await exported(log, 'calls', ({ customer }) => customer)).toEqual(customers.map(defused));
    expect(notesIn(log)).toEqual(parts.map(([, note = '']) => intake(note)));
    // To the screen rather than to a file.
    expect(await run(['export', 'answers', '--db', log])).toBe(0);
    expect(await run(['export', 'calls', '--raw', '--db', log])).toBe(0);
  }, 60_000);

  function notesIn(path: string): readonly unknown[] {
    const log = openLog(path);
    try {
      const events = log.find('').flatMap((call) => log.read(call));
      return events.flatMap(({ body }) => (body.type === 'noted' ? [body.note.words] : []));
    } finally {
      log.close();
    }
  }
});

describe('strings in a terminal', () => {
  const typeable = (text: string): boolean => text !== '' && !/^\/|[\0-\x1f\x7f-\x9f]/.test(text);
  /** As a terminal sends what is pasted: what would end the paste is taken out. */
  const pasted = (text: string): string => `\x1b[200~${text.replaceAll('\x1b[201~', '')}\x1b[201~`;
  const sample = TEXTS.filter((_, at) => at % 6 === 0);

  test.each(inParts(sample, 56).map((part, at) => [at, part] as const))(
    'typed and pasted, into answers and notes, are stored as one line (%#)',
    async (_, part) => {
      const log = freshLog();
      const steps = part.map((_, at) => `  - {id: q${at}, say: Text ${at}, ask: {type: text, optional: true}}\n`);
      const terminal = holdfast([
        'call',
        playbookOf(`${steps.join('')}  - {id: bye, say: Bye, end: over}\n`),
        '--db',
        log,
      ]);
      await terminal.sees('Text 0');
      const keys = part.map((text, at) => {
        const put = AFRESH + (at % 3 === 0 && typeable(text) ? text : pasted(text)) + ENTER;
        return at % 4 === 3 ? `${AFRESH}${CTRL.n}${put}${AFRESH}${ENTER}` : put;
      });
      terminal.type(`${keys.join('')}${AFRESH}${ENTER}${AFRESH}${ENTER}`);
      expect(await terminal.exited).toBe(0);
      expect(foreignCodes(terminal.written())).toEqual([]);

      const wanted = part.map(inField);
      expect(answersIn(log)).toEqual(wanted.map((text, at) => [`q${at}`, at % 4 === 3 || text === '' ? null : text]));
      const notes = bodies(log).flatMap((body) => (body.type === 'noted' ? [body.note.words] : []));
      expect(notes).toEqual(wanted.filter((text, at) => at % 4 === 3 && text !== ''));
    },
    60_000,
  );
});

describe('strings in a playbook', () => {
  // Between braces stand names: these are for the check below.
  const script = scriptOf(TEXTS.filter((text) => !/\{\{|\}\}/.test(text)));

  test.each([80, 40])(
    'are shown at %d columns',
    async (columns) => {
      const args = ['call', script.path, '--db', freshLog(), '--customer', '\u202e\x1b]0;x\x07'];
      const terminal = holdfast(args, { columns, rows: 24 });
      let pieces = 0;
      terminal.onPiece(() => {
        pieces += 1;
      });
      const redrawn = (keys: string): Promise<string> => {
        const before = pieces;
        terminal.type(keys);
        return terminal.sees(() => pieces > before);
      };
      for (let step = 0; step < script.steps; step++) {
        await terminal.sees(`§${step}§`);
        await redrawn(CTRL.g);
        await redrawn(PAGE_DOWN);
        await redrawn(AFRESH + ENTER);
        terminal.type('2');
      }
      await terminal.sees('Wrap up: ');
      terminal.type(ENTER);
      expect(await terminal.exited).toBe(0);
      expect(foreignCodes(terminal.written())).toEqual([]);
    },
    120_000,
  );

  test('are shown in plain lines', async () => {
    const terminal = holdfast(['call', script.path, '--db', freshLog(), '--customer', 'x'], { env: { TERM: 'dumb' } });
    terminal.type(`${'\n2\n'.repeat(script.steps)}\n`);
    expect(await terminal.exited).toBe(0);
    expect(foreignCodes(terminal.written())).toEqual([]);
  }, 60_000);

  test('are quoted by the check of a playbook', async () => {
    expect(await run(['check', script.path])).toBe(0);
    const folder = brokenPlaybooks(TEXTS);
    expect(await run(['check', folder])).toBe(1);
    expect(await run(['check', '--json', folder])).toBe(1);
  }, 120_000);
});

test('strings on the command line reach the terminal in messages only', async () => {
  const forms = [
    (text: string) => ['call', `./${text}.yaml`],
    (text: string) => ['call', text],
    (text: string) => ['call', 'exit-interview', '--set', text],
    (text: string) => ['call', 'exit-interview', '--set', `${text}=${text}`],
    (text: string) => ['resume', text],
    (text: string) => ['export', text],
    (text: string) => [`--${text}`],
  ];
  const log = freshLog();
  const args = SOME.map((text, at) => [...(forms[at % forms.length]?.(text.replaceAll('\0', '')) ?? []), '--db', log]);
  const codes = await Promise.all(args.map((one) => run(one)));
  expect(codes.filter((code) => code !== 1 && code !== 2)).toEqual([]);
}, 60_000);

test('customers with such names can be picked from a menu', async () => {
  const log = freshLog();
  const answers = written('answers.yaml', '');
  for (const text of SOME.slice(0, 8)) {
    const args = ['call', 'exit-interview', '--answers', answers, '--customer', `x${text.replaceAll('\0', '')}`];
    expect(await run([...args, '--role', 'manager', '--db', log])).toBe(1);
  }
  const terminal = holdfast(['resume', '--db', log], { env: { HOLDFAST_ROLE: 'manager' } });
  await terminal.sees('Which call goes on?');
  terminal.type('3');
  await terminal.sees('Who are you to this customer?');
  terminal.type(CTRL.c);
  expect(await terminal.exited).toBe(130);
  expect(foreignCodes(terminal.written())).toEqual([]);
});
