// npm run pictures: plays the scenes of scripts/pictures/scenes.mjs in a terminal, and writes a picture of each.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { rowsOf } from './pictures/cells.mjs';
import { play } from './pictures/play.mjs';
import { scenes } from './pictures/scenes.mjs';
import { svgOf } from './pictures/svg.mjs';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'docs', 'pictures') } } });
if (await prepare()) process.exit(1);
mkdirSync(values.out, { recursive: true });

const waiting = [...scenes];
const failed = [];
await Promise.all(Array.from({ length: availableParallelism() }, work));
for (const file of readdirSync(values.out)) {
  const known = scenes.some(({ name }) => file === `${name}.svg`);
  if (file.endsWith('.svg') && !known) rmSync(join(values.out, file));
}
for (const why of failed) process.stderr.write(`${why}\n`);
process.stdout.write(`${scenes.length - failed.length} of ${scenes.length} pictures in ${values.out}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function work() {
  for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
    const { name, title, size } = scene;
    try {
      const rows = await play(scene, rowsOf);
      writeFileSync(join(values.out, `${name}.svg`), svgOf({ title, columns: size.columns, rows }));
    } catch (error) {
      failed.push(`${name}: ${error.message}`);
    }
  }
}
