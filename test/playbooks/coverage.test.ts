import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bundled, sources } from './bundled.js';

const points = Object.keys(JSON.parse(readFileSync('test/playbooks/domain-points.json', 'utf8')));
const named = [...bundled.values()].flatMap(sources);

/** As many as the domain has of each kind: a point that is struck from the list does not go unseen. */
const numbered = { D: [0, 12], M: [0, 8], C: [1, 8], X: [1, 8], B: [1, 13] } as const;

describe('the bundled playbooks', () => {
  test('are held against every point of the domain', () => {
    const all = Object.entries(numbered).flatMap(([kind, [first, last]]) =>
      Array.from({ length: last - first + 1 }, (_, nth) => `${kind}${first + nth}`),
    );
    expect([...points].sort()).toEqual(all.sort());
  });

  test.each(points)('name point %s', (point) => {
    expect(named).toContain(point);
  });

  test('name no point that does not exist', () => {
    expect(named.filter((point) => !points.includes(point))).toEqual([]);
  });
});
