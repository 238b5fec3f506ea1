import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { coverageOf } from '../../src/rehearsal/coverage.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { bundled, flowOf } from './bundled.js';

describe.each([...bundled.keys()].map((file) => file.replace('.yaml', '')))('%s', (id) => {
  const file = `playbooks/${id}.test.yaml`;
  const read = () => readScenarios(readFileSync(file, 'utf8'), flowOf(id));

  test('has scenarios, which can be read', () => {
    expect(existsSync(file)).toBe(true);
    expect(read().diagnostics).toEqual([]);
  });

  test('passes them all, and they come by every step, option and card', async () => {
    const flow = flowOf(id);
    const judged = await Promise.all((read().scenarios ?? []).map((scenario) => judgeScenario(flow, scenario)));
    expect(judged.flatMap(({ scenario, failures }) => failures.map(({ message }) => [scenario.name, message]))).toEqual(
      [],
    );
    const full = coverageOf(flow, judged).filter(({ kind }) => ['steps', 'options', 'cards'].includes(kind));
    expect(full.flatMap(({ missing }) => missing.map(({ label }) => label))).toEqual([]);
    expect(full.map(({ kind }) => kind)).toEqual(['steps', 'options', 'cards']);
  });

  test('comes to each of its outcomes in some scenario, and says what is promised and written there', () => {
    const expected = (read().scenarios ?? []).map(({ expect: of }) => of);
    const outcomes = new Set(expected.map(({ outcome }) => outcome?.value));
    expect([...flowOf(id).outcomes.keys()].filter((outcome) => !outcomes.has(outcome))).toEqual([]);
    const silent = expected.filter(({ followUps, drafts }) => followUps === undefined || drafts === undefined);
    expect(silent).toEqual([]);
  });
});
