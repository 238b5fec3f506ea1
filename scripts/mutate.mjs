// npm run mutate: breaks each bundled playbook in many ways, and says which of them neither check nor the scenarios catch.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { bundle } from './mutate/bundle.mjs';
import { compared } from './mutate/listed.mjs';
import { tryAll } from './mutate/try-all.mjs';
import { root } from './prepare.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(root, 'playbooks') },
    survivors: { type: 'string', default: join(root, 'scripts', 'mutate', 'survivors.yaml') },
    verbose: { type: 'boolean', default: false },
  },
});
const count = values.count === 'all' ? Number.POSITIVE_INFINITY : Number(values.count);
if (!(count >= 1)) {
  process.stderr.write(`--count takes how many ways to break each playbook in, or all, and got "${values.count}"\n`);
  process.exit(2);
}
const folder = resolve(values.folder);
const ids =
  positionals.length > 0
    ? positionals
    : readdirSync(folder)
        .filter((name) => name.endsWith('.test.yaml'))
        .map((name) => name.slice(0, -'.test.yaml'.length))
        .sort();
const say = (line = '') => process.stdout.write(`${line}\n`);

const core = await bundle();
let tried;
try {
  tried = await tryAll(ids, { core, folder, count, seed: values.seed });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
} finally {
  rmSync(fileURLToPath(core), { force: true });
}

say('Each playbook, broken in one place at a time. What is said, written and labelled is not looked at.');
for (const id of ids) {
  const mutants = tried.filter((each) => each.id === id);
  const caught = (by) => mutants.filter((each) => each.by === by).length;
  const survivors = mutants.filter(({ by }) => by === undefined);
  say();
  say(
    `${id}: ${mutants.length} mutants; caught by check ${caught('check')}, by rules ${caught('rules')}, by scenarios ${caught('scenarios')}; ${survivors.length} survive`,
  );
  if (values.verbose)
    for (const { by, kind, name, why } of mutants) say(`  ${by ?? 'SURVIVES'}  ${kind}  ${name}  (${why ?? ''})`);
  for (const { line, name } of survivors) say(`  ${id}.yaml:${line} ${name}`);
}
const listed = existsSync(values.survivors) ? (parse(readFileSync(values.survivors, 'utf8')) ?? {}) : {};
const { unlisted, caught, untried } = compared(tried, listed, ids);
say();
for (const { id, line, name } of unlisted) say(`not caught, and not listed: ${id}.yaml:${line} ${name}`);
for (const { id, name } of caught) say(`listed, and caught: ${id} ${name}`);
for (const { id, name } of untried) say(`listed, and not tried: ${id} ${name}`);
const wrong = unlisted.length + caught.length + untried.length;
const survivors = tried.filter(({ by }) => by === undefined).length;
say(
  `${tried.length} mutants: ${tried.length - survivors} caught, ${survivors} survive${wrong === 0 ? ', each listed with its reason' : ''}`,
);
process.exitCode = wrong === 0 ? 0 : 1;
