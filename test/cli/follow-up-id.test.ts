import { expect, test } from '@jest/globals';
import { followUpNamed, shortIds } from '../../src/cli/follow-up-id.js';

const CALL = '019a8f00-0000-7000-8000-000000000001';
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ call: CALL, id: `promise_${at}` }));

test('ids are as short as tells them apart, and each names its own', () => {
  const all = many(2000);
  const ids = shortIds(all);
  expect(new Set(ids.values()).size).toBe(2000);
  const lengths = new Set([...ids.values()].map(({ length }) => length));
  expect([...lengths].sort()).toEqual([4, 5]);
  for (const [followUp, id] of [...ids].slice(0, 50)) expect(followUpNamed(all, id)).toBe(followUp);
});

test('an id stays the same when others come and go', () => {
  const [first] = many(1);
  const before = first && shortIds([first]).get(first);
  const among = shortIds(many(50));
  const now = [...among].find(([{ id }]) => id === 'promise_0')?.[1];
  expect(now?.startsWith(before ?? '?')).toBe(true);
});

test('letters that several begin with name them; what names none says where the ids stand', () => {
  const all = many(60);
  const ids = [...shortIds(all).values()];
  const letter = ids.map((id) => id.charAt(0)).find((first, at, firsts) => firsts.indexOf(first) !== at) ?? '';
  const wanted = ids.filter((id) => id.startsWith(letter)).slice(0, 3);
  expect(() => followUpNamed(all, letter)).toThrow(`"${letter}" may be ${wanted.join(' or ')}`);
  expect(() => followUpNamed(all, 'none')).toThrow('no open follow-up is called "none"');
  expect(() => followUpNamed(all, '')).toThrow('no open follow-up is called ""');
});

test('the call and the name in it do as well', () => {
  const all = many(3);
  expect(followUpNamed(all, '019a8f:promise_1')).toBe(all[1]);
  expect(() => followUpNamed(all, '019a:promise_9')).toThrow('no open follow-up');
});
