import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { coverageOf } from '../../src/rehearsal/coverage.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { flowOf } from '../playbooks/bundled.js';

const files = readdirSync('playbooks').filter((name) => name.endsWith('.test.yaml'));

describe('the scenarios of the bundled playbooks', () => {
  test.each(files)('%s: all pass, and come by every step, option and card', async (name) => {
    const flow = flowOf(name.replace('.test.yaml', ''));
    const { scenarios, diagnostics } = readScenarios(readFileSync(`playbooks/${name}`, 'utf8'), flow);
    expect(diagnostics).toEqual([]);
    const judged = await Promise.all((scenarios ?? []).map((scenario) => judgeScenario(flow, scenario)));
    expect(judged.flatMap(({ scenario, failures }) => failures.map(({ message }) => [scenario.name, message]))).toEqual(
      [],
    );
    const full = coverageOf(flow, judged).filter(({ kind }) => ['steps', 'options', 'cards'].includes(kind));
    expect(full.flatMap(({ missing }) => missing.map(({ label }) => label))).toEqual([]);
    expect(full.map(({ kind }) => kind)).toEqual(['steps', 'options', 'cards']);
  });
});
