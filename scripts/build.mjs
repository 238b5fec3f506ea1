// Bundles src/main.ts into dist/. Run by npm start, npm test and npm pack when dist/ is missing or stale.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { licences } from './licences.mjs';
import { buildStamp, root, sourceHash } from './prepare.mjs';

const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const hash = sourceHash();
const [, ...before] = buildStamp();

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: { app: 'src/main.ts' },
  entryNames: '[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  // Graphviz is not ours to hand on under MIT: npm gets it from those who build it.
  external: ['better-sqlite3', 'pg', '@viz-js/viz'],
  // CommonJS packages in the bundle (commander, yaml) still call require, for modules of Node alone.
  banner: { js: 'const require = process.getBuiltinModule;' },
  define: { HOLDFAST_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  metafile: true,
  write: false,
}).catch(() => process.exit(1)); // esbuild has said why

// Chunks are named by their content, and the entry comes after them: whoever starts, or goes on, meanwhile finds a whole build.
const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
const app = [...texts.keys()].find((name) => name.startsWith('app-'));
// Whoever asks which version is here waits for nothing else to load.
const main = `#!/usr/bin/env node
if (process.argv[2] === '--version') process.stdout.on('error', () => {}).write('${version}\\n');
else await import('./${app}');
`;
texts
  .set('THIRD-PARTY-LICENSES.txt', licences(metafile))
  .set('main.js', main)
  .set('.built-from', [hash, ...texts.keys()].join('\n'));

mkdirSync(dist, { recursive: true });
for (const [name, text] of texts) {
  const draft = join(dist, `${name}.${process.pid}`);
  writeFileSync(draft, text, { mode: name === 'main.js' ? 0o755 : 0o644 });
  renameSync(draft, join(dist, name));
}

// The chunks of the build before stay, unless packing: a call in progress may still load one.
const packing = process.env.npm_lifecycle_event === 'prepack';
const kept = new Set([...texts.keys(), ...(packing ? [] : before)]);
for (const name of readdirSync(dist)) if (!kept.has(name)) rmSync(join(dist, name), { recursive: true });
