import type { Flow } from '../playbook/flow.js';
import type { Explored } from '../rehearsal/explore.js';
import type { Refusing } from '../rehearsal/explore-checks.js';
import { MOST_WAYS } from '../rehearsal/explore-figures.js';
import type { DeadEnd, Ending, Length, Paths, Stop } from '../rehearsal/explore-paths.js';
import type { Unreached } from '../rehearsal/explore-reached.js';
import type { Walks } from '../rehearsal/explore-walks.js';
import { table } from './table.js';

const COLUMNS = 80;

/** What was found, readable at 80 columns. */
export function inWords(flow: Flow, { paths, unreached, refusing }: Explored, walks: Walks): readonly string[] {
  return [
    ...(paths === undefined
      ? [`${flow.id} uses other playbooks too many times over: its paths were not walked`]
      : pathLines(flow, paths, unreached)),
    ...section('dead ends', (paths?.deadEnds ?? []).flatMap(deadEnd)),
    ...section(
      'no answer passes',
      refusing.flatMap((each) => refused(flow, each)),
    ),
    ...section('no path comes to', unreached === undefined ? [] : unreachedLines(unreached)),
    '',
    ...walkLines(walks),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function pathLines(flow: Flow, paths: Paths, unreached: Unreached | undefined): readonly string[] {
  const { states, complete, outcomes } = paths;
  const [shortest] = outcomes.toSorted((a, b) => a.shortest.screens - b.shortest.screens);
  const rows = [...outcomeRows(flow, paths, unreached)];
  return [
    `${flow.id}: ${counted(states, 'state')} of the script${complete ? '' : ', and more: not all paths were walked'}`,
    ...(shortest === undefined
      ? ['  no path comes to an end']
      : lengthLines('shortest', shortest.outcome, shortest.shortest)),
    ...longestLines(paths),
    ...(complete && paths.paths !== undefined && shortest !== undefined ? [`  paths     ${number(paths.paths)}`] : []),
    '',
    ...table(TITLES, rows, COLUMNS),
    ...(rows.some(([, shortest]) => shortest === 'aside')
      ? ['aside: only from a card, or when the customer insists']
      : []),
  ];
}

function longestLines({ complete, outcomes, rounds, moreRounds }: Paths): readonly string[] {
  const [longest] = outcomes.toSorted((a, b) => (b.longest?.screens ?? 0) - (a.longest?.screens ?? 0));
  if (!complete || longest?.longest === undefined) return [];
  if (outcomes.every(({ endless }) => !endless)) return lengthLines('longest', longest.outcome, longest.longest);
  const more = moreRounds === 0 ? [] : [`${INDENT}and ${moreRounds} more`];
  return [
    '  longest   without end: a call can go round',
    ...rounds.flatMap((steps) => wrapped(arrows([...steps, steps[0] ?? '']), INDENT)),
    ...more,
    `${INDENT}without a round, at most ${counted(longest.longest.screens, 'screen')}`,
  ];
}

const INDENT = ' '.repeat(12);

const lengthLines = (what: string, outcome: string, { screens, way = [] }: Length): readonly string[] => [
  `  ${what.padEnd(10)}${counted(screens, 'screen')}, to ${outcome}`,
  ...wrapped(told(way), INDENT),
];

const TITLES = ['outcome', 'shortest', 'longest', 'minutes spoken', 'paths'].map((title, at) =>
  at === 0 ? { title, least: 12 } : { title },
);

/** Those that the playbook declares, then built-in ones that it ends with. */
function* outcomeRows(flow: Flow, { complete, outcomes }: Paths, unreached: Unreached | undefined) {
  const found = new Map(outcomes.map((each) => [each.outcome, each]));
  for (const id of new Set([...flow.outcomes.keys(), ...found.keys()])) {
    const ending = found.get(id);
    if (ending !== undefined) yield [id, ...figures(ending)];
    else if (unreached?.outcomes.includes(id)) yield [id, 'never'];
    else yield [id, complete ? 'aside' : 'not seen'];
  }
}

function figures({ shortest, longest, endless, paths, minutes }: Ending): readonly string[] {
  if (longest === undefined) return [`${shortest.screens}`];
  const { least = 0, most } = minutes ?? {};
  return [
    `${shortest.screens}`,
    endless ? 'no end' : `${longest.screens}`,
    most === undefined ? `${least.toFixed(1)} and more` : `${least.toFixed(1)} to ${most.toFixed(1)}`,
    paths === undefined ? 'no end' : number(paths),
  ];
}

function deadEnd({ step, way, when }: DeadEnd): readonly string[] {
  const taken = when.map(({ condition, holds }) => `\`${condition}\` ${holds ? 'holds' : 'does not hold'}`);
  return [
    ...wrapped(`${told([...way, { step }])}: no answer leads to an end`, '  '),
    ...taken.map((each) => `    when ${each}`),
  ];
}

function refused(flow: Flow, { playbook, at, checks }: Refusing): readonly string[] {
  const whose = playbook === flow.id ? '' : ` of ${playbook}`;
  return [`  ${at}${whose}: every answer is refused by`, ...checks.map((check) => `    ${check}`)];
}

function unreachedLines({ steps, options, cards, offers, outcomes }: Unreached): readonly string[] {
  const named = [
    ...steps.map((id) => `step ${id}`),
    ...options.map(({ step, option }) => `option ${option} of step ${step}`),
    ...cards.map((id) => `card ${id}`),
    ...offers.map((id) => `offer ${id}`),
    ...outcomes.map((id) => `outcome ${id}`),
  ];
  const more = named.length - MOST_NAMED;
  return [
    ...named.slice(0, MOST_NAMED).map((each) => `  ${each}`),
    ...(more > 0 ? [`  and ${more} more: --json names them all`] : []),
  ];
}

const MOST_NAMED = 20;

function walkLines({ seed, wanted, played, outcomes, against, stranded }: Walks): readonly string[] {
  if (wanted === 0) return ['no calls were played'];
  const lost = stranded.reduce((sum, { calls }) => sum + calls, 0);
  const few = played < wanted ? ` of ${wanted}` : '';
  const rows = outcomes.map(({ outcome, calls, meanScreens }) => [outcome, `${calls}`, meanScreens.toFixed(1)]);
  return [
    `${counted(played, 'call')}${few} played by chance (--seed ${seed}): ${lost === 0 ? 'none is' : lost === 1 ? '1 is' : `${lost} are`} stranded`,
    ...stranded.flatMap(({ at, why, calls }) => wrapped(`${calls}x  ${at}: ${why}`, '  ')),
    ...(rows.length === 0 ? [] : ['', ...table(WALKED, rows, COLUMNS), ASIDE_TOO]),
    ...section(
      'ended against a rule: a rep has to say why',
      against.map(({ rule, calls }) => `  ${calls}x  ${rule}`),
    ),
  ];
}

const ASIDE_TOO = 'counted with going back and cards, so it can be more than on any path';

const WALKED = [{ title: 'ended with', least: 12 }, { title: 'calls' }, { title: 'screens on average' }];

const told = (way: readonly Stop[]): string =>
  arrows(way.map(({ step, answer }) => (answer === undefined ? step : `${step} (${answer})`)));

const arrows = (steps: readonly string[]): string => steps.join(' → ');

const MOST_LINES = 6;

/** Broken between screens; of a very long path, the beginning. */
function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<=→) /)) {
    if (line !== '' && indent.length + line.length + 1 + piece.length > COLUMNS) {
      lines.push(line);
      line = piece;
    } else line = line === '' ? piece : `${line} ${piece}`;
  }
  lines.push(line);
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '… (--json tells it whole)'] : lines;
  return shown.map((each) => `${indent}${each}`);
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

function number(count: bigint): string {
  if (count >= MOST_WAYS) return 'over 10^100';
  const digits = count.toString();
  if (digits.length <= 9) return count.toLocaleString('en');
  return `${digits[0]}.${digits[1]} × 10^${digits.length - 1}`;
}
