import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { playbookSchema, scenariosSchema } from '../../src/playbook/json-schema.js';
import { MAIN } from '../terminal/terminal.js';
import { run } from './run.js';

test('prints the schema of a playbook, as JSON alone', async () => {
  const { code, stdout, stderr } = await run(['schema']);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ title: 'A playbook of Holdfast' });
  expect(stdout).toBe(playbookSchema());
});

/** All that is loaded before a command is known. */
function loadedAtOnce(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, name = ''] of text.matchAll(/(?:from |^import )"(\.\/[^"]+)"/gm))
    loadedAtOnce(join(dirname(file), name), seen);
  return seen;
}

test('prints that of scenario files', async () => {
  const { code, stdout, stderr } = await run(['schema', '--scenarios']);
  expect([code, stderr, stdout]).toEqual([0, '', scenariosSchema()]);
  expect(JSON.parse(stdout)).toMatchObject({ $id: 'urn:holdfast:scenarios', required: ['playbook', 'scenarios'] });
});

test('is made only when it is asked for', () => {
  const app = /import\('\.\/(app-[^']+)'\)/.exec(readFileSync(MAIN, 'utf8'))?.[1] ?? '';
  const loaded = loadedAtOnce(join(dirname(MAIN), app));
  expect(loaded.size).toBeGreaterThan(1);
  expect([...loaded.values()].filter((text) => text.includes('toJSONSchema'))).toEqual([]);
});
