import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { language, workbench } from './page.js';
import { holdfast, perform } from './session.js';

const { playbooks } = language;

test.concurrent.each([...language.examples, ...workbench.examples])(
  '$title: what the page says is what comes',
  async (example) => {
    const outcomes = await perform(example);
    expect(outcomes.map(({ came }) => came)).toEqual(outcomes.map(({ said }) => said));
  },
);

test('check finds nothing wrong in any playbook, but in those that are there for their mistakes', async () => {
  const folder = tempFolder();
  for (const { id, text } of playbooks) writeFileSync(join(folder, `${id}.yaml`), text);
  const sound = playbooks.filter(({ wrong }) => !wrong).map(({ id }) => `${id}.yaml`);
  expect(new Set(sound).size).toBe(sound.length);
  expect(await holdfast(folder, `holdfast check ${sound.join(' ')}`)).toBe(`${sound.length} playbooks: nothing wrong`);
});

test('every playbook is played, or checked for its mistakes', () => {
  const isPlayed = ({ id, wrong }: (typeof playbooks)[number]) =>
    language.typed.some((command) => command.startsWith(`holdfast ${wrong ? 'check' : 'call'} ${id}.yaml`)) ||
    language.text.includes(` use: ${id}\n`);
  expect(playbooks.filter((playbook) => !isPlayed(playbook)).map(({ id }) => id)).toEqual([]);
});
