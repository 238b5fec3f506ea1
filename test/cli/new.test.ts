import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { playbookSchema, scenariosSchema } from '../../src/playbook/json-schema.js';
import { tempFolder } from '../temp-folder.js';
import { run } from './run.js';

const bundled = readdirSync('playbooks').flatMap((name) => /^([\w-]+)\.yaml$/.exec(name)?.[1] ?? []);

const inFolder = (folder: string) => {
  const path = (name: string) => join(folder, name);
  return {
    make: (...args: readonly string[]) => run(['new', ...args], '', {}, folder),
    holdfast: (...args: readonly string[]) => run(args, '', {}, folder),
    read: (name: string) => readFileSync(path(name), 'utf8'),
    path,
    names: () => readdirSync(folder).sort(),
  };
};

const ALL = ['late-delivery.test.yaml', 'late-delivery.yaml', 'playbook.schema.json', 'scenarios.schema.json'];

describe('a playbook to begin with', () => {
  test('is written with its scenarios and what an editor needs, and what comes next is told', async () => {
    const { make, names, read, path } = inFolder(tempFolder());
    const { code, stdout, stderr } = await make('late-delivery');
    expect(code).toBe(0);
    expect(names()).toEqual(ALL);
    expect(stdout.trim().split('\n').sort()).toEqual(ALL);
    expect(stderr.trim().split('\n')).toEqual([
      'next:',
      expect.stringMatching(/^ {2}holdfast check late-delivery\.yaml /),
      expect.stringMatching(/^ {2}holdfast test late-delivery\.yaml /),
      expect.stringMatching(/^ {2}holdfast preview late-delivery\.yaml /),
    ]);
    expect(read('late-delivery.yaml')).toMatch(/^# yaml-language-server: \$schema=\.\/playbook\.schema\.json\n/);
    expect(read('late-delivery.test.yaml')).toMatch(/^# yaml-language-server: \$schema=\.\/scenarios\.schema\.json\n/);
    expect(parse(read('late-delivery.yaml'))).toMatchObject({ playbook: 'late-delivery', title: 'Late delivery' });
    expect(parse(read('late-delivery.test.yaml'))).toMatchObject({ playbook: 'late-delivery' });
    expect(read('playbook.schema.json')).toBe(playbookSchema());
    expect(read('scenarios.schema.json')).toBe(scenariosSchema());
    // A document, and no secret: colleagues may read it as far as the folder lets them.
    expect(statSync(path('late-delivery.yaml')).mode & 0o600).toBe(0o600);
  });

  test('has nothing that check would tell of', async () => {
    const { make, holdfast } = inFolder(tempFolder());
    await make('late-delivery');
    const checked = await holdfast('check', '--strict', '.');
    expect(checked).toMatchObject({ code: 0, stdout: '', stderr: '1 playbook: nothing wrong\n' });
  });

  test('passes its scenarios, which cover all of it', async () => {
    const { make, holdfast } = inFolder(tempFolder());
    await make('late-delivery');
    const tested = await holdfast('test', '--min-coverage', '100', 'late-delivery.yaml');
    expect(tested).toMatchObject({ code: 0, stderr: '5 scenarios: all pass\n' });
    expect(tested.stdout).toContain('covered: steps 6/6, options 3/3, routes 1/1, cards 1/1, offers 6/6');
  });

  test('teaches: rules, a card, offers, a follow-up, a condition', async () => {
    const { make, read } = inFolder(tempFolder());
    await make('late-delivery');
    const text = read('late-delivery.yaml');
    const playbook = parse(text) as { rules: unknown[]; cards: object; offers: object };
    expect(playbook.rules.length).toBeGreaterThan(1);
    expect(Object.keys(playbook)).toEqual(expect.arrayContaining(['facts', 'outcomes', 'offers', 'cards', 'steps']));
    expect(text).toMatch(/^ {4}when: /m);
    expect(text).toMatch(/^ {4}follow_up: /m);
  });

  test.each(['true', 'null', 'false'])('may even be called %s', async (id) => {
    const { make, holdfast, read } = inFolder(tempFolder());
    expect((await make(id)).code).toBe(0);
    expect(await holdfast('check', `${id}.yaml`)).toMatchObject({ code: 0, stdout: '' });
    expect(parse(read(`${id}.test.yaml`))).toMatchObject({ playbook: id });
  });

  test('stands beside others, which share the schemas', async () => {
    const { make, names } = inFolder(tempFolder());
    await make('late-delivery');
    const { code, stdout, stderr } = await make('early-delivery');
    expect([code, stdout]).toEqual([0, 'early-delivery.yaml\nearly-delivery.test.yaml\n']);
    expect(stderr).not.toContain('schema');
    expect(names()).toHaveLength(6);
  });
});

describe('nothing is overwritten', () => {
  test.each(['late-delivery.yaml', 'late-delivery.test.yaml'])('when there is a %s', async (name) => {
    const { make, names, read, path } = inFolder(tempFolder());
    writeFileSync(path(name), 'mine');
    const { code, stdout, stderr } = await make('late-delivery');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`error: ${name} is there already\nhint: take another id, or another folder\n`);
    expect(names()).toEqual([name]);
    expect(read(name)).toBe('mine');
  });

  test('when a link leads to where nothing is', async () => {
    const { make, path } = inFolder(tempFolder());
    symlinkSync(path('elsewhere'), path('late-delivery.yaml'));
    const { code, stderr } = await make('late-delivery');
    expect([code, stderr]).toEqual([1, 'error: late-delivery.yaml cannot be written: there is a file of that name\n']);
    expect(existsSync(path('elsewhere'))).toBe(false);
  });

  test('a schema that is there already stays, and is told of when it is of another version', async () => {
    const { make, read, path } = inFolder(tempFolder());
    writeFileSync(path('playbook.schema.json'), '{}');
    const { code, stderr } = await make('late-delivery');
    expect([code, read('playbook.schema.json')]).toEqual([0, '{}']);
    expect(stderr).toContain('playbook.schema.json was there already, and is not that of this version');
    expect(stderr).toContain('holdfast schema > playbook.schema.json\n');
  });

  test('a playbook under another file name keeps its id to itself', async () => {
    const { make, path, names } = inFolder(tempFolder());
    writeFileSync(path('ours.yaml'), 'playbook: late-delivery\n');
    const { code, stderr } = await make('late-delivery');
    expect([code, names()]).toEqual([1, ['ours.yaml']]);
    expect(stderr).toContain('a playbook in this folder has the id "late-delivery" already');
  });
});

describe('an id', () => {
  test.each([
    ['Late Delivery', 'late-delivery'],
    ['late_delivery', 'late-delivery'],
    ['../late', 'late'],
    ['a'.repeat(101), 'a'.repeat(100)],
  ])('%s is not written so', async (id, better) => {
    const { make, names } = inFolder(tempFolder());
    const { code, stderr } = await make(id);
    expect([code, names()]).toEqual([2, []]);
    expect(stderr).toContain('cannot be the id of a playbook');
    expect(stderr).toContain(`hint: use small letters, digits and dashes: ${better}\n`);
  });

  test('that a bundled playbook has is taken with a warning, which is true', async () => {
    const { make, holdfast } = inFolder(tempFolder());
    const { code, stderr } = await make('exit-interview');
    expect(code).toBe(0);
    expect(stderr).toContain('`holdfast call exit-interview` takes the other');
    const call = (playbook: string) => holdfast('call', playbook, '--db', 'calls.db');
    // The one that is bundled is for managers.
    expect((await call('exit-interview')).stderr).toContain('is a call for a manager');
    expect((await call('./exit-interview.yaml')).stdout).toContain('Customer');
  });
});

describe('a copy', () => {
  test.each(bundled)('of %s is a playbook of its own', async (from) => {
    const { make, holdfast, read, names } = inFolder(tempFolder());
    const { code, stderr } = await make('our-own', '--from', from);
    expect(code).toBe(0);
    const original = readFileSync(join('playbooks', `${from}.yaml`), 'utf8');
    const { playbook, version, title, steps } = parse(read('our-own.yaml'));
    expect({ playbook, version, title }).toEqual({ playbook: 'our-own', version: 1, title: parse(original).title });
    expect(steps.map(({ id }: { id: string }) => id)).toEqual(
      parse(original).steps.map(({ id }: { id: string }) => id),
    );
    expect(read('our-own.yaml')).not.toMatch(new RegExp(`call: ${from}\\b`));
    const used = [...original.matchAll(/^ {4}use: ([\w-]+)/gm)].map(([, id]) => id);
    for (const id of used) expect(stderr).toMatch(new RegExp(`it uses .*\\b${id}\\b`));
    expect(stderr.includes('it uses')).toBe(used.length > 0);
    expect(await holdfast('check', 'our-own.yaml')).toMatchObject({ code: 0, stdout: '' });
    const tested = existsSync(join('playbooks', `${from}.test.yaml`));
    expect(names().includes('our-own.test.yaml')).toBe(tested);
    expect(stderr.includes('holdfast test our-own.yaml')).toBe(tested);
    if (!tested) return;
    expect(parse(read('our-own.test.yaml'))).toMatchObject({ playbook: 'our-own' });
    expect(await holdfast('test', 'our-own.yaml')).toMatchObject({ code: 0 });
  });

  test('of what is not there names what there is', async () => {
    const { make, names } = inFolder(tempFolder());
    expect(await make('ours', '--from', 'winback')).toMatchObject({
      code: 2,
      stderr: 'error: no playbook "winback" comes with Holdfast\nhint: did you mean "win-back"?\n',
    });
    expect(names()).toEqual([]);
  });
});

test('what cannot be read where a schema belongs stops all of it', async () => {
  const { make, names, path } = inFolder(tempFolder());
  mkdirSync(path('playbook.schema.json'));
  const { code, stderr } = await make('late-delivery');
  expect([code, stderr]).toEqual([1, 'error: playbook.schema.json cannot be read: it is a folder\n']);
  expect(names()).toEqual(['playbook.schema.json']);
});
