import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { files } from '../../src/cli/files.js';
import { tempFolder } from '../temp-folder.js';
import { MAIN, quietEnv } from '../terminal/terminal.js';
import { run } from './run.js';

/** A folder with a file, and with all that is named like one. */
function odd() {
  const folder = tempFolder();
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('file.yaml'), 'playbook: x\n');
  mkdirSync(at('folder.yaml'));
  symlinkSync('file.yaml', at('link.yaml'));
  symlinkSync('circle.yaml', at('circle.yaml'));
  symlinkSync('nowhere', at('nowhere.yaml'));
  // Whoever opens it waits for somebody to write.
  expect(spawnSync('mkfifo', [at('pipe.yaml')]).status).toBe(0);
  return { folder, at };
}

test('a folder lists the files in it, and nothing that is only called like one', () => {
  const { folder, at } = odd();
  expect(files.yaml(folder)).toEqual([at('file.yaml'), at('link.yaml')]);
});

test('a folder with a pipe in it can be checked', async () => {
  const { folder } = odd();
  const { code, stdout } = await run(['check', folder]);
  expect(code).toBe(1);
  expect(stdout).toContain('file.yaml');
  expect(stdout).not.toContain('pipe.yaml');
});

describe('what cannot be read says why', () => {
  test.each([
    ['it is a pipe', 'pipe.yaml'],
    ['it is a folder', 'folder.yaml'],
    ['its links lead in a circle', 'circle.yaml'],
    ['there is no such file or folder', 'nowhere.yaml'],
    ['its name is too long', `${'x'.repeat(300)}.yaml`],
  ])('%s', async (why, name) => {
    const path = odd().at(name);
    const taken = await run(['call', path]);
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`cannot be read: ${why}`) });
  });
});

test('what the shell hands over is read, though it is a pipe', () => {
  const log = join(tempFolder(), 'calls.db');
  const piped = `echo 'colour: red' | "$0" "${MAIN}" call missed-delivery --db "${log}" --answers /dev/stdin`;
  const { stderr } = spawnSync('sh', ['-c', piped, process.execPath], { env: quietEnv, encoding: 'utf8' });
  expect(stderr).toContain('colour');
});

test('what is no file is written to, and stays what it is', async () => {
  const { at } = odd();
  const reader = spawn('cat', [at('pipe.yaml')], { stdio: ['ignore', 'pipe', 'ignore'] });
  const read = text(reader.stdout);
  await files.replace(at('pipe.yaml'), ['one ', 'two']);
  expect(await read).toBe('one two');
  expect(statSync(at('pipe.yaml')).isFIFO()).toBe(true);
});

test('what is for others can be read by them, and nothing else', async () => {
  const { at } = odd();
  const before = process.umask(0o022);
  await files.replace(at('own.csv'), ['x']);
  await files.replace(at('map.html'), ['x'], 'others');
  process.umask(before);
  expect([at('own.csv'), at('map.html')].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o644]);
});
