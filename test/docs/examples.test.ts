import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { examples, PAGE, playbooks } from './page.js';
import { holdfast, perform } from './session.js';

test.concurrent.each(examples)('$title: what the page says is what comes', async (example) => {
  const outcomes = await perform(example);
  expect(outcomes.map(({ came }) => came)).toEqual(outcomes.map(({ said }) => said));
});

test('check finds nothing wrong in any playbook, but in those that are there for their mistakes', async () => {
  const folder = tempFolder();
  for (const { id, text } of playbooks) writeFileSync(join(folder, `${id}.yaml`), text);
  const sound = playbooks.filter(({ wrong }) => !wrong).map(({ id }) => `${id}.yaml`);
  expect(new Set(sound).size).toBe(sound.length);
  expect(await holdfast(folder, `holdfast check ${sound.join(' ')}`)).toBe(`${sound.length} playbooks: nothing wrong`);
});

test('every playbook is played, or checked for its mistakes', () => {
  const typed = examples
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'session' ? block.commands.map((command) => command.typed) : []));
  const isPlayed = ({ id, wrong }: (typeof playbooks)[number]) =>
    typed.some((command) => command.startsWith(`holdfast ${wrong ? 'check' : 'call'} ${id}.yaml`)) ||
    PAGE.includes(` use: ${id}\n`);
  expect(playbooks.filter((playbook) => !isPlayed(playbook)).map(({ id }) => id)).toEqual([]);
});

test('every link to a heading of the page finds it', () => {
  const anchors = [...PAGE.matchAll(/^##+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const own = [...PAGE.matchAll(/\]\(#([^)]*)\)/g)];
  const links = [...own, ...readFileSync('README.md', 'utf8').matchAll(/\]\(docs\/playbooks\.md#([^)]*)\)/g)].map(
    ([, anchor = '']) => anchor,
  );
  expect(links.length).toBeGreaterThan(own.length);
  expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
});
