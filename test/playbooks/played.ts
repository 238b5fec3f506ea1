import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '../../src/call/event.js';
import type { Raw } from '../../src/call/read-answer.js';
import type { Scripted } from '../../src/call/scripted-rep.js';
import type { Role } from '../../src/playbook/flow.js';
import { flowOf, SCRIPTS } from './bundled.js';
import { type Played, play, script } from './play.js';

/** Answers that stand for those of the file; `null` takes one out. */
export type Change = Readonly<Record<string, Raw | null>>;

/** Plays the file of answers `<playbook>-<name>.yaml` on a Saturday, in the least role that may take the call unless told otherwise. */
export function played(playbook: string, name: string, change: Change = {}, role?: Role): Promise<Played> {
  const flow = flowOf(playbook);
  const { answers, wrapUp } = script(readFileSync(join(SCRIPTS, `${playbook}-${name}.yaml`), 'utf8'));
  const changed = new Map<string, Scripted>(answers);
  for (const [step, raw] of Object.entries(change)) {
    if (raw === null) changed.delete(step);
    else changed.set(step, { raw });
  }
  return play(flow, { answers: changed, wrapUp }, '2026-11-21', role ?? flow.runBy);
}

/** What the screen of a step said, and told the rep to do. */
export function read({ turns }: Played, step: string): string {
  const screen = turns.find((turn) => turn.screen.step === step)?.screen;
  return `${screen?.say ?? ''} ${screen?.do ?? ''}`;
}

export const all = <T extends EventBody['type']>({ events }: Played, type: T) =>
  events.filter((event): event is Extract<EventBody, { type: T }> => event.type === type);

/** What was promised for later: when, what, who, how. */
export const promised = (call: Played) =>
  all(call, 'follow_up_promised').map(({ due, what, by, channel }) => [due, what.words, by, channel]);

/** The texts of the letters and e-mails that are kept. */
export const written = (call: Played): readonly string[] =>
  all(call, 'draft_written').map(({ body }) => body.words ?? '');
