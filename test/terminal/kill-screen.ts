import { spoken } from '../../src/call/trail.js';
import type { Flow, Question } from '../../src/playbook/flow.js';
import { needsIn, type Place, placesIn } from './kill-places.js';
import type { Terminal } from './terminal.js';

/** What a rep can read: the trail, and below it one whole screen. */
export interface Shown {
  readonly trail: readonly string[];
  readonly asked: Asked;
  /** Screens answered so far, by the header. */
  readonly done: number;
  /** Options in their order, as far as they stand on one line. */
  readonly offered: readonly Offered[];
  /** What a wrap-up settles, in its order. */
  readonly items: readonly Item[];
  /** Why the last answer was not taken. */
  readonly problem?: string | undefined;
}

/** `id`: the step or fact; of how an offer is taken, `reply` and the offer; at wrap-up the outcome; else empty. */
export interface Asked {
  readonly kind: 'step' | 'fact' | 'offer' | 'reply' | 'wrap_up' | 'override' | 'note' | 'other';
  readonly id: string;
  readonly question?: Question | undefined;
  readonly jot?: boolean;
  /** Where the step stands, or the one that made the offer. */
  readonly place?: Place | undefined;
}

interface Offered {
  readonly label: string;
  readonly ticked: boolean;
}

/** `need` of evidence that nothing has been said about; `askable`: Enter asks for it now. */
export type Item =
  | { readonly kind: 'outcome' | 'settled' }
  | { readonly kind: 'missing'; readonly need: string; readonly askable: boolean }
  | { readonly kind: 'follow_up' | 'draft'; readonly ticked: boolean };

const HEADER = / (\d+) done(?:, \d+\+ to go)? · \d+:\d\d · step \d+:\d\d *$/;
/** A digit that needs Enter as well. */
const UNREFUSED = '! Enter, if it is so: ';
const TRAIL = /^[✓↩✎–!■◇◆] /;
const OPTION = /^[❯ ] (?:[\dyn] )?(?:\[([x ])\] )?(\S.*)$/;

/** The lines of the trail, whatever stands below them. */
export function trailOn(terminal: Terminal): readonly string[] {
  const lines = terminal.lines();
  const header = lines.findLastIndex((line) => HEADER.test(line));
  return lines.slice(0, header < 0 ? lines.length : header).filter((line) => TRAIL.test(line));
}

/** `undefined` while the screen is not whole. */
export function read(terminal: Terminal, flow: Flow): Shown | undefined {
  const lines = terminal.lines();
  const header = lines.findLastIndex((line) => HEADER.test(line));
  const foot = lines.findLastIndex((line) => line.includes('^C leave'));
  if (header < 0 || foot < header) return undefined;
  const frame = lines.slice(header + 1, foot);
  return {
    trail: trailOn(terminal),
    asked: askedIn(plain(frame.join(' ')), flow),
    done: Number(HEADER.exec(lines[header] ?? '')?.[1]),
    offered: frame.flatMap((line) => {
      const [, tick, label] = OPTION.exec(line) ?? [];
      return label === undefined ? [] : [{ label, ticked: tick === 'x' }];
    }),
    items: frame.flatMap((line) => itemIn(line, flow)),
    problem: frame.find((line) => line.startsWith('! ') && !line.startsWith(UNREFUSED)),
  };
}

/** Resolves to the screen that follows the one before: another question, another line of the trail, or a refusal. */
export async function look(terminal: Terminal, flow: Flow, before?: Shown): Promise<Shown> {
  let shown: Shown | undefined;
  await terminal.sees(() => {
    shown = read(terminal, flow);
    return shown !== undefined && (before === undefined || follows(shown, before));
  });
  if (shown === undefined) throw new Error('no screen');
  return shown;
}

const follows = (shown: Shown, before: Shown): boolean =>
  !['note', 'other'].includes(shown.asked.kind) &&
  (shown.trail.length > before.trail.length ||
    shown.asked.kind !== before.asked.kind ||
    shown.asked.id !== before.asked.id ||
    shown.problem !== before.problem);

function askedIn(frame: string, flow: Flow): Asked {
  const [, outcome] = /Wrap up: (.*?)\. A note, or nothing, then Enter ends the call\./.exec(frame) ?? [];
  if (outcome !== undefined) return { kind: 'wrap_up', id: outcome };
  if (frame.includes('To keep it, say why; Enter alone changes it.')) return { kind: 'override', id: '' };
  if (frame.includes('A note, kept with the call.')) return { kind: 'note', id: '' };
  const fact = [...flow.facts.values()].find(({ label }) => frame.startsWith(`ASK ${label} `));
  const [, offer] = /You offer: (.*?)\. How is it taken\?/.exec(frame) ?? [];
  if (offer !== undefined) return replyTo(offer, flow);
  const [place] = placesIn(flow)
    .map((candidate) => ({ candidate, script: scriptOf(candidate.step) }))
    .filter(({ script }) => script.length > 0 && script.every((part) => frame.includes(part)))
    .sort((one, other) => other.script.join().length - one.script.join().length)
    .map(({ candidate }) => candidate);
  if (place !== undefined) {
    const { ask: question, jot, offer } = place.step;
    return { kind: offer ? 'offer' : 'step', id: place.name, question, jot: jot !== undefined, place };
  }
  if (fact !== undefined) return { kind: 'fact', id: fact.id, question: fact.question };
  return { kind: 'other', id: '' };
}

function replyTo(label: string, flow: Flow): Asked {
  for (const place of placesIn(flow)) {
    const offers = place.step.offer?.offers.map((id) => place.flow.offers.get(id)) ?? [];
    const offer = offers.find((each) => each !== undefined && plain(each.label) === label);
    if (offer !== undefined) return { kind: 'reply', id: `reply ${place.prefix}${offer.id}`, place };
  }
  throw new Error(`nobody offers "${label}"`);
}

const LACKING = new Map([
  ['An offer', 'offer'],
  ['A follow-up', 'follow_up'],
  ['A note', 'note'],
]);

function itemIn(line: string, flow: Flow): readonly Item[] {
  const [, tick, label = ''] = /^[❯ ] [\d ] (?:\[([x ])\] (?:promise|keep|drop): )?(.*)$/.exec(line) ?? [];
  if (tick !== undefined)
    return [{ kind: /^(E-mail|Letter) to /.test(label) ? 'draft' : 'follow_up', ticked: tick === 'x' }];
  if (label.startsWith('Outcome:')) return [{ kind: 'outcome' }];
  const [, what = '', name] = /^(The answer to "(.*)"|An offer|A follow-up|A note):/.exec(label) ?? [];
  if (what === '') return [];
  if (!label.endsWith(': ?') && !/\( \)/.test(label)) return [{ kind: 'settled' }];
  if (label.includes('(•)')) return [{ kind: 'settled' }];
  const need = LACKING.get(what) ?? needsIn(flow).find((each) => spoken(each) === name);
  if (need === undefined) throw new Error(`nothing needs ${what}`);
  return [{ kind: 'missing', need, askable: label.includes('Ask it now') }];
}

/** What a step says and does, apart from the values in it. */
const scriptOf = ({ say, do: doing }: { readonly say?: Script; readonly do?: Script }): readonly string[] =>
  [...(say?.parts ?? []), ...(doing?.parts ?? [])].flatMap((part) => (typeof part === 'string' ? [plain(part)] : []));

interface Script {
  readonly parts: readonly unknown[];
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
