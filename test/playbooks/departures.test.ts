import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../src/playbook/flow.js';
import { bundled, flowOf } from './bundled.js';
import { reachable, type Way, ways } from './graph.js';

const offering = (flow: Flow): readonly string[] =>
  [...flow.steps.values()].flatMap(({ id, offer, use }) => (offer || use ? [id] : []));

const targetOf = (flow: Flow, from: string, option: string): string => {
  const target = ways(flow).find((way) => way.from === from && way.option === option)?.target;
  if (target === undefined || !('go' in target)) throw new Error(`${from} leads nowhere by ${option}`);
  return target.go;
};

const picks = (from: string, option: string) => (way: Way) => way.from === from && way.option === option;

/** The outcomes that a call can come to. */
const endsFrom = (flow: Flow, barred?: (way: Way) => boolean, ...starts: readonly string[]): readonly string[] => {
  const seen = reachable(flow, barred, ...starts);
  const open = ways(flow).filter((way) => seen.has(way.from) && barred?.(way) !== true);
  return [...new Set(open.flatMap(({ target }) => ('end' in target ? [target.end] : [])))].sort();
};

describe('cancellation-request', () => {
  const flow = flowOf('cancellation-request');

  test('makes offers, and uses what defends a cancellation', () => {
    expect(offering(flow)).toEqual(['for_service', 'for_money', 'for_use', 'less', 'defend']);
    expect(flow.steps.get('defend')?.use?.flow.id).toBe('defend-cancellation');
  });

  test.each([
    ['who insists', flow.insist ?? ''],
    ['whose business closes', targetOf(flow, 'reason', 'closing')],
    ['who has signed elsewhere for good', targetOf(flow, 'signed', 'final')],
    ['who wrote, and is not reached', targetOf(flow, 'no_answer', 'in_letter')],
  ])('offers nothing to a customer %s', (_, start) => {
    const after = reachable(flow, undefined, start);
    expect(offering(flow).filter((step) => after.has(step))).toEqual([]);
  });

  test('lets a customer go at every question that could hold them up', () => {
    const just = ['talk', 'rang', 'before_you_go', 'better_price', 'angry', 'no_time', 'signed', 'gone'];
    const held = just.filter(
      (step) => !ways(flow).some(({ from, target }) => from === step && 'go' in target && target.go === flow.insist),
    );
    expect(held).toEqual([]);
  });

  test('counts nobody as cancelled whose cancellation was not arranged', () => {
    const cards = [...flow.cards.values()].map(({ start }) => start);
    const arranged = ({ from }: Way) => from === 'read_back' || from === 'book_it';
    const ends = endsFrom(flow, arranged, flow.start, ...cards);
    expect(ends).toContain('thinking');
    expect(ends).not.toContain('cancelled');
    expect(ends).not.toContain('closed');
  });

  test('writes to nobody who would rather have no letter', () => {
    const refused = [targetOf(flow, 'farewell', 'no'), targetOf(flow, 'may_write', 'no')];
    expect(reachable(flow, undefined, ...refused).has('sign_letter')).toBe(false);
  });
});

describe('backup-vendor', () => {
  const flow = flowOf('backup-vendor');

  test('is nobody’s backup who has not said yes', () => {
    const yes = (way: Way) => picks('be_backup', 'gladly')(way) || picks('be_second', 'gladly')(way);
    expect(endsFrom(flow)).toContain('backup');
    // "Yes, gladly" goes on to the following step, as does no other option.
    const unasked = (way: Way) => yes(way) || (way.from === 'be_backup' && way.option === undefined);
    expect(endsFrom(flow, unasked)).not.toContain('backup');
  });

  test('asks for referrals only once we are the backup', () => {
    expect(reachable(flow).has('who_else')).toBe(true);
    expect(reachable(flow, ({ from }) => from === 'requirements').has('who_else')).toBe(false);
  });
});

describe('win-back', () => {
  const flow = flowOf('win-back');

  test('saves nothing: the save rate is for those who were about to leave', () => {
    expect([...flow.outcomes.values()].map(({ group }) => group)).not.toContain('saved');
    expect(flow.about).not.toBe('cancellation');
  });

  test('makes its offer only with leave, and only once', () => {
    expect(reachable(flow, picks('may_offer', 'tell')).has('new_offer')).toBe(false);
    expect(reachable(flow, undefined, flow.insist ?? '').has('new_offer')).toBe(false);
  });
});

describe.each(['backup-vendor', 'win-back'])('%s', (id) => {
  const flow = flowOf(id);

  test('promises nothing to somebody who wants no contact', () => {
    const after = [...reachable(flow, undefined, 'no_more')];
    expect(after.flatMap((step) => flow.steps.get(step)?.followUps ?? [])).toEqual([]);
    expect(endsFrom(flow, undefined, 'no_more')).toEqual(['no_contact']);
  });
});

test.each([...bundled.keys()])('%s reminds nobody more often than every four weeks', (file) => {
  const days = { day: 1, business_day: 1, week: 7, month: 30 };
  const flow = flowOf(file.replace('.yaml', ''));
  const all = [...flow.steps.values(), ...flow.outcomes.values()].flatMap(({ followUps }) => followUps);
  const often = all.filter(({ repeat }) => repeat && repeat.count * days[repeat.unit] < 28);
  expect(often.map(({ id }) => id)).toEqual([]);
});
