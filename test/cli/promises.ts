import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';
import { freshLog } from '../terminal/log.js';
import { run } from './run.js';

/** Asks for a day, and proposes what is to be done by then; its file is not called after its id. */
export const TALK = `playbook: talk
title: A talk
version: 1
language: en
about: interview
facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
outcomes:
  over: {label: Over, group: done}
  waiting: {label: Waiting, group: pending}
steps:
  - id: day
    say: Which day?
    ask: {type: date}
  - id: again
    say: How often?
    follow_up: {on: day, what: "Call {{ customer }} back", channel: phone, call: talk}
    ask: {type: choice, options: {once: {label: Once, end: over}, weekly: Weekly, boss: {label: By the boss, go: boss}}}
  - id: weekly
    say: Weekly, then.
    follow_up: {on: day, what: Write, repeat: every 1 week, times: 3}
    end: over
  - id: boss
    say: By the boss, then.
    follow_up: {on: day, what: Sign, by: manager}
    end: waiting
`;

/** Lines that leave all as it stands, up to the end of a call. */
export const ENTERS = '\n'.repeat(9);

/** A log, a folder with the playbook, and calls in it that promised something for a day. */
export function promising() {
  const log = freshLog();
  const folder = tempFolder();
  const playbook = join(folder, 'renamed.yaml');
  writeFileSync(playbook, TALK);
  const holdfast = (...args: readonly string[]) => run([...args, '--db', log], '', {}, folder);
  return {
    log,
    playbook,
    folder,
    holdfast,
    /** Takes a call; what it promised is due on that day. */
    promise: async (customer: string, day: string, again = 'once', rep = 'Robin') => {
      const answers = join(folder, 'answers.yaml.txt');
      writeFileSync(answers, `day: "${day}"\nagain: ${again}\n`);
      const flags = ['--db', log, '--customer', customer, '--rep', rep, '--answers', answers];
      const { code, stderr } = await run(['call', playbook, ...flags]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
    /** The follow-ups as other programs read them. */
    list: async (...flags: readonly string[]): Promise<readonly Row[]> =>
      JSON.parse((await holdfast('followups', '--json', ...flags)).stdout),
    /** The types of the latest events of a call. */
    latest: (call: string, count: number) => {
      const open = openLog(log);
      try {
        return open
          .read(call)
          .slice(-count)
          .map(({ body }) => body);
      } finally {
        open.close();
      }
    },
  };
}

export interface Row {
  readonly id: string;
  readonly status: string;
  readonly day: string;
  readonly due: string;
  readonly what: string;
  readonly customer: string | null;
  readonly by: string;
  readonly rep: string;
  readonly call: string;
  readonly follow_up: string;
  readonly past: number;
}
