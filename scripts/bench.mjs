// npm run bench: how fast it is, each figure beside a yardstick from the same run. It measures; it never fails a build.
import { constants, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { measureAnswers, measureTyped } from './bench/answers.mjs';
import { bigLog } from './bench/big-log.mjs';
import { bundle } from './bench/bundle.mjs';
import { measureCheck } from './bench/check.mjs';
import { measureExport } from './bench/export.mjs';
import { print } from './bench/figures.mjs';
import { playbook } from './bench/playbook.mjs';
import { measureFirstQuestion, measureStartUp } from './bench/start-up.mjs';
import { measureWorkbench } from './bench/workbench.mjs';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { answers: { type: 'string', default: '1000000' } } });
const answers = Number(values.answers);
if (!Number.isInteger(answers) || answers < 1) {
  process.stderr.write(`--answers takes how many the log is to hold, and got "${values.answers}"\n`);
  process.exit(2);
}
if (await prepare()) process.exit(1);

const main = join(root, 'dist', 'main.js');
const bundles = [await bundle({ proofs: true }), await bundle({ proofs: false })];
const core = await import(bundles[0]);
const made = bigLog(core, answers);
// Beside the original, for the disk to be the same: what is measured here is written to a copy.
const folder = mkdtempSync(join(dirname(made), 'run-'));
try {
  const log = join(folder, 'calls.db');
  copyFileSync(made, log, constants.COPYFILE_FICLONE);
  const text = playbook(1000);
  const [short, long] = [join(folder, '60.yaml'), join(folder, '1000.yaml')];
  writeFileSync(short, playbook(60));
  writeFileSync(long, text);

  const size = `${answers.toLocaleString('en')} answers in the log (${Math.round(statSync(log).size / 1e6)} MB)`;
  print(
    `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores; ${size}\n`,
  );
  await measureStartUp(main);
  await measureFirstQuestion(main, short, log);
  measureAnswers(core, text, log, folder);
  await measureTyped(main, long, log, folder);
  await measureExport(core, main, log, folder);
  await measureCheck(bundles, long, text);
  await measureWorkbench(core);
} finally {
  rmSync(folder, { recursive: true });
}
