import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Context } from '../../src/cli/context.js';
import { explain } from '../../src/cli/explain.js';
import { readExplained } from '../../src/cli/explain-page.js';
import { files } from '../../src/cli/files.js';
import { CODES, type Code } from '../../src/playbook/codes.js';
import { run } from './run.js';

const codes = readExplained(readFileSync('docs/codes.md', 'utf8')).map(({ code }) => code as Code);

/** What is printed on a terminal of so many columns. */
async function printed(code: string | undefined, width: number): Promise<string> {
  const lines: string[] = [];
  const terminal = {
    files,
    docs: 'docs',
    columns: () => width,
    print: (line: string) => void lines.push(line),
    say: () => {},
  };
  expect(await explain(terminal as unknown as Context, code)).toBe(0);
  return lines.join('\n');
}

describe('holdfast explain', () => {
  test('a code: what it means, then what is bad and what is good', async () => {
    expect(await run(['explain', 'single-equals'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `single-equals (error): One = was typed where == is meant.

A condition has one \`=\`. That compares nothing; two do. Whether a step is shown
must not hang on a slip.

bad:

  facts:
    units: {type: number, label: Units ordered}
  steps:
    - id: none_left
      when: units = 0
      say: I see that nothing has come yet.

good:

  facts:
    units: {type: number, label: Units ordered}
  steps:
    - id: none_left
      when: units == 0
      say: I see that nothing has come yet.
`,
    });
  });

  test('a code as check shows it, between brackets, or in capitals', async () => {
    const plain = await printed('unused-card', 80);
    expect(plain).toMatch(/^unused-card \(warning\): /);
    expect(await printed('[Unused-Card]', 80)).toBe(plain);
  });

  test('a tab can be seen', async () => {
    expect(await printed('tab', 80)).toContain('\n  →   say: Good morning.\n');
  });

  test('without a code: each one on a line, under its heading', async () => {
    const { code, stdout, stderr } = await run(['explain']);
    expect([code, stderr]).toEqual([0, '\nholdfast explain <code> says more, with an example\n']);
    const lines = stdout.split('\n');
    const meanings = codes.map((name) => `${name} ${CODES[name].meaning}`);
    expect(lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().replace(/ +/, ' '))).toEqual(
      meanings,
    );
    expect(lines.slice(0, 2)).toEqual(['The file', expect.stringMatching(/^ {2}too-large +The file is larger/)]);
    expect(lines).toEqual(expect.arrayContaining(['YAML', 'Names', 'Expressions']));
  });

  test.each([60, 80])('fits %i columns', async (width) => {
    const all = await Promise.all([undefined, ...codes].map((code) => printed(code, width)));
    const prose = all.flatMap((text) => text.split(/^(?:bad|the other playbook):$/m)[0]?.split('\n') ?? []);
    expect(prose.filter((line) => line.length > width)).toEqual([]);
    if (width === 80) expect(all.flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([]);
    expect(all[0]).toMatch(/\n {20,}\S/);
  });

  test.each([
    ['unknow-step', 'did you mean "unknown-step"? holdfast explain lists them all'],
    ['nonsense', 'holdfast explain lists them all'],
    ['constructor', 'holdfast explain lists them all'],
  ])('%s is no code', async (typed, hint) => {
    expect(await run(['explain', typed])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: there is no problem called "${typed}"\nhint: ${hint}\n`,
    });
  });
});

describe('holdfast check', () => {
  const golden = 'test/golden/playbook';
  const [warned, wrong] = [`${golden}/err/many-options/ten.yaml`, `${golden}/err/tab/tab.yaml`];

  test('tells once where to read on, by the first problem', async () => {
    const { stderr } = await run(['check', warned, wrong]);
    expect(stderr).toBe('2 playbooks: 1 error, 1 warning\nholdfast explain many-options says more\n');
  });

  test('does not where there is none, nor to a program', async () => {
    expect((await run(['check', `${golden}/ok/first.yaml`])).stderr).toBe('1 playbook: nothing wrong\n');
    for (const flags of [['--json'], ['--format', 'github']])
      expect((await run(['check', wrong, ...flags])).stderr).not.toContain('explain');
  });
});
