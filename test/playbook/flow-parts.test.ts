import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { usedFlows } from '../../src/playbook/uses.js';
import { find, GOLDEN } from './find-golden.js';

function flowOf(text: string, look = find): Flow {
  const { flow, diagnostics } = compile(text, look);
  if (flow === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return flow;
}

const golden = (name: string) => flowOf(readFileSync(join(GOLDEN, 'ok', `${name}.yaml`), 'utf8'));

describe('cards', () => {
  const flow = golden('cards');

  test('have the digit they name, and the free ones in their order', () => {
    expect([...flow.cards.values()].map(({ id, key, start }) => [id, key, start])).toEqual([
      ['competitor', '3', 'competitor'],
      ['in_writing', '2', 'in_writing'],
      ['quick', '1', 'quick'],
      ['unsure', '4', 'unsure'],
      ['boss', '5', 'boss_why'],
    ]);
    expect(flow.cards.get('competitor')?.on).toEqual(new Set(['reason', 'stay']));
    expect(flow.cards.get('quick')).not.toHaveProperty('on');
  });

  test('the tenth has no digit', () => {
    const many = Array.from({ length: 11 }, (_, index) => `  c${index}: {label: C, say: C., key: ${index + 1}}\n`)
      .join('')
      .replaceAll(/, key: (1|10|11)\}/g, '}');
    const text = readFileSync(join(GOLDEN, 'ok/smallest.yaml'), 'utf8').replace('steps:', `cards:\n${many}steps:`);
    expect([...flowOf(text).cards.values()].map(({ key }) => key)).toEqual([
      ...['1', '2', '3', '4', '5', '6', '7', '8', '9', undefined, undefined],
    ]);
  });

  test('have steps that stand after those of the playbook, and know their card', () => {
    expect([...flow.steps.values()].map(({ id, card }) => (card === undefined ? id : `${card}/${id}`))).toEqual([
      ...['reason', 'stay', 'carry_out', 'goodbye'],
      ...['competitor/competitor', 'in_writing/in_writing', 'quick/quick', 'unsure/unsure'],
      ...['boss/boss_why', 'boss/boss_try', 'boss/boss_listen', 'boss/boss_price', 'boss/boss_now'],
    ]);
  });

  test('come back from the last step, and where they say so', () => {
    const route = (id: string) => flow.steps.get(id)?.route;
    expect(route('competitor')).toEqual({ kind: 'target', target: { return: true } });
    expect(route('boss_now')).toEqual({ kind: 'target', target: { return: true } });
    expect(route('boss_try')).toMatchObject({ then: { return: true } });
    expect(route('unsure')).toMatchObject({ otherwise: { return: true } });
    expect(flow.steps.get('unsure')?.ask).toMatchObject({ options: [{ target: { return: true } }, {}] });
    expect(route('quick')).toEqual({ kind: 'target', target: { go: 'carry_out' } });
  });
});

test('a step knows the one that follows in its own list', () => {
  const { steps } = golden('cards');
  const following = (id: string) => steps.get(id)?.following;
  expect([following('stay'), following('goodbye')]).toEqual(['carry_out', undefined]);
  expect([following('competitor'), following('boss_price'), following('boss_now')]).toEqual([
    undefined,
    'boss_now',
    undefined,
  ]);
});

describe('offers', () => {
  const flow = golden('offers');

  test('have what they cost, whom they suit, who may make them and how often', () => {
    expect(flow.offers.get('free_month')).toMatchObject({ label: 'A free month', authority: 'rep', times: 2 });
    expect(flow.offers.get('free_month')?.suits).toEqual(new Set(['price', 'service']));
    expect(flow.offers.get('discount')).toMatchObject({ authority: 'manager', times: 1 });
    expect(flow.offers.get('discount')).not.toHaveProperty('suits');
    const scope = { value: () => 50, visited: () => false, offers: () => 0, today: '2026-01-01' };
    expect(flow.offers.get('discount')?.cost?.evaluate(scope)).toBe(60);
  });

  test('are made by steps that lead on by how they were taken', () => {
    expect(flow.steps.get('put_it')).toMatchObject({
      screen: true,
      offer: {
        offers: ['free_month', 'discount', 'visit'],
        replies: [
          { id: 'accepted', label: 'Accepts', target: { go: 'agreed' } },
          { id: 'considering', label: 'Wants to sleep on it', target: { end: 'pending' } },
          { id: 'declined', label: 'Says no' },
        ],
      },
    });
  });

  test('are evidence, as follow-ups are, unless a step has the name', () => {
    expect(flow.outcomes.get('saved')?.needs).toEqual([
      { kind: 'step', step: 'reason' },
      { kind: 'offer' },
      { kind: 'step', step: 'put_it' },
    ]);
    expect(golden('later').outcomes.get('lost')?.needs[0]).toEqual({ kind: 'follow_up' });
    expect(golden('older-names').outcomes.get('lost')?.needs).toEqual([
      { kind: 'step', step: 'offer' },
      { kind: 'step', step: 'follow_up' },
      { kind: 'note' },
    ]);
  });

  test('the least role that may take the call', () => {
    expect([flow.runBy, golden('use').runBy, golden('cards').runBy]).toEqual(['team_lead', 'manager', 'rep']);
  });
});

describe('playbooks that are used', () => {
  const flow = golden('use');

  test('are told what is passed, and have an option for each outcome', () => {
    const use = flow.steps.get('defend')?.use;
    expect(use?.flow.id).toBe('defend');
    expect([...(use?.with ?? [])]).toEqual([
      ['customer', 'customer'],
      ['monthly', 'pays_money'],
      ['reason', 'reason'],
    ]);
    expect(use?.outcomes).toEqual([
      { id: 'saved', label: 'Stays', words: false, target: { go: 'thanks' } },
      { id: 'lost', label: 'Leaves', words: false },
    ]);
    expect(flow.steps.get('again_defend')?.use?.outcomes).toMatchObject([{}, { target: { return: true } }]);
    expect(flow.steps.get('defend')?.screen).toBe(false);
  });

  test('come to a built-in outcome where a step of theirs ends with it', () => {
    const child = find('defend')?.replace('no: {end: lost}', 'no: {end: wrong_number}');
    const used = flowOf(flow.text, (id) => (id === 'defend' ? child : find(id)));
    const outcomes = used.steps.get('defend')?.use?.outcomes ?? [];
    expect(outcomes.map(({ id, label }) => [id, label])).toEqual([
      ['saved', 'Stays'],
      ['lost', 'Leaves'],
      ['wrong_number', 'Wrong number'],
    ]);
  });

  test('are listed, those below too, each text once', () => {
    const text = (id: string, uses: readonly string[]) =>
      `playbook: ${id}
title: A
version: 1
language: en
about: loss
outcomes: {lost: {label: Lost, group: lost}}
steps:
${uses.map((used) => `  - {id: u_${used}, use: ${used}}\n`).join('')}  - {id: bye, say: Bye., end: lost}\n`;
    const texts = new Map([
      ['a', text('a', ['b', 'c'])],
      ['b', text('b', ['d', 'c'])],
      ['c', text('c', ['d'])],
      ['d', text('d', [])],
    ]);
    const asked: string[] = [];
    const all = flowOf(texts.get('a') ?? '', (id) => {
      asked.push(id);
      return texts.get(id);
    });
    expect(usedFlows(all).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(asked.sort()).toEqual(['b', 'c', 'd']);
    expect(usedFlows(golden('cards'))).toEqual([]);
  });
});

describe('what is promised', () => {
  const flow = golden('later');
  const followUps = [...flow.steps.values(), ...flow.outcomes.values()].flatMap((each) => each.followUps);

  test('is due after a time, or on a day', () => {
    expect(followUps.map(({ due }) => ('on' in due ? due.on.source : due))).toEqual([
      'promise',
      { count: 1, unit: 'month' },
      { count: 6, unit: 'week' },
      { count: 0, unit: 'day' },
      { count: 1, unit: 'day' },
      { count: 10, unit: 'business_day' },
      'ask_on',
    ]);
  });

  test('comes again', () => {
    expect(followUps.map(({ repeat, times }) => [repeat && `${repeat.count} ${repeat.unit}`, times])).toEqual([
      ['2 business_day', undefined],
      ['1 day', undefined],
      ['6 week', undefined],
      [undefined, undefined],
      [undefined, undefined],
      ['1 month', 12],
      [undefined, undefined],
    ]);
  });

  test('has an id of its own, though a step and an outcome share a name', () => {
    expect(followUps.map(({ id }) => id)).toEqual(['promise', 'lost', 'lost_2', 'lost_3', 'lost_4', 'lost_5', 'later']);
    const drafts = [...flow.steps.values(), ...flow.outcomes.values()].flatMap((each) => each.drafts);
    expect(drafts.map(({ id, kind }) => [id, kind])).toEqual([
      ['why', 'email'],
      ['why_2', 'letter'],
      ['lost', 'letter'],
    ]);
  });

  test('has an id that no other step can come to', () => {
    const promise = '{in: 1 day, what: W}';
    const { steps } = flowOf(
      readFileSync(join(GOLDEN, 'ok/smallest.yaml'), 'utf8').replace(
        'steps:',
        `steps:
  - {id: a_3, say: A., follow_up: ${promise}}
  - {id: a, say: A., follow_up: [${promise}, ${promise}, ${promise}]}
  - {id: a_2, say: A., follow_up: ${promise}}`,
      ),
    );
    const ids = [...steps.values()].flatMap(({ followUps }) => followUps.map(({ id }) => id));
    expect(ids).toEqual(['a_3', 'a', 'a_2', 'a_4', 'a_2_2']);
  });

  test('says who, how, and with which playbook', () => {
    expect(followUps.map(({ by, channel, call }) => [by, channel, call])).toEqual([
      ['rep', 'phone', undefined],
      ['rep', 'visit', undefined],
      ['rep', undefined, undefined],
      ['rep', 'letter', undefined],
      ['team_lead', undefined, undefined],
      ['rep', undefined, undefined],
      ['rep', undefined, 'later'],
    ]);
  });

  test('is nothing in a playbook without any, and in the outcomes that are always there', () => {
    const plain = golden('first');
    const all = [...plain.steps.values(), ...plain.outcomes.values()];
    expect(all.filter(({ followUps: some, drafts }) => some.length + drafts.length > 0)).toEqual([]);
    expect([plain.cards.size, plain.offers.size, plain.runBy]).toEqual([0, 0, 'rep']);
  });
});
