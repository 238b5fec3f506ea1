// The licence texts of what is in the bundle; a package without one, or with one that asks more than to be named, fails the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
]);

/** Takes esbuild's metafile. */
export function licences({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => packageOf(path));
  const packages = [...new Set(used)].filter(Boolean).sort();
  return packages.map(entry).join(`\n${'-'.repeat(78)}\n\n`);
}

function packageOf(path) {
  return path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

function entry(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const terms = String(license)
    .replace(/[()]/g, '')
    .split(/ (?:AND|OR) /);
  if (!terms.every((term) => PERMISSIVE.has(term))) {
    throw new Error(`${name} ${version} is bundled, and its licence is not a permissive one we know: ${license}`);
  }
  const texts = readdirSync(join(root, folder)).filter((file) => /^(?:mit-)?(licen[cs]e|copying|notice)\b/i.test(file));
  if (texts.length === 0) throw new Error(`${name} ${version} is bundled, and it brings no licence text`);
  return `${name} ${version} (${license})\n\n${texts.map((file) => readFileSync(join(root, folder, file), 'utf8').trim()).join('\n\n')}\n`;
}
