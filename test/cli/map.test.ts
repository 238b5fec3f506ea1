import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { playbookOf } from '../terminal/playbook.js';
import { run } from './run.js';

const folder = tempFolder();

test('a map is SVG on stdout unless told otherwise', async () => {
  const { code, stdout, stderr } = await run(['map', 'win-back']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^<svg [\s\S]*<title>Win a customer back<\/title>[\s\S]*<\/svg>\n$/);
});

test.each([
  ['map.svg', /^<svg /],
  ['map.html', /^<!doctype html>/],
  ['MAP.HTM', /^<!doctype html>/],
  ['map.mmd', /^flowchart TD\n/],
])('the format of %s follows its ending', async (name, begins) => {
  const file = join(folder, name);
  const { code, stdout, stderr } = await run(['map', 'exit-interview', '-o', file]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toBe(name.toLowerCase().includes('.htm') ? `open ${file} in a browser\n` : '');
  expect(readFileSync(file, 'utf8')).toMatch(begins);
});

test('--format wins over the ending', async () => {
  const file = join(folder, 'map.txt');
  expect(await run(['map', 'win-back', '--format', 'mermaid', '-o', file])).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(file, 'utf8')).toMatch(/^flowchart TD\n/);
});

test.each([
  [['win-back', '--format', 'png'], 2, '--format takes svg, html, mermaid, and got "png"'],
  [['win-back', '-o', join(folder, 'map.yaml'), '--format', 'svg'], 2, 'has the name of a playbook'],
  [['win-back', '-o', join(folder, 'map.png')], 2, 'does not tell what to draw'],
  [[], 2, 'which playbook?'],
  [['win-bak'], 2, 'did you mean "win-back"?'],
  [['win-back', '-o', join(folder, 'nowhere', 'map.svg')], 1, 'there is no such file or folder'],
])('map %j: %i, and says why', async (args, code, why) => {
  const ran = await run(['map', ...args]);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toContain(why);
});

test('without a playbook, the bundled ones are named', async () => {
  expect((await run(['map'])).stderr).toContain('backup-vendor, cancellation-request, defend-cancellation');
});

test('a playbook with errors is refused as by call, and no file is written', async () => {
  const file = join(folder, 'wrong.yaml');
  const output = join(folder, 'wrong.svg');
  writeFileSync(file, readFileSync(playbookOf('  - {id: a, say: A, next: nowhere}\n'), 'utf8'));
  const [mapped, called] = [await run(['map', file, '-o', output]), await run(['call', file])];
  expect(mapped).toEqual(called);
  expect(mapped).toMatchObject({ code: 1, stderr: expect.stringContaining('step "a" goes to "nowhere"') });
  expect(existsSync(output)).toBe(false);
});

test('Mermaid of very many lines says what its host must allow', async () => {
  const steps = Array.from({ length: 600 }, (_, at) => `  - {id: q${at}, say: Question ${at}?}\n`).join('');
  const file = playbookOf(`${steps}  - {id: last, say: Bye., end: over}\n`);
  const { code, stderr } = await run(['map', file, '--format', 'mermaid']);
  expect(code).toBe(0);
  expect(stderr).toBe('602 lines: Mermaid draws 500, unless it is set up with a larger maxEdges\n');
});
