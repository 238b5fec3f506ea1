import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { diff } from '../../src/rehearsal/diff.js';
import { bundled, textOf } from '../playbooks/bundled.js';

const flowOf = (text: string): Flow | undefined => compile(text, textOf).flow;

/** What a flow keeps of how its file is written, and where its steps come from. */
const OF_THE_FILE = new Set(['text', 'hash', 'line', 'version', 'source', 'start', 'end']);

/** All else of it: compared as a whole, where `diff` goes from part to part. */
const meaning = (flow: Flow): string =>
  JSON.stringify(flow, (key, value: unknown) => {
    if (OF_THE_FILE.has(key) && !(key === 'end' && typeof value === 'string')) return undefined;
    return value instanceof Map || value instanceof Set ? [...value] : value;
  });

/** An option that goes to the step which follows goes there without a word as well. */
function goesOnAnyway(lines: readonly string[], at: number): boolean {
  const [, to] = /\bgo: (\w+)/.exec(lines[at] ?? '') ?? [];
  const next = lines.slice(at + 1).find((line) => /^ *- id: /.test(line));
  return to !== undefined && next?.trim() === `- id: ${to}`;
}

// Those with cards, offers, follow-ups and drafts; the longer ones say nothing else.
describe.each(['win-back', 'exit-interview'])('each line of %s that can be taken out', (id) => {
  const lines = (bundled.get(`${id}.yaml`) ?? '').split('\n');
  const whole = flowOf(lines.join('\n'));
  if (whole === undefined) throw new Error('it does not compile');

  test('is told of when it means something, and not when it means nothing', () => {
    const silent: string[] = [];
    const told: string[] = [];
    let taken = 0;
    for (const [at, line] of lines.entries()) {
      const flow = flowOf(lines.filter((_, index) => index !== at).join('\n'));
      if (flow === undefined) continue;
      taken += 1;
      const [changes, same] = [diff(whole, flow), meaning(whole) === meaning(flow)];
      if (changes.length === 0 && !same && !goesOnAnyway(lines, at)) silent.push(line);
      if (changes.length > 0 && same) told.push(line);
    }
    expect(taken).toBeGreaterThan(50);
    expect({ silent, told }).toEqual({ silent: [], told: [] });
  });
});
