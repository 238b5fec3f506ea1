import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Context } from './context.js';

/** An editor that saves writes several times within a moment: one change (ms). */
const A_MOMENT = 60;

/**
 * Watches real files, those that are not there yet included. It is their folders that are watched: most editors save by
 * putting another file in the place of the old one, and whoever watches that may miss it.
 */
export const watch: Context['watch'] = async (paths, changed) => {
  const places = paths.flatMap((path) => [path, ...behind(path)]);
  const names = new Set(places.map((path) => basename(path)));
  const folders = new Set(places.map((path) => resolve(dirname(path))));
  let due: NodeJS.Timeout | undefined;
  const watcher = watchFiles([...folders], {
    ignored: (path) => !folders.has(resolve(path)),
    ignoreInitial: true,
    persistent: false,
  });
  watcher.on('raw', (_, path) => {
    // Some systems do not say which file it was.
    if (typeof path === 'string' && path !== '' && !names.has(basename(path))) return;
    clearTimeout(due);
    due = setTimeout(changed, A_MOMENT);
  });
  // What cannot be watched is not reloaded; the preview itself goes on.
  watcher.on('error', () => {});
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return async () => {
    clearTimeout(due);
    await watcher.close();
  };
};

/** The file that a link leads to, which is where an editor writes. */
function behind(path: string): readonly string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}
