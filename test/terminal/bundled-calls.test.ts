import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { EventBody } from '../../src/call/event.js';
import type { Screen } from '../../src/call/screen.js';
import { flowOf, SCRIPTS, scripts } from '../playbooks/bundled.js';
import { beforehand, play, script } from '../playbooks/play.js';
import { bodies, freshLog, intact } from './log.js';
import { holdfast } from './terminal.js';
import { keysFor } from './typist.js';

/** The rep's day in the time zone that the terminal of the tests is in. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());

test.each(scripts)(
  '%s, typed in a terminal: every screen shows, and the log holds what the file of answers gives',
  async (file, playbook) => {
    const flow = flowOf(playbook);
    const written = script(readFileSync(join(SCRIPTS, file), 'utf8'));
    const played = await play(flow, written, today, flow.runBy);
    const set = [...beforehand(flow, written.answers)].flatMap(([fact, value]) => ['--set', `${fact}=${value}`]);
    const log = freshLog();
    const terminal = holdfast(['call', playbook, '--role', flow.runBy, ...set, '--db', log]);

    for (const turn of played.turns) {
      const shown = await terminal.sees((text) => shows(text, turn.screen));
      expect(shown.split('\n').length).toBeLessThanOrEqual(24);
      terminal.type(keysFor(turn));
    }
    expect(await terminal.exited).toBe(0);

    expect(intact(log)).toBe(true);
    expect(bodies(log).map(unnamed)).toEqual(played.events.map(unnamed));
    expect(terminal.screen()).toContain('Ended: ');
  },
);

const words = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** What there is to say shows whole; where there is nothing, what there is to do begins to. */
function shows(text: string, { header, say, do: doing }: Screen): boolean {
  const script = say === undefined ? words(doing).slice(0, 40) : words(say);
  return text.includes(` ${header.done} done`) && text.includes('^P back') && words(text).includes(script);
}

/** Without the random id that the log gives to a customer. */
const unnamed = (body: EventBody): EventBody =>
  body.type === 'fact_set' && body.customer !== undefined ? { ...body, customer: 'somebody' } : body;
