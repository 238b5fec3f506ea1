import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { watch } from '../../src/cli/watch.js';
import { tempFolder } from '../temp-folder.js';

test('a save is noticed behind a link to the file', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'real'));
  const real = join(folder, 'real', 'the-file.yaml');
  const link = join(folder, 'link.yaml');
  writeFileSync(real, 'one');
  symlinkSync(real, link);
  let noticed = (): void => {};
  const notice = new Promise<void>((resolve) => {
    noticed = resolve;
  });
  const stop = await watch([link], noticed);
  writeFileSync(real, 'two');
  await expect(notice).resolves.toBeUndefined();
  await stop();
});
