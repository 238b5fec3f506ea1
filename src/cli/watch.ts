import { watch as watchFiles } from 'chokidar';
import type { Context } from './context.js';

/** An editor that saves writes several times within a moment: one change (ms). */
const A_MOMENT = 60;

/** Watches real files, those that are not there yet included. */
export const watch: Context['watch'] = async (paths, changed) => {
  let due: NodeJS.Timeout | undefined;
  const watcher = watchFiles([...paths], { ignoreInitial: true, persistent: false });
  watcher.on('all', () => {
    clearTimeout(due);
    due = setTimeout(changed, A_MOMENT);
  });
  // What cannot be watched is not reloaded; the preview itself goes on.
  watcher.on('error', () => {});
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return async () => {
    clearTimeout(due);
    await watcher.close();
  };
};
