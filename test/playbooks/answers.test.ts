import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Raw } from '../../src/call/read-answer.js';
import type { Scripted } from '../../src/call/scripted-rep.js';
import { compile } from '../../src/playbook/compile.js';
import { textOf } from './bundled.js';
import { type Played, play, script } from './play.js';

const folder = 'test/playbooks/answers';

/** Each scripted call and how it ends. */
const calls = [
  ['defend-cancellation', 'saved', 'saved'],
  ['defend-cancellation', 'thinking', 'thinking'],
  ['defend-cancellation', 'visit', 'visiting'],
  ['defend-cancellation', 'lost', 'lost'],
  ['missed-delivery', 'in-time', 'met_on_time'],
  ['missed-delivery', 'late', 'met_late'],
  ['missed-delivery', 'open', 'still_open'],
  ['exit-interview', 'held', 'held'],
  ['exit-interview', 'notes', 'held'],
  ['exit-interview', 'not-held', 'not_held'],
  ['cancellation-request', 'stays', 'stays'],
  ['cancellation-request', 'smaller', 'smaller'],
  ['cancellation-request', 'talked-round', 'talked_round'],
  ['cancellation-request', 'open-door', 'open_door'],
  ['cancellation-request', 'thinking', 'thinking'],
  ['cancellation-request', 'with-boss', 'with_boss'],
  ['cancellation-request', 'not-reached', 'not_reached'],
  ['cancellation-request', 'cancelled', 'cancelled'],
  ['cancellation-request', 'insists', 'cancelled'],
  ['cancellation-request', 'in-writing', 'cancelled'],
  ['cancellation-request', 'lost-after-all', 'cancelled'],
  ['cancellation-request', 'closed', 'closed'],
  ['cancellation-request', 'let-go', 'let_go'],
  ['backup-vendor', 'backup', 'backup'],
  ['backup-vendor', 'second', 'backup'],
  ['backup-vendor', 'first-order', 'first_order'],
  ['backup-vendor', 'reopened', 'reopened'],
  ['backup-vendor', 'thinking', 'thinking'],
  ['backup-vendor', 'not-reached', 'not_reached'],
  ['backup-vendor', 'not-today', 'not_today'],
  ['backup-vendor', 'in-touch', 'in_touch'],
  ['backup-vendor', 'no-contact', 'no_contact'],
  ['win-back', 'back', 'back'],
  ['win-back', 'not-now', 'not_now'],
  ['win-back', 'tied', 'tied'],
  ['win-back', 'letter-first', 'letter_first'],
  ['win-back', 'not-reached', 'not_reached'],
  ['win-back', 'stays-away', 'stays_away'],
  ['win-back', 'no-contact', 'no_contact'],
] as const;

function played(playbook: string, name: string, change: Readonly<Record<string, Raw>> = {}): Promise<Played> {
  const { flow } = compile(textOf(playbook) ?? '', textOf);
  if (!flow) throw new Error(`${playbook} does not compile`);
  const { answers, wrapUp } = script(readFileSync(join(folder, `${playbook}-${name}.yaml`), 'utf8'));
  const changed = Object.entries(change).map(([step, raw]) => [step, { raw }] as const);
  return play(flow, { answers: new Map<string, Scripted>([...answers, ...changed]), wrapUp }, '2026-11-21');
}

test('every file of answers is played', () => {
  expect(readdirSync(folder).sort()).toEqual(calls.map(([playbook, name]) => `${playbook}-${name}.yaml`).sort());
});

test.each(calls)(
  '%s, %s: ends as %s, with every answer asked for and no check overridden',
  async (playbook, name, outcome) => {
    const { unused, overridden, ...call } = await played(playbook, name);
    expect({ outcome: call.outcome, unused, overridden }).toEqual({ outcome, unused: [], overridden: 0 });
  },
);

describe('what the rep reads', () => {
  const read = ({ turns }: Played, step: string) => {
    const screen = turns.find((turn) => turn.screen.step === step)?.screen;
    return `${screen?.say ?? ''} ${screen?.do ?? ''}`;
  };

  test('the difference in price, by the month and by the year', async () => {
    expect(read(await played('defend-cancellation', 'thinking'), 'scope_gap')).toMatch(/€150 a month.*€1,800/s);
  });

  test('the floor of a compensation: 5,000 / 50 = 100', async () => {
    expect(read(await played('missed-delivery', 'in-time'), 'gift_floor')).toContain('€100.');
  });

  test('no floor, when nobody knows the numbers', async () => {
    expect((await played('missed-delivery', 'in-time', { marketing_budget: '' })).path).not.toContain('gift_floor');
  });
});

describe('checks', () => {
  test('a compensation under the floor needs a reason', async () => {
    await expect(played('missed-delivery', 'in-time', { gift_cost: 99 })).rejects.toThrow(
      /Less than a new customer costs/,
    );
  });

  test('a compensation that is worth no more than they lost needs a reason', async () => {
    await expect(played('missed-delivery', 'in-time', { gift_worth: 60 })).rejects.toThrow(/do not come out ahead/);
  });

  test('a presentation comes after the visit', async () => {
    await expect(played('defend-cancellation', 'visit', { visit_on: '+3', present_on: '+2' })).rejects.toThrow(
      /before the visit/,
    );
  });

  test('what we spend above the floor is put to the manager', async () => {
    const more = await played('missed-delivery', 'in-time', { gift_cost: 101, manager_more: 'yes' });
    expect((await played('missed-delivery', 'in-time')).path).not.toContain('manager_more');
    expect(more.path).toContain('manager_more');
  });
});
