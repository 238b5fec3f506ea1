import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { CTRL, DOWN, ENTER, ESCAPE, UP } from './keys.js';
import { answersIn, bodies, freshLog } from './log.js';
import { CUSTOMER, messy } from './messy.js';
import { holdfast, type Terminal, type TerminalOptions } from './terminal.js';

async function call(log: string, options: TerminalOptions = {}): Promise<Terminal> {
  const terminal = holdfast(['call', messy(), ...CUSTOMER, '--db', log], options);
  await terminal.sees('Hello.');
  return terminal;
}

const OFF_PATH = 'CARD  Names a competitor: back to the question after this';
const whole = (screen: string): boolean => screen.endsWith('^C leave');
const types = (log: string) => bodies(log).map(({ type }) => type);

describe('a card', () => {
  test.each([80, 40])(
    'in the middle of typing, at %d columns: by its key, and back to what was half typed',
    async (columns) => {
      const log = freshLog();
      const terminal = await call(log, { columns });
      terminal.type('yhalf typ');
      await terminal.sees('› half typ');
      terminal.type(CTRL.o);
      await terminal.sees((screen) => screen.includes('3 Names a competitor') && whole(screen));
      terminal.type('3');
      const shown = await terminal.sees((screen) => screen.includes('They are good') && whole(screen));
      expect(shown.replaceAll('\n', ' ')).toContain(OFF_PATH);
      terminal.type(`cheaper${ENTER}`);
      await terminal.sees((screen) => screen.includes('› half typ') && !screen.includes('CARD '));
      terminal.type(`ed${ENTER}`);
      await terminal.sees('on the table');
      terminal.type(CTRL.c);
      await terminal.exited;
      expect(answersIn(log)).toEqual([
        ['hello', true],
        ['rival', 'cheaper'],
        ['tell', 'half typed'],
      ]);
    },
  );

  test('is found by its words, replaced by another, and left with Escape', async () => {
    const log = freshLog();
    const terminal = await call(log);
    terminal.type(`${CTRL.o}boss the`);
    await terminal.sees((screen) => screen.includes('boss the') && !screen.includes('Names a competitor'));
    terminal.type(ENTER);
    await terminal.sees('CARD  Wants to speak to the boss');
    terminal.type(`${CTRL.o}3`);
    await terminal.sees(OFF_PATH);
    terminal.type(ESCAPE);
    await terminal.sees((screen) => screen.includes('SAY  Hello.') && !screen.includes('CARD '));
    terminal.type(CTRL.c);
    await terminal.exited;
    const closed = bodies(log).flatMap((body) => (body.type === 'card_closed' ? [[body.card, body.how]] : []));
    expect(closed).toEqual([
      ['boss', 'replaced'],
      ['rival', 'returned'],
    ]);
  });

  test('is opened by a typed command, from within a note as well', async () => {
    const log = freshLog();
    const terminal = await call(log);
    terminal.type(`/card comp${ENTER}`);
    await terminal.sees(OFF_PATH);
    terminal.type(`x${ENTER}`);
    await terminal.sees((screen) => screen.includes('SAY  Hello.') && whole(screen));
    terminal.type(`/card nonsense${ENTER}`);
    await terminal.sees('no card fits "nonsense"');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(types(log)).toContain('card_opened');
  });
});

/** Up to the wrap-up: an offer accepted, and the answer that ends the call. */
const TO_WRAP_UP = `ywords${ENTER}11${ENTER}1`;

describe('the wrap-up', () => {
  async function wrapUp(log: string, options?: TerminalOptions): Promise<Terminal> {
    const terminal = await call(log, options);
    terminal.type(TO_WRAP_UP);
    await terminal.sees((screen) => screen.includes('Wrap up: Stays') && whole(screen));
    return terminal;
  }

  test('asks for the evidence that is missing with Enter, and Enter ends the call', async () => {
    const log = freshLog();
    const terminal = await wrapUp(log);
    terminal.type(ENTER);
    await terminal.sees('Which day suits you?');
    terminal.type(`tomorrow${ENTER}`);
    await terminal.sees((screen) => /Wrap up: Stays/.test(screen) && !screen.includes('"Day"'));
    terminal.type(`all is well${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(types(log)).not.toContain('evidence_waived');
    expect(bodies(log).slice(-4)).toMatchObject([
      { type: 'noted', note: { words: 'all is well' } },
      { type: 'follow_up_promised', id: 'agreed' },
      { type: 'draft_written', id: 'agreed' },
      { type: 'call_ended', outcome: 'saved' },
    ]);
  });

  test('marks what was not asked, drops a follow-up, and keeps the note through a look at the trail', async () => {
    const log = freshLog();
    const terminal = await wrapUp(log, { columns: 40 });
    terminal.type(`\x1b[D3`);
    await terminal.sees(/❯ 3 \[ \] drop: Call Jansen BV back/);
    terminal.type('so it');
    await terminal.sees('› so it');
    terminal.type(CTRL.t);
    await terminal.sees('Stay here');
    terminal.type(ESCAPE);
    await terminal.sees((screen) => screen.includes('› so it') && screen.includes('3 [ ] drop: '));
    terminal.type(` is${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual({ type: 'evidence_waived', need: 'day', mark: 'not_asked' });
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'so it is' } });
    expect(types(log)).not.toContain('follow_up_promised');
    expect(types(log)).toContain('draft_written');
  });

  test('refuses to end while evidence is missing, says so, and has the note that was typed', async () => {
    const log = freshLog();
    const terminal = await wrapUp(log);
    terminal.type(`note${ENTER}`);
    await terminal.sees((screen) => screen.includes('! Stays still needs: day') && screen.includes('› note'));
    await terminal.sees(/^❯ 2 The answer to "Day"/m);
    terminal.type(`\x1b[D${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'note' } });
  });

  test('takes another outcome, with its own follow-ups and the note typed before', async () => {
    const log = freshLog();
    const terminal = await wrapUp(log);
    terminal.type(`after all${UP}${UP}${UP}${UP} ${ENTER}`);
    await terminal.sees(
      (screen) =>
        screen.includes('Wrap up: Leaves') && screen.includes('Ask how it went') && screen.includes('› after all'),
    );
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'lost', insteadOf: 'saved' });
  });

  test('breaks a call off from anywhere, and Escape goes back to the question', async () => {
    const log = freshLog();
    const terminal = await call(log);
    terminal.type(`yhalf${CTRL.x}2`);
    await terminal.sees('Wrap up: Hung up');
    terminal.type(ESCAPE);
    await terminal.sees('› half');
    terminal.type(`${CTRL.x}2in mid sentence${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'hung_up' });
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'in mid sentence' } });
  });
});

describe('a draft', () => {
  /** An editor: a program that does this with the file it is given. */
  function editor(script: string): { readonly EDITOR: string; readonly TMPDIR: string } {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-editor-'));
    const path = join(folder, 'edit it.mjs');
    const head = "import { readFileSync, statSync, writeFileSync } from 'node:fs';\nconst [, , file] = process.argv;\n";
    writeFileSync(path, head + script);
    return { EDITOR: `${process.execPath} "${path}"`, TMPDIR: folder };
  }

  const onDraft = `${TO_WRAP_UP}\x1b[D${DOWN}${DOWN}e`;

  test('is changed in the editor of the rep, who finds the wrap-up as it was left', async () => {
    const log = freshLog();
    const env = editor(
      `const mode = (statSync(file).mode & 0o777).toString(8);
       process.stdout.write('the terminal is ' + (process.stdin.isRaw ? 'raw' : 'ours') + '\\n');
       process.stdin.setRawMode(true);
       process.stdin.once('data', (key) => {
         writeFileSync(file, readFileSync(file, 'utf8').replace('thank you', 'Müller thanks you, ' + key + mode));
         process.stdin.setRawMode(false);
         process.exit(0);
       });`,
    );
    const terminal = await call(log, { env });
    terminal.type(onDraft);
    await terminal.sees('the terminal is ours');
    const before = terminal.written();
    expect(before.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(before.lastIndexOf('\x1b[?2004h'));
    terminal.type('K');
    const shown = await terminal.sees((screen) => screen.includes('Wrap up: Stays') && whole(screen));
    expect(shown).not.toContain('the terminal is');
    expect(shown).toMatch(/^❯ 4 \[x\] keep: Letter to Jansen BV/m);
    expect(shown).toContain('2 The answer to "Day": Not asked');
    const after = terminal.written();
    expect(after.lastIndexOf('\x1b[?2004h')).toBeGreaterThan(after.lastIndexOf('\x1b[?2004l'));
    terminal.type(`\x1b[200~pasted\nnote\x1b[201~${ENTER}`);
    expect(await terminal.exited).toBe(0);
    const drafts = bodies(log).flatMap((body) => (body.type === 'draft_written' ? [body.body.words] : []));
    expect(drafts.at(-1)?.trim()).toBe('Dear Jansen BV, Müller thanks you, K600.');
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'pasted note' } });
    expect(readdirSync(env.TMPDIR)).toEqual(['edit it.mjs']);
  });

  test.each([
    [
      'cannot be started',
      { EDITOR: 'no-such-editor --wait' },
      'the editor "no-such-editor --wait" could not be started',
    ],
    ['fails', editor("writeFileSync(file, 'lost'); process.exit(3);"), 'ended with 3; the text is as it was before'],
  ])('is as it was when the editor %s, and says why', async (_, env, why) => {
    const log = freshLog();
    const terminal = await call(log, { env });
    terminal.type(onDraft);
    await terminal.sees((screen) => screen.replaceAll('\n', ' ').includes(why));
    terminal.type(`kept${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual(
      expect.objectContaining({ type: 'draft_written', body: { words: 'Dear Jansen BV, thank you.' } }),
    );
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'kept' } });
  });

  const WAITING = `process.on('SIGINT', () => process.stdout.write('interrupted\\n'));
    process.stdin.once('data', () => process.exit(0));
    process.stdout.write('editing\\n');`;

  test('is left to the editor at an interrupt, which the terminal sends to every program', async () => {
    const terminal = await call(freshLog(), { env: editor(WAITING) });
    terminal.type(onDraft);
    await terminal.sees('editing');
    terminal.type(CTRL.c);
    await terminal.sees('interrupted');
    terminal.type(ENTER);
    await terminal.sees((screen) => screen.includes('Wrap up: Stays') && whole(screen));
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(130);
  });

  test('and the editor are left when the process is told to stop', async () => {
    const env = editor(WAITING);
    const terminal = await call(freshLog(), { env });
    terminal.type(onDraft);
    await terminal.sees('editing');
    terminal.kill('SIGTERM');
    expect(await terminal.exited).toBe(130);
    expect(terminal.screen()).toContain('holdfast resume');
    expect(readdirSync(env.TMPDIR)).toEqual(['edit it.mjs']);
  });

  test('and an editor that does not stop when it is told to are left as well', async () => {
    const env = editor(`process.on('SIGTERM', () => process.stdout.write('not now\\n'));\n${WAITING}`);
    const terminal = await call(freshLog(), { env });
    terminal.type(onDraft);
    await terminal.sees('editing');
    terminal.kill('SIGTERM');
    await terminal.sees('not now');
    expect(await terminal.exited).toBe(130);
    expect(terminal.screen()).toContain('holdfast resume');
    expect(readdirSync(env.TMPDIR)).toEqual(['edit it.mjs']);
  });

  test('is as it was when the editor is killed, and so is the terminal', async () => {
    const env = editor(`
      import { spawnSync } from 'node:child_process';
      import { existsSync } from 'node:fs';
      const been = import.meta.filename + '.been';
      if (existsSync(been)) {
        const { stdout } = spawnSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' });
        process.stdout.write(/ -icanon| -echo\\b/.test(stdout) ? 'left raw\\n' : 'set anew\\n');
        process.stdin.once('data', () => process.exit(0));
      } else {
        writeFileSync(been, '');
        process.stdin.setRawMode(true);
        process.stdout.write('\\x1b[?1049h\\x1b[?1003h\\x1b[?25l\\x1b[31mother screen', () => process.kill(process.pid, 'SIGKILL'));
      }`);
    const terminal = await call(freshLog(), { env });
    terminal.type(onDraft);
    const shown = await terminal.sees((screen) => screen.includes('stopped by SIGKILL') && whole(screen));
    expect(shown).not.toContain('other screen');
    const left = terminal.written().split('other screen')[1] ?? '';
    for (const reset of ['\x1b[?1049l', '\x1b[?1003l', '\x1b[?25h', '\x1b[0m']) expect(left).toContain(reset);
    expect(left.indexOf('\x1b[?1049l')).toBeLessThan(left.indexOf('\x1b[2J'));
    terminal.type('e');
    await terminal.sees('set anew');
    terminal.type(ENTER);
    await terminal.sees((screen) => screen.includes('Wrap up: Stays') && whole(screen));
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(130);
  });
});

describe('the trail', () => {
  test('goes back to any step, and forward again over what still holds', async () => {
    const log = freshLog();
    const terminal = await call(log);
    terminal.type(TO_WRAP_UP);
    await terminal.sees('Wrap up: Stays');
    terminal.type(CTRL.t);
    await terminal.sees((screen) => screen.includes('1 Hello: Yes') && screen.includes('❯ 0 Stay here'));
    terminal.type(`${UP}${UP}${UP}${UP}${ENTER}`);
    await terminal.sees((screen) => screen.includes('SAY  Tell me more.') && screen.includes('› words'));
    terminal.type(CTRL.f);
    await terminal.sees('on the table');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(types(log).filter((type) => type === 'went_back')).toHaveLength(1);
  });
});

test.each([0, 1])('keys across cards, trail, notes and wrap-up, %d ms apart, lose nothing', async (gap) => {
  const log = freshLog();
  const terminal = await call(log);
  const keys = [
    ...`yha${CTRL.o}3cheap${ENTER}`,
    ...`lf${CTRL.n}noted${ENTER}${CTRL.t}${ENTER}`,
    ...` typed${CTRL.o}boss${ENTER}why${ENTER}${ENTER}${ENTER}`,
    ...`11${ENTER}1`,
    ...`not asked ${UP}${UP}${UP}`,
    '\x1b[D',
    ...`3by${ENTER}`,
  ];
  if (gap === 0) terminal.type(keys.join(''));
  else for (const key of keys) await after(gap, () => terminal.type(key));
  expect(await terminal.exited).toBe(0);
  expect(answersIn(log)).toEqual([
    ['hello', true],
    ['rival', 'cheap'],
    ['boss_why', 'why'],
    ['tell', 'half typed'],
    ['agreed', 'stays'],
  ]);
  const notes = bodies(log).flatMap((body) => (body.type === 'noted' ? [body.note.words] : []));
  expect(notes).toEqual(['noted', 'not asked by']);
  expect(bodies(log)).toContainEqual({ type: 'evidence_waived', need: 'day', mark: 'not_asked' });
  expect(types(log)).not.toContain('follow_up_promised');
  expect(types(log)).toContain('offer_answered');
});

const after = (ms: number, act: () => void): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      act();
      resolve();
    }, ms);
  });
