import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { CTRL, ENTER } from './keys.js';
import { answersIn, bodies, freshLog, intact } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast, type Terminal } from './terminal.js';

const steps = `  - {id: first, say: First, ask: {type: yes_no}}
  - {id: second, say: Second, ask: {type: text}}
  - {id: third, say: Third, ask: {type: yes_no}, end: over}
`;

/** Another program that writes to the log and does not come to an end: every write of ours is refused. */
function lockOf(log: string) {
  const other = new Database(log);
  other.exec('BEGIN IMMEDIATE');
  return {
    release: () => {
      other.exec('ROLLBACK');
      other.close();
    },
  };
}

async function refused(log: string): Promise<{ terminal: Terminal; lock: ReturnType<typeof lockOf> }> {
  const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
  await terminal.sees('First');
  const lock = lockOf(log);
  terminal.type('y');
  await terminal.sees((screen) => screen.includes('NOT SAVED') && screen.includes('Second'));
  return { terminal, lock };
}

describe('a log that refuses to be written', () => {
  test('says NOT SAVED, lets the call go on, and has the answers once it can', async () => {
    const log = freshLog();
    const { terminal, lock } = await refused(log);
    terminal.type(`in between${ENTER}`);
    await terminal.sees((screen) => screen.includes('NOT SAVED') && screen.includes('Third'));
    expect(terminal.screen()).toContain('◌ not saved: First: Yes');
    expect(terminal.screen()).not.toContain('✓');
    expect(answersIn(log)).toEqual([]);
    lock.release();
    await terminal.sees((screen) => !screen.includes('NOT SAVED') && screen.includes('Third'));
    expect(answersIn(log)).toEqual([
      ['first', true],
      ['second', 'in between'],
    ]);
    terminal.type(`n${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(answersIn(log)).toHaveLength(3);
    expect(intact(log)).toBe(true);
  });

  test('keeps the end of a call on the screen until it is saved', async () => {
    const log = freshLog();
    const { terminal, lock } = await refused(log);
    terminal.type(`in between${ENTER}n${ENTER}`);
    await terminal.sees('The end of this call is not on disk yet');
    lock.release();
    await terminal.sees((screen) => !screen.includes('NOT SAVED'));
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended' });
  });

  test('tells whoever leaves all the same what is missing, and fails', async () => {
    const log = freshLog();
    const { terminal, lock } = await refused(log);
    terminal.type(`in between${ENTER}`);
    await terminal.sees('Third');
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(1);
    const shown = terminal.screen();
    expect(shown).toContain('NOT SAVED');
    expect(shown).toContain('First: Yes');
    expect(shown).toContain('Second: in between');
    lock.release();
    expect(answersIn(log)).toEqual([]);
  });
});
