import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../prepare.mjs';

/** What judges a mutant, as one module; its URL. It lies inside the checkout, so that it finds its packages. */
export async function bundle() {
  const outfile = join(root, 'node_modules', '.cache', 'holdfast-mutate', `core-${process.pid}.mjs`);
  const contents = `
    export { parseDocument, isCollection, isScalar, LineCounter } from 'yaml';
    export { compile } from './src/playbook/compile.ts';
    export { check } from './src/playbook/check.ts';
    export { readScenarios } from './src/playbook/scenarios.ts';
    export { coverageOf, leastCovered } from './src/rehearsal/coverage.ts';
    export { judgeScenario } from './src/rehearsal/scenario-judge.ts';`;
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return pathToFileURL(outfile).href;
}
