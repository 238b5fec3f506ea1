import type { Flow } from '../../src/playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../../src/playbook/outcomes.js';
import { ENTER } from './keys.js';
import type { Chance } from './kill-chance.js';
import { draftEntry, endEntry, needLabel, noteEntry, promiseEntry, waivedEntry } from './kill-entries.js';
import type { Row } from './kill-items.js';
import { AFRESH, type Move, TAB, words } from './kill-keys.js';
import type { Shown } from './kill-screen.js';
import { stepsOf } from './kill-steps.js';

/** What each line is to be set to, as it is labelled; those that are not named stay. */
type Settings = ReadonlyMap<Row, string>;

/** Ends the call, all evidence marked: a follow-up is dropped only where another is left, so that it is not refused. */
export function endCalmly(flow: Flow, shown: Shown, chance: Chance): Move {
  const promises = shown.rows.filter(({ kind }) => kind === 'promise').length;
  return end(flow, shown, chance, { drop: promises > 1 ? 0.3 : 0, leaveOpen: 0 });
}

/** Ends the call as it comes: it may be refused, when something that is needed was left open or dropped. */
export const endSomehow = (flow: Flow, shown: Shown, chance: Chance): Move =>
  end(flow, shown, chance, { drop: 0.3, leaveOpen: 0.1 });

interface Care {
  readonly drop: number;
  readonly leaveOpen: number;
}

function end(flow: Flow, shown: Shown, chance: Chance, { drop, leaveOpen }: Care): Move {
  const note = chance.often(0.4) ? words(chance) : '';
  const set = new Map<Row, string>();
  let dropped = 0;
  for (const row of shown.rows) {
    if (row.kind === 'evidence' && !chance.often(leaveOpen)) set.set(row, chance.pick([SAID_NOT, ASKED_NOT]));
    if (row.kind === 'promise' && row.set === 'promise' && dropped === 0 && chance.often(drop)) {
      set.set(row, 'drop');
      dropped += 1;
    }
    if (row.kind === 'draft' && chance.often(drop)) set.set(row, 'drop');
  }
  const now = (row: Row): string => set.get(row) ?? row.set;
  const of = (kind: Row['kind']): readonly Row[] => shown.rows.filter((row) => row.kind === kind);
  const promised = of('promise').filter((row) => now(row) === 'promise');
  const given = new Set([
    ...(note ? [needLabel('note')] : []),
    ...(promised.length > 0 ? [needLabel('follow_up')] : []),
  ]);
  return {
    keys: settle(flow, shown, set, note),
    entries: [
      ...of('evidence').flatMap((row) => (given.has(row.label) ? [] : [waivedEntry(row.label, now(row))])),
      ...(note ? [noteEntry(note)] : []),
      ...promised.map(({ label }) => promiseEntry(label)),
      ...of('draft').flatMap((row) => (now(row) === 'keep' ? [draftEntry(row.label)] : [])),
      endEntry(shown.asked.id),
    ],
    leaves: true,
  };
}

/** Asks for evidence now; `undefined` when there is none that can be asked for. */
export function askFor(flow: Flow, shown: Shown, chance: Chance): Move | undefined {
  const askable = shown.rows.filter((row) => row.kind === 'evidence' && canBeAsked(flow, shown, row));
  if (askable.length === 0) return undefined;
  return { keys: settle(flow, shown, new Map([[chance.pick(askable), ASK]]), ''), entries: [] };
}

/** Turns to another outcome, whose own wrap-up then shows. */
export function turnTo(flow: Flow, shown: Shown, chance: Chance): Move | undefined {
  const outcome = shown.rows.find(({ kind }) => kind === 'outcome');
  const others = [...flow.outcomes.values()].map(({ label }) => label).filter((label) => label !== shown.asked.id);
  if (outcome === undefined || breaksOff(shown) || others.length === 0) return undefined;
  return { keys: settle(flow, shown, new Map([[outcome, chance.pick(others)]]), ''), entries: [] };
}

const ASK = 'Ask it now';
const SAID_NOT = 'Would not say';
const ASKED_NOT = 'Not asked';

/** The wrap-up of a call that has not come to its end: nothing can be asked there, and it has one outcome. */
const breaksOff = ({ asked }: Shown): boolean =>
  [...BUILT_IN_OUTCOMES.values()].some(({ label }) => label === asked.id);

function canBeAsked(flow: Flow, shown: Shown, row: Row): boolean {
  if (breaksOff(shown)) return false;
  return stepsOf(flow).some(({ name, step }) => needLabel(name) === row.label && step.ask !== undefined);
}

function optionsOf(flow: Flow, shown: Shown, row: Row): readonly string[] {
  switch (row.kind) {
    case 'outcome':
      return [...flow.outcomes.values()].map(({ label }) => label);
    case 'evidence':
      return [...(canBeAsked(flow, shown, row) ? [ASK] : []), SAID_NOT, ASKED_NOT];
    case 'promise':
      return ['promise', 'drop'];
    case 'draft':
      return ['keep', 'drop'];
  }
}

/** From where the cursor is over all lines, Space by Space, to the note, and Enter. */
function settle(flow: Flow, shown: Shown, set: Settings, note: string): readonly string[] {
  const { rows } = shown;
  const from = rows.findIndex(({ on }) => on);
  const first = from < 0 ? rows.length : from;
  const keys: string[] = [];
  // Twice round at most: the note may lie between, and is what is come to last.
  for (let place = first; place < first + 2 * (rows.length + 1); place++) {
    const row = rows[place % (rows.length + 1)];
    if (row !== undefined && place < first + rows.length + 1)
      keys.push(...spaces(optionsOf(flow, shown, row), row.set, set.get(row)));
    if (row === undefined && place >= first + rows.length) break;
    keys.push(TAB);
  }
  return [...keys, ...AFRESH, ...note, ENTER];
}

function spaces(options: readonly string[], from: string, to: string | undefined): readonly string[] {
  const wanted = to === undefined ? -1 : options.indexOf(to);
  if (wanted < 0) return [];
  const at = options.indexOf(from);
  const presses = at < 0 ? wanted + 1 : (wanted - at + options.length) % options.length;
  return Array.from({ length: presses }, () => ' ');
}
