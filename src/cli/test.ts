import { UserError } from '../call/user-error.js';
import { coverageOf, leastCovered } from '../rehearsal/coverage.js';
import { type Judged, judgeScenario } from '../rehearsal/scenario-judge.js';
import type { Context, ExitCode } from './context.js';
import { placeOf } from './find-playbook.js';
import { findScenarios, type Pair, readPair } from './test-files.js';
import { asJson, reported, type Tested } from './test-report.js';
import { refuseOverPlaybook } from './written-over.js';

export interface TestFlags {
  readonly minCoverage?: string;
  readonly junit?: string;
  readonly record?: string;
  readonly json?: boolean;
  readonly db?: string;
}

/** `holdfast test [files]`: plays the scenarios of playbooks, and says what they cover. */
export async function test(context: Context, files: readonly string[], flags: TestFlags): Promise<ExitCode> {
  if (flags.record !== undefined) {
    const named = files.map((name) => placeOf(context, name));
    return (await import('./test-record.js')).record(context, named, flags.record, flags);
  }
  refuseOverPlaybook('--junit', flags.junit, 'results');
  const least = flags.minCoverage === undefined ? undefined : percentOf(flags.minCoverage);
  const { pairs, bare } = findScenarios(context, files);
  const all: Tested[] = [];
  for (const pair of pairs) {
    const tested = await testPair(context, pair);
    all.push(tested);
    if (!flags.json) for (const line of reported(tested)) context.print(line);
  }
  if (flags.json) await context.pour(`${JSON.stringify(all.map(asJson), null, 2)}\n`);
  if (flags.junit !== undefined)
    await context.files.replace(flags.junit, [(await import('./test-junit.js')).junit(all)], 'others');
  for (const playbook of bare) context.say(`${playbook} has no scenarios`);
  const low = least === undefined ? [] : tooLow(all, bare, least);
  for (const line of low) context.say(line);
  const judged = all.flatMap((each) => (each.ok ? each.judged : []));
  const failed = judged.filter(({ failures }) => failures.length > 0).length;
  const broken = all.filter(({ ok }) => !ok).length;
  const passed = failed === 0 ? (broken === 0 ? ': all pass' : '') : `: ${failed} failed`;
  const unread = broken === 0 ? '' : `, ${count(broken, 'file')} with errors`;
  context.say(`${count(judged.length, 'scenario')}${passed}${unread}`);
  return failed + broken + low.length > 0 ? 1 : 0;
}

async function testPair(context: Context, pair: Pair): Promise<Tested> {
  const read = readPair(context, pair);
  if (!read.ok) return { ...pair, ...read };
  const judged: Judged[] = [];
  for (const scenario of read.scenarios) judged.push(await judgeScenario(read.flow, scenario));
  return { ...pair, ok: true, judged, coverage: coverageOf(read.flow, judged) };
}

function percentOf(typed: string): number {
  const percent = Number(typed.replace(/%$/, ''));
  if (/^\d{1,3}%?$/.test(typed) && percent <= 100) return percent;
  throw new UserError(
    `--min-coverage takes a percentage, and got "${typed}"`,
    'for example: --min-coverage 100, which is everything',
    2,
  );
}

/** The playbooks of which less is covered, each by the kind of which least is. */
function tooLow(all: readonly Tested[], bare: readonly string[], least: number): readonly string[] {
  const low = all.flatMap((each) => {
    const lowest = each.ok ? leastCovered(each.coverage) : undefined;
    if (lowest === undefined || (100 * lowest.covered) / lowest.of >= least) return [];
    const { kind, covered, of, percent } = lowest;
    return [`${each.playbook}: ${covered} of ${of} ${kind} covered, ${percent} %; at least ${least} % is asked for`];
  });
  return least === 0
    ? low
    : [...low, ...bare.map((playbook) => `${playbook}: nothing is covered; at least ${least} % is asked for`)];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
