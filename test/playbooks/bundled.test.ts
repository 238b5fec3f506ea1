import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/playbook/check.js';
import { bundled, flowOf, textOf } from './bundled.js';
import { reachable, ways } from './graph.js';

describe.each([...bundled.keys()].map((file) => file.replace('.yaml', '')))('%s', (id) => {
  test('has rules, and is checked without a word: they are proved', () => {
    expect(check(textOf(id) ?? '', textOf).diagnostics).toEqual([]);
    expect(flowOf(id).rules.length).toBeGreaterThan(1);
  });

  test('says no more than a rep can say in one breath or two', () => {
    const long = [...flowOf(id).steps.values()].filter(({ say }) => (say?.source.trim().split(/\s+/).length ?? 0) > 45);
    expect(long.map(({ id: step }) => step)).toEqual([]);
  });

  test('reaches every step, the way out for a customer who insists, and every outcome', () => {
    const flow = flowOf(id);
    const cards = [...flow.cards.values()].map(({ start }) => start);
    const steps = reachable(flow, () => false, flow.start, ...cards);
    expect([...flow.steps.keys()].filter((step) => step !== flow.insist && !steps.has(step))).toEqual([]);
    const ends = new Set([...ways(flow)].map(({ target }) => ('end' in target ? target.end : undefined)));
    expect([...flow.outcomes.keys()].filter((outcome) => !ends.has(outcome))).toEqual([]);
  });

  test('counts nobody as saved without evidence', () => {
    const saved = [...flowOf(id).outcomes.values()].filter(({ group }) => group === 'saved');
    expect(saved.filter(({ needs }) => needs.length < 2)).toEqual([]);
  });
});

describe('defend-cancellation', () => {
  const tactics = [
    ...['own_it', 'in_our_shoes', 'visit', 'manager', 'know_them'],
    ...['stay_incentive', 'behind_price', 'scope', 'apart', 'local'],
  ];

  test.each(tactics)('tries %s for some reason', (tactic) => {
    const { route } = flowOf('defend-cancellation').steps.get('tactics') ?? {};
    const lists = route?.kind === 'try' ? [...route.lists.values(), route.otherwise] : [];
    expect(lists.flat()).toContain(tactic);
  });

  test('keeps the incentive for last', () => {
    const { route } = flowOf('defend-cancellation').steps.get('tactics') ?? {};
    const lists = route?.kind === 'try' ? [...route.lists.values(), route.otherwise] : [];
    const misplaced = lists.filter((list) => list.includes('stay_incentive') && list.at(-1) !== 'stay_incentive');
    expect(misplaced).toEqual([]);
  });

  test('asks leave before a third tactic', () => {
    const { route } = flowOf('defend-cancellation').steps.get('tactics') ?? {};
    const lists = route?.kind === 'try' ? [...route.lists.values(), route.otherwise] : [];
    expect(lists.filter((list) => list.length > 2 && list[2] !== 'may_i')).toEqual([]);
  });

  test('lets a customer stop it at every question of a tactic', () => {
    const flow = flowOf('defend-cancellation');
    const persuading = [...flow.steps.values()].flatMap(({ id, ask }) =>
      ask?.type === 'choice' && ask.options.some(({ target }) => target && 'go' in target && target.go === 'tactics')
        ? [{ id, exits: ask.options.some(({ target }) => target && 'go' in target && target.go === 'last_day') }]
        : [],
    );
    expect(persuading.length).toBeGreaterThan(10);
    expect(persuading.filter(({ exits }) => !exits)).toEqual([]);
  });

  test('argues with nobody whose business closes', () => {
    const flow = flowOf('defend-cancellation');
    const closing = ways(flow).find(({ from, option }) => from === 'reason' && option === 'closing')?.target;
    const after = reachable(flow, () => false, closing && 'go' in closing ? closing.go : flow.start);
    expect(tactics.filter((tactic) => after.has(tactic))).toEqual([]);
  });
});

describe('missed-delivery', () => {
  const flow = () => flowOf('missed-delivery');

  test('apologises to nobody who is not satisfied', () => {
    expect(reachable(flow()).has('apology')).toBe(true);
    expect(reachable(flow(), ({ from, option }) => from === 'satisfied' && option === 'yes').has('apology')).toBe(
      false,
    );
  });

  test('speaks to nobody’s boss without permission', () => {
    expect(reachable(flow()).has('tell_boss')).toBe(true);
    const refused = reachable(flow(), ({ from, option }) => from === 'permission' && option === 'granted');
    expect(refused.has('tell_boss')).toBe(false);
  });

  test('rings a customer only when the manager knows', () => {
    const untold = reachable(
      flow(),
      ({ from, option }) => (from === 'manager_knows' && option === 'yes') || from === 'tell_manager',
    );
    expect(untold.has('manager_knows')).toBe(true);
    expect(untold.has('dial')).toBe(false);
  });

  test('saves nothing: its outcomes are done, pending or lost', () => {
    const groups = new Set([...flow().outcomes.values()].map(({ group }) => group));
    expect(groups).toEqual(new Set(['done', 'pending', 'lost']));
  });

  test('says options, never alternatives', () => {
    const words = [...flow().steps.values()].map(({ say }) => say?.source ?? '').join('\n');
    expect(words).toMatch(/\boptions?\b/);
    expect(words).not.toMatch(/alternative/i);
  });
});

describe('exit-interview', () => {
  const flow = () => flowOf('exit-interview');

  test('is not held by the account manager or the regular contact', () => {
    const others = (way: { from: string; option?: string }) =>
      way.from === 'who_asks' && way.option !== 'account_manager' && way.option !== 'regular_contact';
    expect([...reachable(flow(), others)].sort()).toEqual(['hand_over', 'who_asks']);
  });

  test('records nobody who has not agreed', () => {
    expect(reachable(flow()).has('record')).toBe(true);
    const agreed = (way: { from: string; option?: string }) => way.from === 'consent' && way.option === 'agreed';
    expect(reachable(flow(), agreed).has('record')).toBe(false);
  });

  test('puts price fifth', () => {
    const ask = flow().steps.get('reason')?.ask;
    expect(ask?.type === 'choice' && ask.options.findIndex(({ id }) => id === 'price')).toBe(4);
  });
});
