import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const leavings: (() => void)[] = [];
// Registered when a test file begins to load: a hook cannot be added by a test that runs.
afterAll(() => {
  for (const leave of leavings) leave();
});

/** A folder that goes when the tests of the file are done, `close` having let go of what is open in it. */
export function tempFolder(close?: () => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  leavings.push(() => {
    close?.();
    // A process that was killed may still be letting go.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  return folder;
}
