import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { bodies } from '../terminal/log.js';
import { ENTERS, promising } from './promises.js';
import { run } from './run.js';

describe('the list', () => {
  test('names the overdue first and marks them, then what is due today, then the rest', async () => {
    const { promise, holdfast } = promising();
    await promise('Later BV', '2099-05-04');
    await promise('Today BV', '+0');
    await promise('Late BV', '-3');
    const { stdout, code, stderr } = await holdfast('followups');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [titles, ...rows] = stdout.trimEnd().split('\n');
    expect(titles).toMatch(/^ +id +due +customer +what +who +how$/);
    expect(rows[0]).toMatch(/^! {2}[a-z]{4} {2}3 days late +Late BV +Call Late BV back +Robin +phone$/);
    expect(rows[1]).toMatch(/^ {3}[a-z]{4} {2}today +Today BV /);
    expect(rows[2]).toMatch(/^ {3}[a-z]{4} {2}Mon, 4 May 2099 +Later BV /);
    expect(rows).toHaveLength(3);
    expect((await holdfast('followups', '--due')).stdout).not.toContain('Later BV');
  });

  test('--mine: what one promised oneself, or what is for the own role', async () => {
    const { promise, list } = promising();
    await promise('Mine BV', '+1');
    await promise('Theirs BV', '+1', 'once', 'Sam');
    await promise('Boss BV', '+1', 'boss');
    expect((await list()).map(({ what }) => what).sort()).toEqual([
      'Call Boss BV back',
      'Call Mine BV back',
      'Call Theirs BV back',
      'Sign',
    ]);
    expect((await list('--mine')).map(({ what }) => what).sort()).toEqual(['Call Boss BV back', 'Call Mine BV back']);
  });

  test('a manager has what managers promised, whoever took the call', async () => {
    const { promise, log } = promising();
    await promise('Boss BV', '+1', 'boss');
    const env = { HOLDFAST_ROLE: 'manager', HOLDFAST_REP: 'Maud' };
    const { stdout } = await run(['followups', '--mine', '--json', '--db', log], '', env);
    expect(JSON.parse(stdout)).toMatchObject([{ what: 'Sign', by: 'manager', rep: 'Robin', opens: null }]);
  });

  test('with nothing in it says so, and is nothing to programs', async () => {
    const { promise, list, holdfast } = promising();
    await promise('Later BV', '2099-05-04');
    expect(await holdfast('followups', '--due')).toEqual({ code: 0, stdout: '', stderr: 'nothing is due\n' });
    expect(await list('--due')).toEqual([]);
  });
});

describe('what becomes of one', () => {
  test('done: it is off the list, and the call keeps who did it', async () => {
    const { promise, holdfast, list, latest } = promising();
    await promise('Jansen BV', '-1');
    const [row] = await list();
    const done = await holdfast('followups', 'done', row?.id ?? '');
    expect(done).toEqual({ code: 0, stdout: 'Done: Jansen BV: Call Jansen BV back\n', stderr: '' });
    expect(await list()).toEqual([]);
    expect(latest(row?.call ?? '', 1)).toEqual([{ type: 'follow_up_done', id: 'again', due: row?.due, by: 'Robin' }]);
    const twice = await holdfast('followups', 'done', row?.id ?? '');
    expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining('no open follow-up is called') });
  });

  test('snooze: to a day as people type it, and not into the past', async () => {
    const { promise, holdfast, list } = promising();
    await promise('Jansen BV', '-1');
    const id = (await list())[0]?.id ?? '';
    const moved = await holdfast('followups', 'snooze', id, '31', 'dec', '2098');
    expect(moved).toMatchObject({ code: 0, stdout: 'Moved: Jansen BV: Call Jansen BV back. Now: Wed, 31 Dec 2098\n' });
    expect(await list()).toMatchObject([{ id, day: '2098-12-31', status: 'later', snoozed_to: '2098-12-31' }]);
    expect(await holdfast('followups', 'snooze', id, 'yesterday')).toMatchObject({ code: 2 });
    const never = await holdfast('followups', 'snooze', id, 'someday');
    expect(never).toMatchObject({ code: 2, stderr: expect.stringContaining('"someday" is not a day') });
    expect(await list()).toMatchObject([{ day: '2098-12-31' }]);
  });

  test('of one that repeats: done and skipped once lead to the next; stopped, to none', async () => {
    const { promise, holdfast, list } = promising();
    await promise('Jansen BV', '2099-05-04', 'weekly');
    const weekly = async () => (await list()).find(({ what }) => what === 'Write');
    const id = (await weekly())?.id ?? '';
    expect((await holdfast('followups')).stdout).toContain('Write (1 of 3, every week)');
    const [first, second] = [await holdfast('followups', 'done', id), await holdfast('followups', 'skip', id)];
    expect(first.stdout).toBe('Done: Jansen BV: Write (Mon, 4 May 2099). Next: Mon, 11 May 2099\n');
    expect(second.stdout).toBe('Skipped: Jansen BV: Write (Mon, 11 May 2099). Next: Mon, 18 May 2099\n');
    expect(await weekly()).toMatchObject({ due: '2099-05-18', past: 2 });
    expect((await holdfast('followups', 'skip', id)).stdout).toBe('Skipped: Jansen BV: Write (Mon, 18 May 2099)\n');
    expect(await weekly()).toBeUndefined();

    await promise('Pieters', '2099-05-04', 'weekly');
    const other = (await weekly())?.id ?? '';
    const stopped = await holdfast('followups', 'skip', other, '--stop');
    expect(stopped.stdout).toBe('Stopped: Pieters: Write (Mon, 4 May 2099)\n');
    expect(await weekly()).toBeUndefined();
  });

  test('of one that repeats, the next is not done nor started before its day, unless one says so', async () => {
    const { promise, holdfast, list, playbook } = promising();
    await promise('Jansen BV', '+0', 'weekly');
    const weekly = async () => (await list()).find(({ what }) => what === 'Write');
    const id = (await weekly())?.id ?? '';
    expect(await holdfast('followups', 'done', id)).toMatchObject({ code: 0, stderr: '' });
    expect(await holdfast('followups', 'done', id)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^error: "Write": the next is due on .+; nothing is due today\nhint: .+: holdfast followups done .+ --early\n$/,
      ),
    });
    const started = await holdfast('followups', 'start', id, '--playbook', playbook);
    expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining(`start ${id} --early`) });
    expect(await weekly()).toMatchObject({ past: 1 });
    expect(await holdfast('followups', 'done', id, '--early')).toMatchObject({ code: 0, stderr: '' });
    expect(await weekly()).toMatchObject({ past: 2 });
  });

  test.each(['done', 'skip', 'start'])('%s takes one id: nothing happens to the first of several', async (verb) => {
    const { promise, holdfast, list } = promising();
    await promise('Jansen BV', '-1');
    const id = (await list())[0]?.id ?? '';
    expect(await holdfast('followups', verb, id, 'another')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('too many arguments'),
    });
    expect(await list()).toMatchObject([{ id }]);
  });

  test('one is named by the letters of its id, or by its call', async () => {
    const { promise, holdfast, list } = promising();
    await promise('Jansen BV', '2099-05-04', 'weekly');
    const [first, second] = await list();
    const byCall = `${first?.call}:${first?.follow_up}`;
    expect(await holdfast('followups', 'snooze', byCall, '+1')).toMatchObject({ code: 0 });
    expect(await holdfast('followups', 'snooze', (second?.id ?? '').toUpperCase(), '+1')).toMatchObject({ code: 0 });
  });
});

describe('start', () => {
  test('takes the call that it asks for, the customer known; when that has ended, it is done', async () => {
    const { promise, list, log, folder } = promising();
    await promise('Jansen BV', '-1');
    const [row] = await list();
    const started = await run(
      ['followups', 'start', row?.id ?? '', '--db', log],
      `2099-05-04\nonce${ENTERS}`,
      {},
      folder,
    );
    expect(started.stdout).toContain('Done: Jansen BV: Call Jansen BV back');
    expect(started).toMatchObject({ code: 0, stderr: '' });
    const now = await list();
    expect(now).toMatchObject([{ customer: 'Jansen BV', due: '2099-05-04' }]);
    expect(now[0]?.call).not.toBe(row?.call);
  });

  test('it stays open when the call was left, or did not get that far', async () => {
    const { promise, list, log, folder } = promising();
    await promise('Jansen BV', '-1');
    const id = (await list())[0]?.id ?? '';
    const left = await run(['followups', 'start', id, '--db', log], '', {}, folder);
    expect(left).toMatchObject({ code: 130, stderr: expect.stringContaining('The follow-up stays open') });
    const hungUp = await run(['followups', 'start', id, '--db', log], `/hungup${ENTERS}`, {}, folder);
    expect(hungUp.stderr).toContain(`The follow-up stays open (Hung up). To move it: holdfast followups snooze ${id}`);
    expect((await list()).map((row) => row.id)).toEqual([id]);
  });

  test('one that asks for no call, or for a playbook that is not here, says what to do', async () => {
    const { promise, list, log, playbook, holdfast } = promising();
    await promise('Jansen BV', '-1', 'boss');
    const ids = new Map((await list()).map(({ what, id }) => [what, id]));
    const [call, sign] = [ids.get('Call Jansen BV back') ?? '', ids.get('Sign') ?? ''];
    const none = await holdfast('followups', 'start', sign);
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('"Sign" asks for no call') });
    const elsewhere = await run(['followups', 'start', call, '--db', log]);
    expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringContaining('--playbook ./talk.yaml') });
    const named = ['followups', 'start', call, '--playbook', playbook, '--db', log];
    expect(await run(named, `2099-05-04\nonce${ENTERS}`)).toMatchObject({ code: 0, stderr: '' });
  });

  test('what was promised can be kept when its playbook has gone', async () => {
    const { promise, list, playbook, holdfast } = promising();
    await promise('Jansen BV', '-1');
    rmSync(playbook);
    expect(await holdfast('followups', 'done', (await list())[0]?.id ?? '')).toMatchObject({ code: 0 });
  });
});

test('--ics writes the same follow-ups as a calendar, for its owner only', async () => {
  const { promise, holdfast, list, folder, log } = promising();
  await promise('Jansen BV', '2099-05-04', 'weekly');
  await promise('Theirs BV', '2099-05-04', 'once', 'Sam');
  const id = (await list()).find(({ what }) => what === 'Write')?.id ?? '';
  await holdfast('followups', 'snooze', id, '2099-05-06');
  const file = join(folder, 'promised.ics');
  const written = await holdfast('followups', '--mine', '--ics', file);
  expect(written).toEqual({ code: 0, stdout: '', stderr: `2 follow-ups written to ${file}\n` });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const events = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8'))).getAllSubcomponents('vevent');
  const read = events.map((event) => new ICAL.Event(event));
  const days = read.map(({ summary, startDate, sequence }) => [summary, startDate.toString(), sequence]);
  expect(days.sort()).toEqual([
    ['Call Jansen BV back', '2099-05-04', 0],
    ['Jansen BV: Write', '2099-05-06', 1],
    ['Jansen BV: Write', '2099-05-11', 1],
  ]);
  const both = await run(['followups', '--json', '--ics', file, '--db', log]);
  expect(both).toMatchObject({ code: 2 });
});

test('a call that is started from a follow-up belongs to the same customer', async () => {
  const { promise, list, log, folder, latest } = promising();
  await promise('Jansen BV', '-1');
  await run(['followups', 'start', (await list())[0]?.id ?? '', '--db', log], `2099-05-04\nonce${ENTERS}`, {}, folder);
  const [row] = await list();
  expect(latest(row?.call ?? '', 100)).toContainEqual(
    expect.objectContaining({ type: 'fact_set', fact: 'customer', value: { type: 'text', words: 'Jansen BV' } }),
  );
  expect(() => bodies(log)).toThrow('2 calls');
});
