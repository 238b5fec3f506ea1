import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { tempFolder } from '../temp-folder.js';
import { type Offered, type Underlined, withEditor } from './language-server.js';

const folder = tempFolder();
let playbook = '';
let scenarios = '';
beforeAll(async () => {
  const { code, stderr } = await run(['new', 'late-delivery'], '', {}, folder);
  if (code !== 0) throw new Error(stderr);
  playbook = readFileSync(join(folder, 'late-delivery.yaml'), 'utf8');
  scenarios = readFileSync(join(folder, 'late-delivery.test.yaml'), 'utf8');
});

const mistaken = (text: string, right: string, wrong: string): string => {
  if (text.split(right).length !== 2) throw new Error(`"${right}" does not stand there once`);
  return text.replace(right, wrong);
};

/** What is underlined, as an author reads it off the screen. */
const shown = (text: string, found: readonly Underlined[]) =>
  found.map(({ range: { start, end }, message }) => {
    const line = text.split('\n')[start.line] ?? '';
    return [line.slice(start.character, start.line === end.line ? end.character : undefined), start.line + 1, message];
  });

const lineOf = (text: string, words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;

describe('an editor underlines nothing', () => {
  test('in what holdfast new writes', async () => {
    await withEditor(folder, async ({ underlines }) => {
      expect(await underlines('late-delivery.yaml', playbook)).toEqual([]);
      expect(await underlines('late-delivery.test.yaml', scenarios)).toEqual([]);
    });
  });

  test('in the playbooks that come with Holdfast', async () => {
    const names = readdirSync('playbooks').filter((name) => /^[\w-]+\.yaml$/.test(name));
    expect(names.length).toBeGreaterThan(5);
    const found = await withEditor(folder, ({ underlines }) =>
      Promise.all(names.map((name) => underlines(name, forEditors(readFileSync(join('playbooks', name), 'utf8'))))),
    );
    expect(found).toEqual(names.map(() => []));
  });
});

const forEditors = (text: string) => `# yaml-language-server: $schema=./playbook.schema.json\n${text}`;

/** What is right, what is typed in its place, what is underlined and where it stands, and what is told of it. */
const MISTAKES = [
  ['an unknown key', 'do: One offer.', 'doo: One offer.', 'doo', 'Property doo is not allowed.'],
  ['an unknown key of a question', 'max: 300', 'most: 300', 'most', 'Property most is not allowed.'],
  ['a missing key', ', group: saved', '', 'stays', 'Missing property "group".'],
  [
    'a missing key of a question',
    'ask: {type: date, min: today}',
    'ask: {min: today}',
    'ask',
    'Missing property "type".',
  ],
  ['a value of another kind', 'version: 1 ', 'version: one ', 'one', 'Incorrect type. Expected "integer".'],
  ['a list for a text', 'do: Never run them down.', 'do: [Never]', '[Never]', 'Incorrect type. Expected "string".'],
  [
    'a word that is none of a few',
    'group: lost',
    'group: gone',
    'gone',
    /^Value is not accepted. Valid values: "saved"/,
  ],
  [
    'an unknown type of question',
    '{type: text, max: 300}',
    '{type: txt, max: 300}',
    'txt',
    /^Value is not accepted. Valid values: "choice"/,
  ],
  ['a name with a capital', 'id: goodbye', 'id: Good bye', 'Good bye', /^A name is written in small letters/],
  ['the name of an offer with a dash', '  free_month: {', '  free-month: {', 'free-month', /^A name is written in/],
] as const;

test.each(MISTAKES)('an editor underlines %s', async (_, right, wrong, underlined, told) => {
  const text = mistaken(playbook, right, wrong);
  const found = await withEditor(folder, ({ underlines }) => underlines('wrong.yaml', text));
  const line = lineOf(playbook, right);
  expect(shown(text, found)).toEqual([
    [underlined, line, typeof told === 'string' ? told : expect.stringMatching(told)],
  ]);
});

test('an editor underlines an unknown key of a scenario', async () => {
  const text = mistaken(scenarios, "that: ['offers", "then: ['offers");
  const found = await withEditor(folder, ({ underlines }) => underlines('wrong.test.yaml', text));
  expect(shown(text, found)).toEqual([['then', lineOf(scenarios, "that: ['offers"), 'Property then is not allowed.']]);
});

const labels = (offered: readonly Offered[]) => offered.map(({ label }) => label);
const wordsOn = (offered: readonly Offered[], wanted: string) => {
  const { documentation } = offered.find(({ label }) => label === wanted) ?? {};
  return typeof documentation === 'string' ? documentation : documentation?.value;
};

describe('an editor offers', () => {
  test('the keys of a step, with their words', async () => {
    const offered = await withEditor(folder, ({ offers }) => offers('more.yaml', `${playbook}\n  - id: more\n    ‸\n`));
    expect(labels(offered)).toEqual(expect.arrayContaining(['say', 'do', 'why', 'ask', 'next', 'end', 'offer', 'use']));
    expect(labels(offered)).not.toContain('id');
    expect(wordsOn(offered, 'do')).toBe('For the rep alone; may hold {{ names }}.');
    expect(offered.filter(({ label }) => !wordsOn(offered, label))).toEqual([]);
  });

  test('the eight types of a question', async () => {
    const text = `${playbook}\n  - id: more\n    ask:\n      type: ‸\n`;
    const offered = await withEditor(folder, ({ offers }) => offers('more.yaml', text));
    const types = ['choice', 'choices', 'date', 'money', 'number', 'scale', 'text', 'yes_no'];
    expect(labels(offered).toSorted()).toEqual(types);
    expect(wordsOn(offered, 'scale')).toBe('A whole number on a scale, 1 to 5 unless set.');
  });

  test('the keys of a question by its type, and at first only that', async () => {
    const [text, open] = await withEditor(folder, async ({ offers }) => [
      await offers('more.yaml', `${playbook}\n  - id: more\n    ask:\n      type: text\n      ‸\n`),
      await offers('other.yaml', `${playbook}\n  - id: more\n    ask:\n      ‸\n`),
    ]);
    expect(labels(text).toSorted()).toEqual(['check', 'max', 'optional', 'pattern', 'personal']);
    expect(labels(open)).toContain('type');
    expect(labels(open)).not.toContain('pattern');
  });

  test('the groups of outcomes, with what they count', async () => {
    const text = mistaken(playbook, 'group: lost', 'group: ‸');
    const offered = await withEditor(folder, ({ offers }) => offers('more.yaml', text));
    expect(labels(offered).toSorted()).toEqual(['done', 'incomplete', 'lost', 'pending', 'saved']);
    expect(wordsOn(offered, 'incomplete')).toBe('It did not get that far; never a save.');
  });
});

test('an editor tells what a key means', async () => {
  const text = mistaken(playbook, 'say: Of course.', 's‸ay: Of course.');
  const told = await withEditor(folder, ({ tells }) => tells('late-delivery.yaml', text));
  expect(told).toContain('Read aloud to the customer');
  expect(told).not.toContain('For the rep alone');
});
