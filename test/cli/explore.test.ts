import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { run } from './run.js';

const HEAD = `playbook: short
title: Short
version: 1
language: en
about: loss
`;

const SOUND = `${HEAD}outcomes: {over: {label: Over, group: done}, gone: {label: Gone, group: lost}, angry: {label: Angry, group: lost}}
cards: {shouts: {label: Shouts, say: Sorry., ask: {type: yes_no, yes: {end: angry}}}}
steps:
  - {id: a, say: ${'word '.repeat(30)}, ask: {type: choice, options: {x: X, y: Y, z: {label: Z, end: gone}}}}
  - {id: b, when: a == "x", say: ${'word '.repeat(45)}, ask: {type: text}}
  - {id: c, say: ${'word '.repeat(15)}, end: over}
`;

function file(text: string): string {
  const path = join(tempFolder(), 'short.yaml');
  writeFileSync(path, text);
  return path;
}

describe('holdfast explore', () => {
  test('tells what all paths come to, and which calls were played', async () => {
    const playbook = file(SOUND);
    const { code, stdout, stderr } = await run(['explore', playbook, '--walks', '200', '--seed', '7']);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 13)).toEqual([
      'short: 3 states of the script',
      '  shortest  1 screen, to gone',
      '            a (z)',
      '  longest   3 screens, to over',
      '            a (x) → b → c',
      '  paths     3',
      '',
      'outcome  shortest  longest  minutes spoken  paths',
      'over     2         3        0.3 to 0.6      2',
      'gone     1         1        0.2 to 0.2      1',
      'angry    aside',
      'aside: only from a card, or when the customer insists',
      '',
    ]);
    expect(lines[13]).toBe('200 calls played by chance (--seed 7): none is stranded');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await run(['explore', playbook, '--walks', '200', '--seed', '7'])).stdout).toBe(stdout);
  });

  test('as JSON as well, and without calls when none are wanted', async () => {
    const { code, stdout } = await run(['explore', file(SOUND), '--walks', '0', '--json']);
    const { playbook, paths, unreached, impossible, walks } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect({ playbook, complete: paths.complete, count: paths.count, deadEnds: paths.deadEnds, impossible }).toEqual({
      playbook: 'short',
      complete: true,
      count: '3',
      deadEnds: [],
      impossible: [],
    });
    expect(unreached).toEqual({ steps: [], options: [], cards: [], offers: [], outcomes: [] });
    expect(walks).toMatchObject({ wanted: 0, played: 0 });
    expect(paths.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['gone', 'over']);
    expect(paths.outcomes[1].longest).toEqual({
      screens: 3,
      exact: true,
      way: [{ step: 'a', answer: 'x' }, { step: 'b' }, { step: 'c' }],
    });
  });

  test('fails where a call can strand: at a dead end, or a question that takes no answer', async () => {
    const stuck = `${HEAD}outcomes: {over: {label: Over, group: done}}
steps:
  - {id: a, say: Well?, ask: {type: choice, options: {in: In, out: {label: Out, end: over}}}}
  - {id: pit, say: Dark., ask: {type: text}, next: [{if: 'a == "out"', end: over}, {else: pit}]}
`;
    const dead = await run(['explore', file(stuck), '--walks', '0']);
    expect(dead.stdout).toContain('\ndead ends\n  a (in) → pit: no answer leads to an end\n');
    expect(dead.code).toBe(1);
    const walked = await run(['explore', file(stuck), '--walks', '4', '--seed', '1', '--json']);
    expect(JSON.parse(walked.stdout).walks.stranded).toMatchObject([{ at: 'pit' }]);

    const check = '[{if: b >= 0, level: hard, message: No.}]';
    const deaf = await run([
      'explore',
      file(`${HEAD}outcomes: {over: {label: Over, group: done}}
steps:
  - {id: b, say: How many?, ask: {type: number, min: 0, check: ${check}}, end: over}
`),
    ]);
    expect(deaf.stdout).toContain('\nno answer passes\n  b: every answer is refused by\n    b >= 0\n');
    expect(deaf.stdout).toMatch(
      /^10 calls of 1000 played by chance \(--seed \d+\): 10 are stranded\n {2}10x {2}b: none of 200 answers/m,
    );
    expect(deaf.code).toBe(1);
  });

  test('says what no path comes to', async () => {
    const text = SOUND.replace('a == "x"', 'a == "z"');
    const { code, stdout } = await run(['explore', file(text), '--walks', '0']);
    expect(stdout).toContain('\nno path comes to\n  step b\n\nno calls were played\n');
    expect(code).toBe(0);
  });

  test('refuses a playbook with errors as a call does, and teaches its flags', async () => {
    const wrong = await run(['explore', file(SOUND.replace('end: over', 'end: ovr'))]);
    expect(wrong.stderr).toContain('[unknown-outcome]');
    expect(wrong.stderr).toContain('this playbook cannot be used: 1 error');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });

    const none = await run(['explore']);
    expect(none.stderr).toContain(
      'which playbook?\nhint: name one: holdfast explore backup-vendor; there are backup-vendor,',
    );
    expect(none.code).toBe(2);
    const many = await run(['explore', 'exit-interview', '--walks', 'many']);
    expect(many.stderr).toContain('--walks takes a whole number up to 1000000, and got "many"');
    expect(many.code).toBe(2);
  });
});
