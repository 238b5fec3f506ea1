import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { conduct } from '../../src/call/conduct.js';
import { scriptedRep } from '../../src/call/scripted-rep.js';
import { openSession } from '../../src/call/session.js';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { recordScenario } from '../../src/rehearsal/record.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { openLog } from '../../src/store/open-log.js';
import { flowOf, SCRIPTS, scripts } from '../playbooks/bundled.js';
import { beforehand, script } from '../playbooks/play.js';
import { freshLog } from '../terminal/log.js';

const today = '2026-11-21';

/** Plays a file of answers into a real log, and reads the call back. */
async function logged(playbook: string, text: string) {
  const flow = flowOf(playbook);
  const { answers, wrapUp } = script(text);
  const log = openLog(freshLog());
  try {
    const now = Date.parse(`${today}T10:00:00Z`);
    const clock = { now: () => now, offset: () => 0, steady: () => 0 };
    const session = openSession({ log, clock, newId: randomUUID }, flow, randomUUID());
    const facts = beforehand(flow, answers);
    session.dispatch({ type: 'start', rep: 'Robin', role: flow.runBy, currency: 'EUR', locale: 'en-GB', facts });
    const parting = await conduct(
      session,
      scriptedRep(answers, wrapUp, () => {}),
    );
    if (parting.kind !== 'ended') throw new Error(JSON.stringify(parting));
    return { flow, events: log.read(session.call) };
  } finally {
    log.close();
  }
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
