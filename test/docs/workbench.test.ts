import { expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import { run } from '../cli/run.js';
import { workbench } from './page.js';

/** What `--help` lists in one of its groups. */
async function commandsOf(group: string): Promise<readonly string[]> {
  const { stdout } = await run(['--help']);
  const [, listed = ''] = stdout.split(`${group}:\n`);
  const [rows = ''] = listed.split(/^\S/m);
  return [...rows.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
}

const commands = await commandsOf('Writing playbooks');

test('every command has its place, in the order of the work', () => {
  expect(commands.length).toBeGreaterThan(8);
  const headings = [...workbench.text.matchAll(/^## .*$/gm)].join('\n');
  expect([...headings.matchAll(/`holdfast (\w+)`/g)].map(([, name]) => name)).toEqual(commands);
});

test.each(commands)('%s is shown at work, and all its flags are told of', async (command) => {
  expect(workbench.typed.some((typed) => typed.startsWith(`holdfast ${command} `))).toBe(true);
  const [, told = ''] = workbench.text.split(new RegExp(`^## .*\`holdfast ${command}\`.*$`, 'm'));
  const [section = ''] = told.split(/^## /m);
  const { stdout } = await run([command, '--help']);
  const flags = [...stdout.matchAll(/^ {2}(?:(-\w), )?(--[a-z-]+)/gm)].map(([, short, long = '']) => short ?? long);
  const own = flags.filter((flag) => flag !== '-h' && flag !== '--db');
  expect(own.filter((flag) => !section.includes(flag))).toEqual([]);
});

test('every playbook could be used, and is', () => {
  const { playbooks, typed } = workbench;
  expect(playbooks.length).toBeGreaterThan(5);
  expect(playbooks.filter(({ text }) => compile(text).flow === undefined).map(({ id }) => id)).toEqual([]);
  expect(playbooks.filter(({ id }) => !typed.join('\n').includes(`${id}.yaml`)).map(({ id }) => id)).toEqual([]);
});
