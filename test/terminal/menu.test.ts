import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import { promising } from '../cli/promises.js';
import { run } from '../cli/run.js';
import { tempFolder } from '../temp-folder.js';
import { CTRL, ENTER, ESCAPE } from './keys.js';
import { bodies, freshLog } from './log.js';
import { holdfast, type Terminal } from './terminal.js';

const opened = (log: string, cwd?: string): Terminal =>
  holdfast([], { env: { HOLDFAST_DB: log }, ...(cwd === undefined ? {} : { cwd }) });

/** The screen, once all of it is drawn. */
const whole = (menu: Terminal, what: string): Promise<string> =>
  menu.sees((screen) => screen.includes(what) && screen.endsWith('^C leave'));

const followUpsIn = (path: string) => {
  const log = openLog(path);
  try {
    return log.followUps();
  } finally {
    log.close();
  }
};

test('at first it says what to do, and is left without a trace', async () => {
  const log = freshLog();
  const menu = opened(log);
  await menu.sees('New here? Pick a call to try it; holdfast --help shows all there is.');
  menu.type(CTRL.c);
  expect(await menu.exited).toBe(130);
  expect(menu.screen()).toBe('');
  expect(() => readFileSync(log)).toThrow('ENOENT');
});

test('an interrupted call comes first, then the playbooks taken most; it says who, when and at which question', async () => {
  const log = freshLog();
  const answers = `${log}.yaml`;
  writeFileSync(answers, 'customer: Jansen BV\n');
  await run(['call', 'missed-delivery', '--db', log, '--answers', answers]);
  const menu = opened(log);
  const shown = await whole(menu, 'Resume Jansen BV');
  expect(shown).toMatch(/❯ 1 Resume Jansen BV: [^❯]*\n {2}2 Take a call: A delivery that will not make its day\n/);
  expect(shown.replaceAll(/\s+/g, ' ')).toMatch(
    /Resume Jansen BV: [^"]*, at "[^"]+" \(Robin, last touched \d{4}-\d\d-\d\d \d\d:\d\d\)/,
  );
  expect(shown).not.toContain('follow-up');
  menu.type(/(\d) Resume/.exec(shown)?.[1] ?? '');
  await menu.sees('^P back');
  menu.type(CTRL.c);
  expect(await menu.exited).toBe(130);
});

describe('follow-ups that are due', () => {
  test('are named when it opens, and listed, the overdue marked', async () => {
    const { promise, log } = promising();
    await promise('Today BV', '+0');
    await promise('Late BV', '-1');
    await promise('Later BV', '2099-05-04');
    const menu = opened(log);
    const shown = await whole(menu, '2 follow-ups are due, 1 overdue. Which call?');
    expect(shown).toContain('❯ 1 See them: 2 follow-ups are due, 1 overdue');
    expect(shown).toContain('All 3 follow-ups');
    menu.type('1');
    const list = await whole(menu, 'Which one?');
    expect(list).toContain('❯ 1 ! 1 day late · Late BV: Call Late BV back (Robin)\n  2 today · Today BV');
    expect(list).not.toContain('Later BV');
    menu.type(ESCAPE);
    await menu.sees('Which call?');
    menu.type(CTRL.c);
    expect(await menu.exited).toBe(130);
  });

  test('come after a call that waits, and one that is not due yet is no plural', async () => {
    const { promise, log } = promising();
    await promise('Later BV', '2099-05-04');
    const later = opened(log);
    expect(await whole(later, 'The one follow-up')).not.toContain('follow-ups');
    later.type(CTRL.c);
    await later.exited;
    await promise('Late BV', '-1');
    await run(['call', 'missed-delivery', '--db', log], 'Jansen BV\n');
    const menu = opened(log);
    expect(await whole(menu, 'See them')).toMatch(/❯ 1 Resume Jansen BV[^❯]*\n {2}2 See them[^❯]*\n {2}3 Take a call/);
    menu.type(CTRL.c);
    await menu.exited;
  });

  test('are moved and done, one after the other, until none is left', async () => {
    const { promise, log } = promising();
    await promise('Today BV', '+0');
    await promise('Late BV', '-1');
    const menu = opened(log);
    await menu.sees('See them');
    menu.type('1');
    await menu.sees('Which one?');
    menu.type('1');
    await menu.sees('Move it to another day');
    menu.type('3');
    await menu.sees('To which day?');
    menu.type(`yesterday${ENTER}`);
    await menu.sees('is too low');
    menu.type(ESCAPE);
    await menu.sees('Which one?');
    menu.type('1');
    await menu.sees('It is done');
    menu.type('3');
    await menu.sees('To which day?');
    menu.type(`${'\x7f'.repeat(9)}2099-05-04${ENTER}`);
    await menu.sees('✓ Moved: Late BV: Call Late BV back. Now: Mon, 4 May 2099');
    await menu.sees('❯ 1 today · Today BV');
    menu.type('1');
    await menu.sees('It is done');
    menu.type('2');
    await menu.sees('✓ Done: Today BV');
    expect(await whole(menu, 'Which call?')).not.toContain('due');
    expect(followUpsIn(log)).toMatchObject([{ customer: 'Late BV', snoozedTo: '2099-05-04' }]);
    menu.type(CTRL.c);
    await menu.exited;
  });

  test('start the call that they ask for', async () => {
    const { promise, log, folder } = promising();
    await promise('Late BV', '-1');
    const elsewhere = opened(log);
    await elsewhere.sees('See them');
    elsewhere.type('1');
    await elsewhere.sees('Which one?');
    elsewhere.type('1');
    await elsewhere.sees('❯ 1 Take the call: talk');
    elsewhere.type('1');
    await elsewhere.sees('which is neither bundled nor in');
    await elsewhere.sees('Which one?');
    elsewhere.type(CTRL.c);
    expect(await elsewhere.exited).toBe(130);

    const menu = opened(log, folder);
    await menu.sees('See them');
    menu.type('1');
    await menu.sees('Which one?');
    menu.type('1');
    await menu.sees('Take the call');
    menu.type('1');
    await menu.sees('A talk · Late BV');
    await menu.sees('Which day?');
    menu.type(`2099-05-04${ENTER}`);
    await menu.sees('How often?');
    menu.type('1');
    await menu.sees(/wrap/i);
    menu.type(ENTER);
    expect(await menu.exited).toBe(0);
    expect(menu.screen()).toContain('Done: Late BV: Call Late BV back');
    expect(followUpsIn(log)).toMatchObject([{ customer: 'Late BV', due: '2099-05-04' }]);
  });
});

describe('playbooks of the firm', () => {
  const text = (id: string, title: string, end = 'over') =>
    `playbook: ${id}\ntitle: ${title}\nversion: 1\nlanguage: en\nabout: interview\noutcomes: {over: {label: Over, group: done}}\nsteps:\n  - {id: asked, say: Asked by ours, ask: {type: text}, end: ${end}}\n`;

  function folderOf(texts: Readonly<Record<string, string>>): string {
    const folder = tempFolder();
    for (const [name, each] of Object.entries(texts)) writeFileSync(join(folder, name), each);
    return folder;
  }

  const opens = (log: string, folder: string) =>
    holdfast([], { env: { HOLDFAST_DB: log, HOLDFAST_PLAYBOOKS: folder } });

  test('come first, by their titles; one with the id of a bundled one stands in its place, and is taken', async () => {
    const files = {
      'a.yaml': text('downgrade', '"Less: a smaller plan"'),
      'b.yaml': text('win-back', '>-\n  Our own\n  way back'),
      'notes.yaml': 'title: No playbook\n',
    };
    const log = freshLog();
    const menu = opens(log, folderOf(files));
    const shown = await whole(menu, 'New here?');
    expect(shown).toMatch(/❯ 1 Take a call: Less: a smaller plan\n {2}2 Take a call: Our own way back\n {2}3 /);
    expect(shown.match(/Take a call/g)).toHaveLength(7);
    expect(shown).not.toContain('No playbook');
    menu.type('2');
    await menu.sees('Asked by ours');
    menu.type(`x${ENTER}`);
    await menu.sees(/wrap/i);
    menu.type(ENTER);
    expect(await menu.exited).toBe(0);
    expect(bodies(log)[0]).toMatchObject({ playbook: { id: 'win-back', title: 'Our own way back' } });
  });

  test('with errors are refused when they are picked, and another can be', async () => {
    const folder = folderOf({ 'a.yaml': text('broken', 'Broken', 'ovr'), 'b.yaml': text('whole', 'Whole') });
    const menu = opens(freshLog(), folder);
    await whole(menu, '❯ 1 Take a call: Broken');
    menu.type('1');
    const shown = await whole(menu, 'Take a call: Broken (has errors)');
    expect(shown.replaceAll(/\s+/g, ' ')).toContain(
      `! this playbook cannot be used: 1 error; mend them, then: holdfast check ${join(folder, 'a.yaml')}`,
    );
    expect(shown).not.toContain('ovr');
    menu.type('2');
    await menu.sees('Asked by ours');
    menu.type(CTRL.c);
    expect(await menu.exited).toBe(130);
  });

  test('cannot break the menu by what their files hold', async () => {
    const titles = [`"\\e[31mLoud ${'x'.repeat(3000)}"`, '[[[[', '{a: b}'];
    const folder = folderOf(Object.fromEntries(titles.map((title, at) => [`${at}.yaml`, text(`own-${at}`, title)])));
    writeFileSync(join(folder, 'zeros.yaml'), Buffer.alloc(5000));
    symlinkSync(join(folder, 'loop.yaml'), join(folder, 'loop.yaml'));
    const menu = opens(freshLog(), folder);
    const shown = await whole(menu, '9 Take a call');
    expect(shown).toMatch(
      /1 Take a call: ␛\[31mLoud[x\s]{100,200}…\n {2}2 Take a call: own 1\n {2}3 Take a call: own 2\n/,
    );
    menu.type(CTRL.c);
    expect(await menu.exited).toBe(130);
  });

  test('whose folder is gone leave the bundled ones to pick', async () => {
    const menu = opens(freshLog(), '/gone/for/good');
    const shown = await whole(menu, 'Take a call');
    expect(shown).toContain('! your folder of playbooks: /gone/for/good cannot be read');
    expect(shown.match(/Take a call/g)).toHaveLength(6);
    menu.type(CTRL.c);
    expect(await menu.exited).toBe(130);
  });
});

test('with more to pick than digits, typing searches', async () => {
  const log = freshLog();
  const answers = join(log, '..', 'answers.yaml');
  for (const customer of ['Ade', 'Bos', 'Cox', 'Dam', 'Eik', 'Fox', 'Gil', 'Hop', 'Ivo', 'Jol']) {
    writeFileSync(answers, `customer: ${customer}\n`);
    await run(['call', 'exit-interview', '--role', 'manager', '--db', log, '--answers', answers]);
  }
  const menu = holdfast([], { env: { HOLDFAST_DB: log, HOLDFAST_ROLE: 'manager' } });
  await menu.sees('Type to search, Enter picks');
  menu.type('hop');
  await menu.sees((screen) => screen.includes('❯ Resume Hop') && !screen.includes('Resume Gil'));
  menu.type(ENTER);
  await menu.sees('· Hop');
  menu.type(CTRL.c);
  expect(await menu.exited).toBe(130);
}, 30_000);
