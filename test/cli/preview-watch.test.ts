import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Context } from '../../src/cli/context.js';
import { files } from '../../src/cli/files.js';
import { load } from '../../src/cli/preview-load.js';
import { watchEdits } from '../../src/cli/preview-watch.js';
import { playbookOf } from '../terminal/playbook.js';

const STEPS = '  - {id: only, say: Hello., end: over}\n';

/** A watched playbook of which a test says itself when it is saved. */
async function watched() {
  const path = playbookOf(STEPS);
  const text = new TextDecoder().decode(files.read(path));
  const watching: (readonly string[])[] = [];
  let changed = (): void => {};
  const open = new Set<number>();
  let reloads = 0;
  const context = {
    files,
    playbooks: 'playbooks',
    env: { HOLDFAST_CONFIG: join(dirname(path), 'none.yaml') },
    say: () => {},
    watch: async (paths: readonly string[], then: () => void) => {
      watching.push(paths);
      changed = then;
      const mine = watching.length;
      open.add(mine);
      return async () => void open.delete(mine);
    },
  } as unknown as Context;
  const desk = { ask: async () => ({ kind: 'leave' as const }), trail: () => {}, reload: () => void reloads++ };
  const edits = await watchEdits(context, path, load(context, path), desk);
  const save = (as: string): void => {
    writeFileSync(path, as);
    changed();
  };
  return { path, text, edits, watching, open, save, changed: () => changed(), reloads: () => reloads };
}

test('only a save that changes what is played interrupts, and once until it is taken', async () => {
  const { text, edits, save, reloads } = await watched();
  save(text);
  expect([reloads(), edits.take()]).toEqual([0, undefined]);
  save(text.replace('Hello', 'Hi'));
  save(text.replace('Hello', 'Good morning'));
  expect(reloads()).toBe(1);
  expect(edits.take()?.flow?.text).toContain('Good morning');
  expect(edits.take()).toBeUndefined();
  save(text);
  expect(reloads()).toBe(2);
});

test('mistakes are told in a line each, at most three, and so is a file that has gone', async () => {
  const { path, text, edits, save, changed } = await watched();
  save(`${text}${[1, 2, 3, 4].map((at) => `  - {id: extra_${at}, say: X, nxt: only}\n`).join('')}`);
  const problems = edits.take()?.problems ?? [];
  expect(problems).toHaveLength(4);
  expect(problems[0]).toMatch(/^! .*test\.yaml:\d+:\d+ error: .*nxt.* hint: .*\[unknown-key\]$/);
  expect(problems[3]).toMatch(/^! not reloaded, \d+ more of them: the version from before goes on$/);
  rmSync(path);
  changed();
  expect(edits.take()?.problems[0]).toContain('test.yaml');
  save(text);
  expect(edits.take()?.flow?.id).toBe('test');
});

/** What was begun by a save has been done. */
const settled = () => new Promise((done) => setImmediate(done));

test('a playbook that it comes to use is watched, even before it is there', async () => {
  const { path, text, edits, save, watching, changed } = await watched();
  const other = join(dirname(path), 'other.yaml');
  save(text.replace(STEPS, '  - {id: only, use: other, end: over}\n'));
  expect(edits.take()?.problems.join()).toContain('other');
  await settled();
  expect(watching.at(-1)).toContain(other);
  writeFileSync(other, text.replace('playbook: test', 'playbook: other'));
  changed();
  expect(edits.take()?.flow?.steps.get('only')?.use?.flow.id).toBe('other');
});

test('after each save there is one watcher, of all files, and none once it is over', async () => {
  const { text, edits, save, watching, open } = await watched();
  const using = (other: string) => text.replace(STEPS, `  - {id: only, use: ${other}, end: over}\n`);
  save(using('one'));
  save(using('two'));
  await settled();
  expect(watching.at(-1)?.map((file) => basename(file))).toEqual(expect.arrayContaining(['one.yaml', 'two.yaml']));
  expect([...open]).toEqual([watching.length]);
  await edits.stop();
  expect(open.size).toBe(0);
});

test('what was saved before it was watched is told at once', async () => {
  const path = playbookOf(STEPS);
  const text = new TextDecoder().decode(files.read(path));
  const context = {
    files,
    playbooks: 'playbooks',
    env: { HOLDFAST_CONFIG: join(dirname(path), 'none.yaml') },
    say: () => {},
    watch: async () => async () => {},
  } as unknown as Context;
  const first = load(context, path);
  writeFileSync(path, text.replace('Hello', 'Hi'));
  let reloads = 0;
  const desk = { ask: async () => ({ kind: 'leave' as const }), trail: () => {}, reload: () => void reloads++ };
  const edits = await watchEdits(context, path, first, desk);
  expect([reloads, edits.take()?.flow?.text]).toEqual([1, expect.stringContaining('Hi')]);
});
