import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'holdfast-lint-'));
  for (const path of ['biome.json', 'package.json', 'scripts']) {
    cpSync(join(root, path), join(tree, path), { recursive: true });
  }
});

afterEach(() => rmSync(tree, { recursive: true }));

test.each([
  ['the clock', 'export const now = Date.now();'],
  ['today', 'export const today = new Date();'],
  ['chance', 'export const dice = Math.random();'],
  ['a random id', "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();"],
  ['a pause', 'setTimeout(() => {}, 5);'],
])('the core cannot reach for %s, an adapter can', (_, text) => {
  expect(lint('call', text)).not.toBe(0);
  expect(lint('store', text)).toBe(0);
});

test.each([
  ['the global process', 'export const args = process.argv;'],
  ['process by way of globalThis', 'export const args = globalThis.process.argv;'],
  ['an import inside a type', "export type Log = import('../call/log.js').Log;"],
])('no file uses %s', (_, text) => {
  expect(lint('call', text)).not.toBe(0);
  expect(lint('store', text)).not.toBe(0);
});

test('the core may read a time that it was given, and hash', () => {
  const text =
    "import { createHash } from 'node:crypto';\nexport const at = (ms: number) => [new Date(ms), createHash('sha256')];";
  expect(lint('call', text)).toBe(0);
});

function lint(layer: string, text: string): number | null {
  const folder = join(tree, 'src', layer);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.ts'), `${text}\n`);
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return spawnSync(process.execPath, [biome, 'lint', '--error-on-warnings', folder], { cwd: tree }).status;
}
