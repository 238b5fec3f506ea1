import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** The least that breaks each rule: a file, and what it holds. Only that rule may fire, and only there. */
const BREAKS: Record<string, [file: string, text: string]> = {
  'playbook-knows-no-layer': ['playbook/a.ts', "import type { Call } from '../call/good.js';\nexport type A = Call;"],
  'call-knows-playbook-only': ['call/a.ts', "export type { Row } from '../store/good.js';"],
  'rehearsal-and-report-know-the-core-only': ['report/a.ts', "import '../rehearsal/good.js';"],
  'adapters-know-the-core-only': ['terminal/a.ts', "export const open = () => import('../store/good.js');"],
  'cli-knows-no-adapter': ['cli/a.ts', "import '../terminal/good.js';"],
  'main-only-wires': ['main.ts', "import './call/good.js';"],
  'no-other-folder': ['utils/a.ts', "import '../playbook/good.js';"],
  'no-cycle': ['call/b.ts', "import type { C } from './c.js';\nexport type B = C;"],
  'no-orphan': ['call/orphan.ts', 'export const alone = true;'],
  'nothing-unresolved': ['call/d.ts', "import './missing.js';"],
  'language-libraries-in-playbook': ['cli/e.ts', "import type { Document } from 'yaml';\nexport type E = Document;"],
  'databases-in-store': ['cli/f.ts', "import type Database from 'better-sqlite3';\nexport type F = Database.Database;"],
  'prompts-and-colours-in-terminal': [
    'cli/g.ts',
    "import { createPrompt } from '@inquirer/core';\nexport { createPrompt };",
  ],
  'graphviz-in-map': ['rehearsal/k.ts', "export const draw = () => import('@viz-js/viz');"],
  'word-diffs-in-rehearsal': ['cli/n.ts', "export { diffWords } from 'diff';"],
  'chance-in-rehearsal': ['call/o.ts', "export { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';"],
  'commander-in-cli': ['store/h.ts', "export { Command } from 'commander';"],
  'xml-in-cli': ['rehearsal/m.ts', "export { default } from 'fast-xml-builder';"],
  'watching-in-watch': ['cli/l.ts', "export { watch } from 'chokidar';"],
  'process-in-main': ['cli/i.ts', "import process from 'node:process';\nexport const i = process.argv;"],
  'core-without-io': ['rehearsal/j.ts', "import { readFileSync } from 'node:fs';\nexport const j = readFileSync;"],
};

const ALLOWED: Record<string, string> = {
  'playbook/good.ts':
    "import { parse } from 'yaml';\nimport { createHash } from 'node:crypto';\nexport { parse, createHash };",
  'call/good.ts': "import { parse } from '../playbook/good.js';\nexport type Call = ReturnType<typeof parse>;",
  'call/c.ts': "import type { B } from './b.js';\nexport type C = B;",
  'rehearsal/good.ts': "import type { Call } from '../call/good.js';\nexport type Rehearsal = Call;",
  'store/good.ts': "import Database from 'better-sqlite3';\nimport 'node:fs';\nexport type Row = Database.Statement;",
  'terminal/good.ts':
    "import { Chalk } from 'chalk';\nimport type { Call } from '../call/good.js';\nexport type T = [Chalk, Call];",
  'cli/good.ts':
    "import { Command } from 'commander';\nimport type { Rehearsal } from '../rehearsal/good.js';\nexport { Command, type Rehearsal };",
};

const root = resolve(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'holdfast-layers-'));
const violations: string[] = [];
let status: number | null;

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  for (const [file, text] of [...Object.entries(ALLOWED), ...Object.values(BREAKS)]) {
    mkdirSync(dirname(join(tree, 'src', file)), { recursive: true });
    writeFileSync(join(tree, 'src', file), text);
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', join(root, '.dependency-cruiser.mjs'), 'src'];
  const run = spawnSync(process.execPath, args, {
    cwd: tree,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  status = run.status;
  for (const [, rule, from] of stripVTControlCharacters(run.stdout).matchAll(/^ +error (\S+): (\S+)/gm))
    violations.push(`${from} breaks ${rule}`);
});

afterAll(() => rmSync(tree, { recursive: true }));

test('every rule has something that breaks it', async () => {
  const config = await import(new URL('../../.dependency-cruiser.mjs', import.meta.url).href);
  const rules: { name: string }[] = config.default.forbidden;
  expect(Object.keys(BREAKS)).toEqual(rules.map((rule) => rule.name));
});

test('each rule fires on what breaks it, on nothing else, and fails the run', () => {
  const expected = Object.entries(BREAKS).map(([rule, [file]]) => `src/${file} breaks ${rule}`);
  expect(violations.sort()).toEqual(expected.sort());
  expect(status).toBe(expected.length);
});
