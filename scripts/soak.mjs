// npm run soak: kills calls 300 times, with npm test's own test for it. A number of kills may be given, and HOLDFAST_KILL_SEED set.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './prepare.mjs';

const kills = Number(process.argv[2] ?? 300);
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write(`soak takes a number of kills, and got "${process.argv[2]}"\n`);
  process.exit(2);
}
const began = performance.now();
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', join('test', 'terminal', 'kill.test.ts')], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, HOLDFAST_KILLS: String(kills) },
});
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${kills} calls killed in ${seconds} s: ${status === 0 ? 'nothing lost' : 'FAILED'}\n`);
process.exitCode = status ?? 1;
