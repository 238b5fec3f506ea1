// npm test: makes the checkout ready, then checks everything. With arguments, only jest, which gets them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { prepare, stage } from './prepare.mjs';

const args = process.argv.slice(2);
const checks = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  lint: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  layers: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src'],
};

const total = { passed: 0, failed: 0, skipped: 0 };
const count = (ok) => total[ok ? 'passed' : 'failed']++;

const unready = await prepare();
if (unready) count(false);
if (!unready || unready === 'build') {
  if (args.length === 0)
    for (const [name, check] of Object.entries(checks)) count(stage(name, process.execPath, check));
  jest();
  if (process.env.CI && args.length === 0) count(stage('package', process.execPath, ['scripts/pack-check.mjs']));
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed ? 1 : 0;

function jest() {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  const outputFile = join(folder, 'results.json');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const ok = stage('tests', process.execPath, [...node, '--json', '--outputFile', outputFile, ...args], { live: true });
  const results = resultsIn(outputFile);
  rmSync(folder, { recursive: true });
  const failed = (results.numFailedTests ?? 0) + (results.numRuntimeErrorTestSuites ?? 0);
  total.passed += results.numPassedTests ?? 0;
  total.skipped += (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
  // Jest also fails for what is no test: no test found, an obsolete setting, a crash.
  total.failed += ok ? failed : Math.max(failed, 1);
}

function resultsIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
