import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { CTRL, ENTER, ESCAPE } from './keys.js';
import { bodies, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const STEPS = '  - {id: q, say: Why?, ask: {type: text}, end: over}\n';

/** The first call on a machine. */
function firstCall(more: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) {
  const config = join(tempFolder(), 'there', 'config.yaml');
  const log = freshLog();
  const env = { HOLDFAST_CONFIG: config, HOLDFAST_REP: '', ...more };
  const call = () => holdfast(['call', playbookOf(STEPS), '--db', log, ...flags], { env });
  return { config, log, call };
}

describe('the first call', () => {
  test('asks name and role once, and keeps them', async () => {
    const { config, log, call } = firstCall();
    const first = call();
    await first.sees('who takes the calls here?');
    await first.sees(`› ${userInfo().username}`);
    first.type(`${'\x7f'.repeat(userInfo().username.length)}Anna de Vries${ENTER}`);
    await first.sees('And what are you?');
    first.type('2');
    await first.sees('Why?');
    first.type(CTRL.c);
    expect(await first.exited).toBe(130);
    expect(bodies(log)[0]).toMatchObject({ rep: 'Anna de Vries', role: 'team_lead' });
    expect(readFileSync(config, 'utf8')).toContain('name: "Anna de Vries"\nrole: "team_lead"\n');

    const second = call();
    await second.sees('Why?');
    expect(second.written()).not.toContain('who takes the calls here?');
    second.type(CTRL.c);
    await second.exited;
  });

  test('Escape skips the questions for good', async () => {
    const { config, log, call } = firstCall();
    const first = call();
    await first.sees('who takes the calls here?');
    first.type(ESCAPE);
    await first.sees('Why?');
    first.type(CTRL.c);
    await first.exited;
    expect(bodies(log)[0]).toMatchObject({ rep: userInfo().username, role: 'rep' });
    expect(readFileSync(config, 'utf8')).toMatch(/^# Settings of Holdfast.*\n$/);
  });

  test('can be left, and is asked again', async () => {
    const { config, log, call } = firstCall();
    const first = call();
    await first.sees('who takes the calls here?');
    first.type(CTRL.c);
    expect(await first.exited).toBe(130);
    expect([existsSync(config), existsSync(log)]).toEqual([false, false]);
    const second = call();
    await second.sees('who takes the calls here?');
    second.type(CTRL.c);
    await second.exited;
  });

  test('does not wait for settings that cannot be kept', async () => {
    const { config, log, call } = firstCall();
    // Its folder is a file: that stops whoever may do everything, too.
    mkdirSync(dirname(dirname(config)), { recursive: true });
    writeFileSync(dirname(config), '');
    const first = call();
    await first.sees('who takes the calls here?');
    first.type(ENTER);
    await first.sees('And what are you?');
    first.type('1');
    await first.sees('Why?');
    first.type(CTRL.c);
    await first.exited;
    expect(first.lines().join('\n')).toContain('not kept');
    expect(bodies(log)[0]).toMatchObject({ type: 'call_started' });
  });

  test.each([
    ['the environment', { HOLDFAST_REP: 'Robin' }, []],
    ['a flag', {}, ['--rep', 'Robin']],
  ])('asks nothing when %s says who it is', async (_, env, flags) => {
    const { config, call } = firstCall(env, ...flags);
    const first = call();
    await first.sees('Why?');
    first.type(CTRL.c);
    await first.exited;
    expect(first.written()).not.toContain('who takes the calls here?');
    expect(existsSync(config)).toBe(false);
  });
});

test('without colours and frames the menu asks the same in plain lines', async () => {
  const menu = holdfast([], {
    env: { HOLDFAST_DB: freshLog(), ACCESSIBLE: '1', HOLDFAST_CONFIG: `${freshLog()}.yaml`, HOLDFAST_REP: '' },
  });
  await menu.sees('answer>');
  menu.type('1\r');
  await menu.sees('name>');
  menu.type('Anna\r');
  await menu.sees('role>');
  menu.type('/back\r');
  await menu.sees(/SAY:|ASK:/);
  menu.type(CTRL.c);
  expect(await menu.exited).toBe(130);
  expect(menu.written()).not.toContain('\x1b');
});
