import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compile } from '../../src/playbook/compile.js';
import { bundled } from '../playbooks/bundled.js';
import type { Answers } from '../playbooks/play.js';
import { bodies, freshLog, intact } from './log.js';
import { holdfast } from './terminal.js';
import { strokes } from './typist.js';

const folder = 'test/playbooks/answers';
const calls = readdirSync(folder).map((file) => {
  const playbook = [...bundled.keys()].find((name) => file.startsWith(name.replace('.yaml', '')));
  if (playbook === undefined) throw new Error(`${file} is for no playbook`);
  return [file, playbook] as const;
});

/** The rep's day in the time zone that the terminal of the tests is in. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());

test.each(calls)(
  '%s, typed in a terminal: every screen shows, and every answer is in the log',
  async (file, playbook) => {
    const { flow } = compile(bundled.get(playbook) ?? '');
    if (flow === undefined) throw new Error(`${playbook} does not compile`);
    const answers = parse(readFileSync(join(folder, file), 'utf8')) as Answers;
    const log = freshLog();
    const terminal = holdfast(['call', flow.id, '--db', log]);

    const typed = strokes(flow, answers, today);
    for (const { screen, keys } of typed) {
      const { done } = screen.header;
      const shown = await terminal.sees((text) => text.includes(` ${done} done`) && text.includes('^P back'));
      const words = (text: string | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
      expect(words(shown)).toContain(words(screen.say));
      expect(shown.split('\n').length).toBeLessThanOrEqual(24);
      terminal.type(keys);
    }
    expect(await terminal.exited).toBe(0);

    expect(intact(log)).toBe(true);
    const events = bodies(log);
    const shown = events.flatMap((event) => (event.type === 'step_shown' ? [event.step] : []));
    expect(shown).toEqual(typed.flatMap(({ screen }) => (screen.kind === 'wrap_up' ? [] : [screen.step])));
    const answered = events.flatMap((event) =>
      event.type === 'answered' || event.type === 'fact_set' ? [event.value] : [],
    );
    expect(answered).toHaveLength(shown.length);
    expect(events.at(-1)).toMatchObject({ type: 'call_ended' });
    expect(terminal.screen()).toContain('Ended: ');
  },
);
