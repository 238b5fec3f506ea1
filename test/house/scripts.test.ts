import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'holdfast-checkout-'));
  for (const path of ['package.json', 'package-lock.json', 'jest.config.mjs', 'scripts']) {
    cpSync(join(root, path), join(checkout, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  write('src/main.ts', "import process from 'node:process';\nprocess.stdout.write(process.argv.slice(2).join());");
});

afterEach(() => rmSync(checkout, { recursive: true }));

test('start builds what is stale, then says nothing more and hands the arguments on', () => {
  expect(run('start', 'call', 'me')).toEqual({
    status: 0,
    stdout: 'call,me',
    stderr: expect.stringMatching(/^build: .* s\n$/),
  });
  expect(run('start', 'again')).toEqual({ status: 0, stdout: 'again', stderr: '' });
  write('src/main.ts', "import process from 'node:process';\nprocess.stdout.write('changed');");
  expect(run('start')).toMatchObject({ status: 0, stdout: 'changed' });
  expect(readFileSync(join(checkout, 'dist/main.js'), 'utf8')).toMatch(/^#!/);
});

test('start shows why a build failed, and fails', () => {
  write('src/main.ts', 'const = 1;');
  expect(run('start')).toMatchObject({ status: 1, stderr: expect.stringContaining('src/main.ts:1:6') });
});

test.each([
  ['asks more than to be named', { license: 'GPL-3.0-only' }, 'GPL-3.0-only'],
  ['has no licence text', { license: 'MIT' }, 'no licence text'],
])('a bundled package that %s fails the build', (_, about, why) => {
  write(
    'src/node_modules/lib/package.json',
    JSON.stringify({ name: 'lib', version: '1.0.0', main: 'lib.js', ...about }),
  );
  write('src/node_modules/lib/lib.js', 'module.exports = () => {};');
  write('src/main.ts', "import lib from 'lib';\nlib();");
  expect(run('start')).toMatchObject({ status: 1, stderr: expect.stringContaining(why) });
});

test('a bundled package is named with its licence', () => {
  write('src/main.ts', "import levenshtein from 'fastest-levenshtein';\nlevenshtein.distance('a', 'b');");
  expect(run('start')).toMatchObject({ status: 0 });
  const licences = readFileSync(join(checkout, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  expect(licences).toMatch(/^fastest-levenshtein [\d.]+ \(MIT\)\n\nMIT License\n/);
});

test('the test run counts what passed and what failed, suites that cannot run too, and fails', () => {
  write(
    'test/mixed.test.ts',
    "test('good', () => {});\ntest('bad', () => { throw 1; });\ntest.skip('later', () => {});",
  );
  write('test/broken.test.ts', 'const = 1;');
  const { status, stdout } = run('test', 'test');
  expect(stdout).toBe('1 passed, 2 failed, 1 skipped\n');
  expect(status).toBe(1);
});

test('a test run without a test has failed', () => {
  const { status, stdout } = run('test', 'nothing');
  expect(stdout).toMatch(/^0 passed, 1 failed$/m);
  expect(status).toBe(1);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

function run(script: string, ...args: string[]) {
  const all = [join(checkout, 'scripts', `${script}.mjs`), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: checkout, encoding: 'utf8' });
  return { status, stdout, stderr };
}
