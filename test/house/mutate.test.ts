import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-mutate-'));
  write(
    'parting.yaml',
    `playbook: parting
title: Before they go
version: 1
language: en
about: cancellation
outcomes:
  stays: {label: Stays, group: saved}
  leaves: {label: Leaves, group: lost}
steps:
  - id: pause
    say: Would two months without a bill help?
    ask: {type: yes_no, yes: {end: stays}, no: {end: leaves}}
`,
  );
  write('parting.test.yaml', scenarios('outcome: stays, group: saved, must_answer: [pause]'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const GROUP = 'outcomes/leaves/group: lost → pending';

test('a playbook is broken in all ways: what is caught is counted, what is not is told with its line', () => {
  const { status, stdout } = mutate();
  expect(stdout).toMatch(
    /^parting: \d+ mutants; caught by check [1-9]\d*, by rules 0, by scenarios [1-9]\d*; 1 survive/m,
  );
  expect(stdout).toContain(`not caught, and not listed: parting.yaml:8 ${GROUP}`);
  expect(status).toBe(1);
});

test('a survivor may be listed, as long as it is one', () => {
  write('survivors.yaml', `parting:\n  "${GROUP}": nobody counts these\n`);
  expect(mutate()).toMatchObject({ status: 0, stdout: expect.stringContaining('each listed with its reason') });

  write('parting.test.yaml', scenarios('outcome: stays, group: saved, must_answer: [pause]', 'group: lost'));
  expect(mutate()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`listed, and caught: parting ${GROUP}`),
  });
});

test('what is not tried cannot stand in the list', () => {
  write('survivors.yaml', `parting:\n  "${GROUP}": nobody counts these\n  "steps/gone: dropped": it is gone\n`);
  expect(mutate()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('listed, and not tried: parting steps/gone: dropped'),
  });
});

test('a playbook that fails its scenarios as it is is told, and not broken', () => {
  write('parting.test.yaml', scenarios('outcome: leaves'));
  expect(mutate()).toMatchObject({ status: 2, stderr: expect.stringContaining('parting is not whole as it is') });
});

test('every survivor that is listed is one of the ways in which its playbook is broken', () => {
  const code = `
    import { readFileSync } from 'node:fs';
    import { parse } from 'yaml';
    import { mutationsOf } from './scripts/mutate/mutations.mjs';
    import { pick } from './scripts/mutate/pick.mjs';
    const listed = parse(readFileSync('scripts/mutate/survivors.yaml', 'utf8'));
    const gone = Object.entries(listed).flatMap(([id, names]) => {
      const playbook = parse(readFileSync('playbooks/' + id + '.yaml', 'utf8'));
      const tried = new Set(pick(mutationsOf(playbook), 200, '1').map(({ name }) => name));
      return Object.keys(names).filter((name) => !tried.has(name));
    });
    console.log(JSON.stringify([Object.keys(listed).length, gone]));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([6, []]);
});

/** One for yes, one for no. */
const scenarios = (yes: string, no = 'outcome: leaves') => `playbook: parting
today: 2026-03-02
scenarios:
  - {name: stays, answers: {pause: yes}, expect: {${yes}}}
  - {name: leaves, answers: {pause: no}, expect: {${no}}}
`;

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

function mutate() {
  const flags = ['--folder', folder, '--survivors', join(folder, 'survivors.yaml')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/mutate.mjs'), ...flags], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
