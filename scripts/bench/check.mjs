import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { alternate, env, row, timed } from './figures.mjs';

/** The rounds after which V8 has settled. */
const WARM = 20;

/** A compilation beside what the YAML parser alone takes on the same text. `bundles` are two: with proofs, and without. */
export async function measureCheck(bundles, playbook, text) {
  const [core, unproved] = await Promise.all(bundles.map((url) => import(url)));
  const warm = [
    () => timed(() => core.parseDocument(text)),
    () => timed(() => unproved.compile(text)),
    () => timed(() => core.compile(text)),
  ];
  await alternate(WARM, ...warm);
  report('warm', await alternate(WARM, ...warm));
  const once = (url, what) => () => first(url, what, playbook);
  const cold = [once(bundles[0], 'parseDocument'), once(bundles[1], 'compile'), once(bundles[0], 'compile')];
  report('cold', await alternate(9, ...cold));
}

function report(how, [parsing, unproved, proved]) {
  row(`check, 1,000 steps, without proofs, ${how}`, unproved, parsing, 'YAML parser alone', { times: 1.5 });
  row(`check, 1,000 steps, with proofs, ${how}`, proved, parsing, 'YAML parser alone');
}

/** How long the first call of a function takes in a process of its own, once that has been imported. */
function first(url, what, playbook) {
  const code = `
    import { readFileSync } from 'node:fs';
    import { ${what} as run } from ${JSON.stringify(url)};
    const text = readFileSync(${JSON.stringify(playbook)}, 'utf8');
    const began = performance.now();
    run(text, {});
    console.log(performance.now() - began);`;
  return Number(spawnSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' }).stdout);
}
