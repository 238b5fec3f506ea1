import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { recordScenario } from '../../src/rehearsal/record.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { flowOf, SCRIPTS, scripts } from '../playbooks/bundled.js';
import { play, script } from '../playbooks/play.js';

const today = '2026-11-21';

/** Plays a file of answers into a real log, and reads the call back. */
async function logged(playbook: string, text: string) {
  const flow = flowOf(playbook);
  return { flow, events: (await play(flow, script(text), today, flow.runBy)).logged };
}

async function recorded(playbook: string, text: string) {
  const { flow, events } = await logged(playbook, text);
  const { text: item, notes } = recordScenario(flow, events, 'recorded');
  const file = `playbook: ${flow.id}\nscenarios:\n${item}\n`;
  const read = readScenarios(file, flow);
  const [scenario] = read.scenarios ?? [];
  if (scenario === undefined) throw new Error(`${JSON.stringify(read.diagnostics)}\n${file}`);
  return { item, notes, judged: await judgeScenario(flow, scenario), events };
}

describe('a call that was played passes as a scenario', () => {
  test.each(scripts)('%s', async (file, playbook) => {
    const { judged, item } = await recorded(playbook, readFileSync(join(SCRIPTS, file), 'utf8'));
    expect([item, judged.failures]).toEqual([item, []]);
  });
});
