import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';

test.each(
  readdirSync('playbooks')
    .filter((file) => !file.includes('.test.'))
    .map((file) => basename(file, '.yaml')),
)('%s has a messy call of its own', (playbook) => {
  expect(existsSync(join(import.meta.dirname, `messy-${playbook}.test.ts`))).toBe(true);
});
