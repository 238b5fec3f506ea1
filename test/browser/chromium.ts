import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { test } from '@jest/globals';

/** A Chromium that is on this machine: the one `CHROMIUM` names, else the first on the PATH. None is fetched. */
export const chromium: string | undefined = process.env['CHROMIUM'] ?? found();

function found(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(runs);
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const MISSING = 'there is no Chromium here: install Debian’s "chromium", or name one in the variable CHROMIUM';

if (chromium === undefined && !process.env['CI']) process.stderr.write(`tests of pages are skipped: ${MISSING}\n`);

/** A test that needs a browser: left out where there is none, which is said, except under CI, where it fails. */
export function browserTest(name: string, run: (executable: string) => Promise<void>): void {
  if (chromium !== undefined) test(name, () => run(chromium), 60_000);
  else if (process.env['CI'])
    test(name, () => {
      throw new Error(MISSING);
    });
  else test.skip(name, () => {});
}
