import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compile } from '../../src/playbook/compile.js';
import { bundled } from './bundled.js';
import { type Answers, type Played, play } from './play.js';

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
] as const;

function played(playbook: string, name: string, change: Answers = {}): Played {
  const file = `${playbook}.yaml`;
  const { flow } = compile(bundled.get(file) ?? '');
  if (!flow) throw new Error(`${file} does not compile`);
  const answers = parse(readFileSync(join(folder, `${playbook}-${name}.yaml`), 'utf8')) as Answers;
  return play(flow, { ...answers, ...change }, '2026-11-21');
}

test('every file of answers is played', () => {
  expect(readdirSync(folder).sort()).toEqual(calls.map(([playbook, name]) => `${playbook}-${name}.yaml`).sort());
});

test.each(calls)(
  '%s, %s: ends as %s, with every answer asked for and no check overridden',
  (playbook, name, outcome) => {
    const { unused, overridden, ...call } = played(playbook, name);
    expect({ outcome: call.outcome, unused, overridden }).toEqual({ outcome, unused: [], overridden: 0 });
  },
);

describe('what the rep reads', () => {
  const read = ({ screens }: Played, step: string) => {
    const screen = screens.find((candidate) => candidate.step === step);
    return `${screen?.say ?? ''} ${screen?.do ?? ''}`;
  };

  test('the difference in price, by the month and by the year', () => {
    expect(read(played('defend-cancellation', 'thinking'), 'scope_gap')).toMatch(/€150 a month.*€1,800/s);
  });

  test('the floor of a compensation: 5,000 / 50 = 100', () => {
    expect(read(played('missed-delivery', 'in-time'), 'gift_floor')).toContain('€100.');
  });

  test('no floor, when nobody knows the numbers', () => {
    expect(played('missed-delivery', 'in-time', { marketing_budget: '' }).path).not.toContain('gift_floor');
  });
});

describe('checks', () => {
  test('a compensation under the floor needs a reason', () => {
    expect(() => played('missed-delivery', 'in-time', { gift_cost: 99 })).toThrow(/Less than a new customer costs/);
  });

  test('a compensation that is worth no more than they lost needs a reason', () => {
    expect(() => played('missed-delivery', 'in-time', { gift_worth: 60 })).toThrow(/do not come out ahead/);
  });

  test('a presentation comes after the visit', () => {
    expect(() => played('defend-cancellation', 'visit', { visit_on: '+3', present_on: '+2' })).toThrow(
      /before the visit/,
    );
  });

  test('what we spend above the floor is put to the manager', () => {
    expect(played('missed-delivery', 'in-time').path).not.toContain('manager_more');
    expect(played('missed-delivery', 'in-time', { gift_cost: 101, manager_more: 'yes' }).path).toContain(
      'manager_more',
    );
  });
});
