import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../prepare.mjs';

/** Where bundles go: inside the checkout, so that they find its packages. */
const folder = join(root, 'node_modules', '.cache', 'holdfast-bench');

/** What the bench measures from within, as one module; its URL. With `proofs: false` a compilation proves nothing. */
export async function bundle({ proofs }) {
  const outfile = join(folder, proofs ? 'core.mjs' : 'unproved.mjs');
  const contents = `
    export { parseDocument } from 'yaml';
    export { openSession } from './src/call/session.ts';
    export { screenOf } from './src/call/screen-of.ts';
    export { compile } from './src/playbook/compile.ts';
    export { CSV_COLUMNS } from './src/store/csv-columns.ts';
    export { openLog } from './src/store/open-log.ts';
    ${proofs ? WORKBENCH : ''}`;
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['better-sqlite3', '@viz-js/viz'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: proofs ? [] : [withoutProofs],
    logLevel: 'error',
  });
  return pathToFileURL(outfile).href;
}

const WORKBENCH = `
    export { check } from './src/playbook/check.ts';
    export { explore } from './src/rehearsal/explore.ts';
    export { svgMap } from './src/rehearsal/map/map.ts';`;

const withoutProofs = {
  name: 'without-proofs',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]playbook[\\/]prove[\\/]/ }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:function|const) (\w+)/gm)];
      return { contents: names.map(([, name]) => `export const ${name} = () => {};`).join('\n') };
    }),
};
