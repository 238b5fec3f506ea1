import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { formatDiagnostic } from '../../src/playbook/frame.js';
import { SCENARIO_CODES } from '../../src/playbook/scenario-codes.js';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { file, flowOf, PLAYBOOK } from './scenario-playbook.js';

const GOLDEN = 'test/golden/scenarios';
const update = process.env['UPDATE_GOLDEN'] === '1';
const goldens = readdirSync(GOLDEN).filter((name) => name.endsWith('.yaml'));
const flow = flowOf();

/** A file with one mistake: it is told once, and nothing is played. */
describe('files of scenarios with one mistake', () => {
  test.each(goldens)('%s', (name) => {
    const text = readFileSync(join(GOLDEN, name), 'utf8');
    const { diagnostics, scenarios } = readScenarios(text, flow);
    const shown = diagnostics.map((each) => `${formatDiagnostic(name, text, each)}\n`).join('\n');
    const expected = join(GOLDEN, name.replace(/yaml$/, 'txt'));
    if (update) writeFileSync(expected, shown);
    expect(shown).toBe(readFileSync(expected, 'utf8'));
    expect([diagnostics.length, scenarios]).toEqual([1, undefined]);
  });

  test('every code has one', () => {
    const told = goldens.flatMap((name) => readScenarios(readFileSync(join(GOLDEN, name), 'utf8'), flow).diagnostics);
    const codes = new Set(told.map(({ code }) => code));
    // It would be too large to be read.
    codes.add('too-many-scenarios');
    expect(Object.keys(SCENARIO_CODES).filter((code) => !codes.has(code))).toEqual([]);
  });
});

test('no more scenarios than can be played', () => {
  const many = Array.from(
    { length: 1001 },
    (_, nth) => `  - {name: n${nth}, answers: {reason: other}, expect: {outcome: lost}}\n`,
  );
  expect(readScenarios(file(many.join('')), flow).diagnostics.map(({ code }) => code)).toEqual(['too-many-scenarios']);
});

test('only the role that may take a call takes it, and the least of them unless it is said', () => {
  const led = flowOf(PLAYBOOK.replace('reason: reason\n', 'reason: reason\nrun_by: team_lead\n'));
  const scenario = (role: string) =>
    file(`  - {name: goes, ${role}answers: {reason: other}, expect: {outcome: lost}}\n`);
  expect(readScenarios(scenario(''), led).scenarios?.[0]?.role).toBe('team_lead');
  expect(readScenarios(scenario('role: rep, '), led).diagnostics.map(({ message }) => message)).toEqual([
    'a rep may not take this call',
  ]);
});

test('names of every object are names like others', () => {
  const names = ['constructor', '__proto__', 'toString'];
  const answers = names.map((name) => `${name}: x`).join(', ');
  const { diagnostics } = readScenarios(
    file(`  - {name: goes, answers: {${answers}}, expect: {outcome: lost}}\n`),
    flow,
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-step', 'unknown-step', 'unknown-step']);
});
