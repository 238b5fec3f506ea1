import { alternate, print, row, timed } from './figures.mjs';
import { playbook } from './playbook.mjs';

/** Steps, and how often each is measured. */
const SIZES = [
  [60, 21],
  [1000, 7],
  [10_000, 1],
];

/** What a trainer waits for, beside what the YAML parser alone takes on the same text, and how each grows. */
export async function measureWorkbench(core) {
  const found = [];
  for (const [steps, rounds] of SIZES) found.push(await measure(core, steps, rounds));
  for (const [at, after] of found.entries()) {
    const before = found[at - 1];
    if (before === undefined) continue;
    const grown = after.taken.map(([what, ms], task) => `${what} ${(ms / before.taken[task][1]).toFixed(1)} x`);
    print(
      `from ${named(before.steps)} to ${named(after.steps)} (${(after.steps / before.steps).toFixed(1)} x): ${grown.join(', ')}`,
    );
  }
}

async function measure({ parseDocument, check, explore, svgMap }, steps, rounds) {
  const text = playbook(steps, { terse: true });
  const { flow, diagnostics } = check(text);
  if (flow === undefined || diagnostics.length > 0) throw new Error(`${steps} steps: ${JSON.stringify(diagnostics)}`);
  const [parsing, checking, exploring, drawing] = await alternate(
    rounds,
    () => timed(() => parseDocument(text)),
    () => timed(() => check(text)),
    () => timed(() => explore(flow)),
    () => timed(() => svgMap(flow)),
  );
  const rows = [
    ['check, lints and rules', checking],
    ['explore, every path', exploring],
    ['map, as SVG', drawing],
  ];
  for (const [what, ms] of rows) row(`${what}, ${named(steps)}`, ms, parsing, 'YAML parser alone');
  return {
    steps,
    taken: [
      ['YAML parser', parsing],
      ['check', checking],
      ['explore', exploring],
      ['map', drawing],
    ],
  };
}

/** Their texts are short: with longer ones, 10,000 steps would be no playbook any more. */
const named = (steps) => `${steps.toLocaleString('en')} terse steps`;
