// Packs the package, installs it as a user would, and runs what was installed. Run by npm test where CI is set.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from './prepare.mjs';

const onWindows = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'holdfast-pack-'));
const prefix = join(folder, 'prefix');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

try {
  npm('pack', '--pack-destination', folder);
  npm(
    'install',
    '--global',
    '--prefix',
    prefix,
    '--allow-scripts=better-sqlite3',
    join(folder, `holdfast-${version}.tgz`),
  );
  const home = join(prefix, onWindows ? '' : 'lib', 'node_modules', 'holdfast');

  const installed = JSON.parse(npm('ls', '--global', '--prefix', prefix, '--all', '--parseable', '--json'));
  const needed = Object.keys(locked).filter((path) => path && !locked[path].dev);
  assert.deepEqual([...names(installed.dependencies.holdfast)].sort(), needed.map(nameOf).sort());

  for (const path of ['LICENSE', 'dist/THIRD-PARTY-LICENSES.txt', 'playbooks', 'templates'])
    assert.ok(existsSync(join(home, path)), path);

  const Database = createRequire(join(home, 'package.json'))('better-sqlite3');
  assert.equal(new Database(':memory:').prepare('SELECT 1').pluck().get(), 1);

  assert.equal(holdfast('--version').trim(), version);
  assert.match(holdfast('--help'), /^Usage: holdfast/m);
  assert.match(holdfast('map', 'win-back'), /^<svg /);
  assert.match(holdfast('explain', 'tab'), /^tab \(error\): /);
} finally {
  rmSync(folder, { recursive: true });
}

function npm(...args) {
  return execFileSync('npm', [...args, '--loglevel=warn'], { cwd: root, shell: onWindows, encoding: 'utf8' });
}

function holdfast(...args) {
  const bin = onWindows ? join(prefix, 'holdfast.cmd') : join(prefix, 'bin', 'holdfast');
  return execFileSync(bin, args, { cwd: folder, shell: onWindows, encoding: 'utf8' });
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function names({ dependencies = {} }, found = new Set()) {
  for (const [name, dependency] of Object.entries(dependencies)) names(dependency, found.add(name));
  return found;
}
