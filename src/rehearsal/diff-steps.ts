import type { Flow, Step } from '../playbook/flow.js';
import { became, type Change, happens, words } from './diff-change.js';
import { comings, type Pairs } from './diff-pairs.js';
import { diffPromises, diffText } from './diff-promises.js';
import { diffCondition, diffOptions, diffQuestion } from './diff-question.js';
import { diffRoutes, goesOnElsewhere } from './diff-routes.js';
import { type Renames, renamed } from './diff-spell.js';
import { wordChanges } from './diff-words.js';

/** What tells a step from another, whatever it is called. */
export const looksOf = ({ say, do: does, ask }: Step): string => {
  const texts = [say?.source, does?.source].filter((text) => text !== undefined);
  const options = ask !== undefined && 'options' in ask ? ask.options.map(({ id, label }) => [id, label]) : [];
  return texts.length === 0 ? '' : JSON.stringify([texts, ask?.type, options]);
};

export function diffSteps(before: Flow, after: Flow, pairs: Pairs<Step>, renames: Renames): readonly Change[] {
  const come = new Set(pairs.added.map(({ id }) => id));
  return [
    ...comings({ ...pairs, added: [] }, 'step'),
    ...pairs.added.map((step) => happens(`step ${step.id}`, `added ${placeOf(after, step)}${opening(step)}`)),
    ...moved(before, after, pairs, renames),
    ...pairs.both.flatMap(({ was, now }) => diffStep(`step ${now.id}`, was, now, renames, after.reason === now.id)),
    ...(renamed(renames.names, before.start) === after.start ||
    come.has(after.start) ||
    !after.steps.has(renamed(renames.names, before.start))
      ? []
      : [happens('', `the call begins with ${after.start}, was ${renamed(renames.names, before.start)}`)]),
  ];
}

function diffStep(where: string, was: Step, now: Step, renames: Renames, counts: boolean): readonly Change[] {
  const card = was.card === undefined ? undefined : renamed(renames.cards, was.card);
  return [
    ...became(happens, where, 'the card it belongs to', card, now.card),
    ...diffText(where, 'say', was.say, now.say, renames),
    ...diffText(where, 'do', was.do, now.do, renames),
    ...diffText(where, 'why', was.why, now.why, renames),
    ...diffJot(where, was.jot, now.jot),
    ...diffCondition(where, 'it comes', was.when, now.when, renames),
    ...diffQuestion(where, was.ask, now.ask, renames, counts),
    ...diffOffers(where, was, now, renames),
    ...diffUse(where, was, now, renames),
    ...diffRoutes(where, was, now, renames),
    ...diffPromises(where, was, now, renames),
  ];
}

function diffJot(where: string, was: string | undefined, now: string | undefined): readonly Change[] {
  if (was === now) return [];
  if (was === undefined || now === undefined) return became(happens, where, 'the line to jot down', was, now);
  return [words(where, `jot: ${wordChanges(was, now)}`)];
}

function diffOffers(where: string, was: Step, now: Step, renames: Renames): readonly Change[] {
  const names = (step: Step, map?: ReadonlyMap<string, string>) =>
    step.offer?.offers.map((id) => (map === undefined ? id : renamed(map, id))).join(', ');
  return [
    ...became(happens, where, 'what it offers', names(was, renames.offers), names(now)),
    ...(was.offer === undefined || now.offer === undefined
      ? []
      : diffOptions(where, was.offer.replies, now.offer.replies, renames)),
  ];
}

function diffUse(where: string, { use: was }: Step, { use: now }: Step, renames: Renames): readonly Change[] {
  const given = (use: Step['use'], map?: Renames) =>
    use &&
    [...use.with]
      .map(([fact, name]) => `${fact}: ${map ? renamed(map.names, name) : name}`)
      .sort()
      .join(', ');
  return [
    ...became(happens, where, 'the playbook it uses', was?.flow.id, now?.flow.id),
    ...became(happens, where, 'what it passes on', given(was, renames), given(now)),
  ];
}

/** Steps that stand elsewhere, where their order is what leads from one to the next. */
function moved(before: Flow, after: Flow, { both }: Pairs<Step>, renames: Renames): readonly Change[] {
  const counts =
    both.some(({ was, now }) => goesOnElsewhere(was, now, renames)) ||
    renamed(renames.names, before.start) !== after.start;
  if (!counts) return [];
  const places = new Map([...after.steps.keys()].map((id, at) => [id, at]));
  const stays = longestRise(both.map(({ now }) => places.get(now.id) ?? 0));
  return both
    .filter((_, at) => !stays.has(at))
    .map(({ was, now }) => happens(`step ${now.id}`, `moved: ${placeOf(after, now)}, was ${placeOf(before, was)}`));
}

/** The positions of the longest run of numbers that grow: what did not move. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly before: number }[] = [];
  /** By length: where the run of that length with the least end ends. */
  const ends: number[] = [];
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    best.push({ length: low + 1, before: ends[low - 1] ?? -1 });
    ends[low] = at;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = best[at]?.before ?? -1) rise.add(at);
  return rise;
}

function placeOf({ steps }: Flow, { id, card }: Step): string {
  const own = [...steps.values()].filter((step) => step.card === card).map((step) => step.id);
  const before = own[own.indexOf(id) - 1];
  const whole = card === undefined ? '' : ` of card ${card}`;
  return before === undefined ? `as the first step${whole}` : `after ${before}`;
}

function opening({ say, do: does }: Step): string {
  const text = (say ?? does)?.source.trim().replaceAll(/\s+/g, ' ') ?? '';
  if (text === '') return '';
  return text.length <= 60 ? `: ${text}` : `: ${text.slice(0, text.lastIndexOf(' ', 60))} …`;
}
