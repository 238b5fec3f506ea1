import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { bodies, freshLog } from '../terminal/log.js';
import { run } from './run.js';

const PLAYBOOK = `
playbook: answered
title: Answered
version: 1
language: en
about: cancellation
outcomes:
  over: {label: Over, group: done, needs: [code]}
  gone: {label: Gone, group: lost}
steps:
  - {id: day, say: Which day?, ask: {type: date}}
  - {id: more, say: More?, ask: {type: yes_no, no: {end: over}}}
  - {id: code, say: Which code?, ask: {type: text}, end: over}
`;

async function answered(answers: string) {
  const folder = tempFolder();
  const [playbook, file, log] = [join(folder, 'answered.yaml'), join(folder, 'answers.yaml'), freshLog()];
  writeFileSync(playbook, PLAYBOOK);
  writeFileSync(file, answers);
  return { ...(await run(['call', playbook, '--answers', file, '--db', log])), log };
}

test('what YAML takes for a number is taken as it was typed', async () => {
  const { code, log } = await answered('day: +3\nmore: yes\ncode: 0042\n');
  expect(code).toBe(0);
  const given = bodies(log).flatMap((body) => (body.type === 'answered' ? [body.value] : []));
  expect(given).toEqual([
    expect.objectContaining({ type: 'date' }),
    expect.anything(),
    { type: 'text', words: '0042' },
  ]);
});

test.each(['trail', 'out', 'cards', 'why', 'bcak'])('a file cannot give the command %s', async (command) => {
  const { code, stderr } = await answered(`day: {answer: fri, first: ${command}}\n`);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /answers\.yaml: "day" has the command ".*", which .*\nhint: there are card and note with words, back,/,
  );
});

test('what cannot be set at wrap-up leaves the call open', async () => {
  const { code, stderr, log } = await answered('day: fri\nmore: no\nwrap_up: {code: ask_later}\n');
  expect(code).toBe(1);
  expect(stderr).toContain('wrap_up: "code" can be ask, would_not_say, not_asked, and not "ask_later"');
  expect(bodies(log).map(({ type }) => type)).not.toContain('call_ended');
});

test('what a wrap-up had no place for is told', async () => {
  const { code, stderr } = await answered('day: fri\nmore: no\nwrap_up: {outcome: gone, cdoe: not_asked}\n');
  expect([code, stderr]).toEqual([0, 'not asked for, and not used: wrap_up cdoe\n']);
});

test('what a check says is told as a sentence, whether its author ended it or not', async () => {
  const folder = tempFolder();
  const [playbook, file] = [join(folder, 'answered.yaml'), join(folder, 'answers.yaml')];
  const check = '{type: date, check: [{if: day < today, level: soft, message: it has gone}]}';
  writeFileSync(playbook, PLAYBOOK.replace('{type: date}', check));
  writeFileSync(file, 'day: 2020-01-01\n');
  const { stderr } = await run(['call', playbook, '--answers', file, '--db', freshLog()]);
  expect(stderr).toContain('it has gone. To do it all the same');
});
