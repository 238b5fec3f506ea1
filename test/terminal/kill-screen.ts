import type { Flow, Question, Step } from '../../src/playbook/flow.js';
import { type Row, rowsIn } from './kill-items.js';
import { factIn, plain, stepIn } from './kill-steps.js';
import type { Terminal } from './terminal.js';

/** What a rep can read: the trail, and below it one whole screen. */
export interface Shown {
  readonly trail: readonly string[];
  readonly asked: Asked;
  /** The label of the card that is open. */
  readonly card?: string | undefined;
  /** Screens answered so far, by the header. */
  readonly done: number;
  /** Options in their order, as far as they stand on one line. */
  readonly offered: readonly Offered[];
  /** At wrap-up: the lines to settle. */
  readonly rows: readonly Row[];
  /** Why the last answer was not taken. */
  readonly problem?: string | undefined;
}

/** `id`: the step by its name in the call, the fact, the label of the offer that was made, or of the outcome; else empty. */
export interface Asked {
  readonly kind: 'step' | 'fact' | 'reply' | 'wrap_up' | Beside | 'other';
  readonly id: string;
  readonly step?: Step | undefined;
  readonly question?: Question | undefined;
  /** The line of words before the question is what is typed now. */
  readonly jot?: boolean;
}

type Beside = 'override' | 'note' | 'cards' | 'trail' | 'way_out';

interface Offered {
  readonly label: string;
  readonly digit: string;
  readonly ticked: boolean;
}

const HEADER = /^ (.*?) +(\d+) done(?:, \d+\+ to go)? · \d+:\d\d · step \d+:\d\d *$/;
const TRAIL = /^[✓↩✎–!■◇◆] /;
const OPTION = /^[❯↑↓ ] (?:([\dyn]) )?(?:\[([x ])\] )?(\S.*)$/;
const CARD = /^CARD {2}(.*): back to the question after this/;

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
  const [, who = '', done] = HEADER.exec(lines[header] ?? '') ?? [];
  const frame = lines.slice(header + 1, foot);
  const card = frame.flatMap((line) => CARD.exec(line)?.[1] ?? [])[0];
  const script = frame.filter((line) => !CARD.test(line));
  return {
    trail: trailOn(terminal),
    asked: askedIn(plain(script.join(' ')), frame, who.split(' · ')[0] ?? '', card, flow),
    card,
    done: Number(done),
    offered: frame.flatMap((line) => {
      const [, digit = '', tick, label] = OPTION.exec(line) ?? [];
      return label === undefined ? [] : [{ label, digit, ticked: tick === 'x' }];
    }),
    rows: rowsIn(frame),
    problem: frame.find((line) => line.startsWith('! ')),
  };
}

/** Resolves to the screen that follows the one before: another question, another line of the trail, or a refusal. */
export async function look(terminal: Terminal, flow: Flow, before?: Shown): Promise<Shown> {
  let shown: Shown | undefined;
  await terminal.sees(() => {
    shown = read(terminal, flow);
    return shown !== undefined && (before === undefined ? known(shown) : follows(shown, before));
  });
  if (shown === undefined) throw new Error('no screen');
  return shown;
}

const follows = (shown: Shown, before: Shown): boolean =>
  known(shown) &&
  (shown.trail.length > before.trail.length ||
    shown.asked.kind !== before.asked.kind ||
    shown.asked.id !== before.asked.id ||
    shown.card !== before.card ||
    shown.problem !== before.problem);

/** A note is typed in one go, and no screen is anything else than what is known here. */
const known = ({ asked: { kind } }: Shown): boolean => kind !== 'note' && kind !== 'other';

const BESIDE: readonly (readonly [kind: Beside, reads: RegExp])[] = [
  ['override', /To keep it, say why; Enter alone changes it\./],
  ['note', /A note, kept with the call\./],
  ['cards', /Which card\? It leads back to where you are\./],
  ['trail', /[❯ ] (\d )?Stay here\b/],
  ['way_out', /The way out: how does this call go on\?/],
];

function askedIn(text: string, lines: readonly string[], title: string, card: string | undefined, flow: Flow): Asked {
  const beside = BESIDE.find(([, reads]) => reads.test(text));
  if (beside !== undefined) return { kind: beside[0], id: '' };
  const [, outcome] = /DO Wrap up: (.*?)\. (?:❯ )?1 Outcome: /.exec(text) ?? [];
  if (outcome !== undefined) return { kind: 'wrap_up', id: outcome };
  const [, offer] = /DO You offer: (.*?)\. How is it taken\?/.exec(text) ?? [];
  if (offer !== undefined) return { kind: 'reply', id: offer };
  const placed = stepIn(flow, title, card, text);
  if (placed !== undefined) {
    const { name: id, step } = placed;
    return { kind: 'step', id, step, question: step.ask, jot: lines.includes(`${step.jot} (optional)`) };
  }
  const fact = factIn(flow, text);
  return fact === undefined ? { kind: 'other', id: '' } : { kind: 'fact', id: fact.id, question: fact.question };
}
