import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../../src/playbook/outcomes.js';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../golden/playbook/ok', name), 'utf8');

function flowOf(text: string): Flow {
  const { flow, diagnostics } = compile(text);
  if (flow === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return flow;
}

const everything = flowOf(read('everything.yaml'));

const scope = {
  value: (name: string) => ({ big: true, seats: 0 })[name],
  visited: () => false,
  offers: () => 0,
  today: '2026-03-01',
};

describe('a flow', () => {
  test('has the head of the playbook, and is pinned by the hash of its text', () => {
    expect(everything).toMatchObject({
      id: 'everything',
      title: 'Everything: all keys',
      version: 12,
      language: 'pt-BR',
      about: 'interview',
      reason: 'reason',
      insist: 'leave_well',
      start: 'reason',
    });
    expect(everything.hash).toBe(createHash('sha256').update(everything.text).digest('hex'));
  });

  test('keeps the order of the file', () => {
    expect([...everything.steps.keys()].slice(0, 4)).toEqual(['reason', 'tactics', 'scope', 'manager']);
    expect([...everything.facts.keys()].slice(0, 3)).toEqual(['account', 'customer', 'monthly_value']);
    expect([...everything.outcomes.keys()]).toEqual(['saved', 'lost', 'cut']);
  });

  test('has typed facts', () => {
    expect(everything.facts.get('account')).toMatchObject({
      label: 'Account number',
      identifies: 'customer',
      question: { type: 'text', max: 12 },
    });
    expect(everything.facts.get('customer')?.question).toMatchObject({ personal: true, optional: false });
    expect(everything.facts.get('insured')?.question).toMatchObject({ type: 'yes_no', optional: true });
    expect(everything.facts.get('mood')?.question).toMatchObject({ type: 'scale', min: 1, max: 5 });
    expect(everything.facts.get('since')?.question).toMatchObject({ type: 'date', max: 'today' });
    const account = everything.facts.get('account')?.question;
    if (account?.type !== 'text') throw new Error('account is a text');
    expect([account.pattern?.matches('AB12'), account.pattern?.matches('xAB12')]).toEqual([true, false]);
  });

  test('has computed values', () => {
    expect(everything.computed.get('callback')?.value.evaluate(scope)).toBe('2026-03-03');
    expect(everything.computed.get('per_seat')?.value.evaluate(scope)).toBe(0);
    expect(everything.computed.get('yearly_value')).toMatchObject({ type: 'money', label: 'Yearly value' });
  });

  test('knows what an outcome needs', () => {
    expect(everything.outcomes.get('saved')?.needs).toEqual([{ kind: 'step', step: 'reason' }, { kind: 'note' }]);
    expect(everything.outcomes.has('hung_up')).toBe(false);
    expect([...BUILT_IN_OUTCOMES.keys()]).toEqual(['hung_up', 'wrong_number', 'abandoned', 'handed_over']);
  });

  test('has screens and routes', () => {
    expect(everything.steps.get('reason')).toMatchObject({
      source: ['C3'],
      jot: 'In their words',
      screen: true,
      line: 38,
      route: { kind: 'target', target: { go: 'tactics' } },
    });
    const tactics = everything.steps.get('tactics');
    expect(tactics).toMatchObject({ screen: false, route: { kind: 'try', by: 'reason', otherwise: ['know_them'] } });
    if (tactics?.route.kind !== 'try') throw new Error('tactics tries');
    expect([...tactics.route.lists]).toEqual([
      ['price', ['scope', 'manager']],
      ['quality', ['manager']],
    ]);
    expect(tactics.route.then).toEqual({ end: 'lost' });
    expect(everything.steps.get('know_them')?.route).toMatchObject({
      kind: 'branch',
      branches: [{ target: { go: 'when_to_call' } }, { target: { end: 'cut' } }],
      otherwise: { end: 'lost' },
    });
  });

  test('has options from sets and from yes and no', () => {
    const scopeStep = everything.steps.get('scope')?.ask;
    if (scopeStep?.type !== 'choice') throw new Error('scope asks for a choice');
    expect(scopeStep.options.map(({ id, label, words, target }) => ({ id, label, words, target }))).toEqual([
      { id: 'stays', label: 'Stays', words: false, target: { end: 'saved' } },
      { id: 'thinks', label: 'Thinks', words: true, target: undefined },
      { id: 'leaves', label: 'Leaves', words: false, target: { go: 'leave_well' } },
    ]);
    expect(everything.steps.get('manager')?.ask).toMatchObject({
      type: 'yes_no',
      options: [
        { id: 'yes', label: 'Agreed', target: { go: 'when_to_call' } },
        { id: 'no', label: 'No' },
      ],
    });
  });

  test('has the names in its texts apart', () => {
    const parts = everything.steps.get('scope')?.say?.parts ?? [];
    expect(parts.map((part) => (typeof part === 'string' ? part : [...part.reads]))).toEqual([
      'You pay ',
      ['per_seat'],
      ' a seat, ',
      ['tier'],
      ', since ',
      ['since'],
      '.',
    ]);
  });
});

describe('what a file may look like', () => {
  const first = read('first.yaml');

  test('Windows line ends and a byte order mark change nothing', () => {
    expect([...flowOf(`\ufeff${first.replaceAll('\n', '\r\n')}`).steps]).toHaveLength(flowOf(first).steps.size);
  });

  test('places in such a file are right', () => {
    const text = `\ufeff${first.replace('go: discount', 'go: dicsount').replaceAll('\n', '\r\n')}`;
    expect(compile(text).diagnostics[0]?.place).toEqual({ line: 19, column: 13, length: 8 });
  });
});
