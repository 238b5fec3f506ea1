import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bundled, sources } from './bundled.js';

const points = Object.keys(JSON.parse(readFileSync('test/playbooks/domain-points.json', 'utf8')));
const named = [...bundled.values()].flatMap(sources);

describe('the bundled playbooks', () => {
  test.each(points.filter((point) => /^[DMX]/.test(point)))('name point %s', (point) => {
    expect(named).toContain(point);
  });

  test('name no point that does not exist', () => {
    expect(named.filter((point) => !points.includes(point))).toEqual([]);
  });
});
