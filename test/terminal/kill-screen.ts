import type { Flow, Question } from '../../src/playbook/flow.js';
import type { Terminal } from './terminal.js';

/** What a rep can read: the trail, and below it one whole screen. */
export interface Shown {
  readonly trail: readonly string[];
  readonly asked: Asked;
  /** Screens answered so far, by the header. */
  readonly done: number;
  /** Options in their order, as far as they stand on one line. */
  readonly offered: readonly Offered[];
  /** Why the last answer was not taken. */
  readonly problem?: string | undefined;
}

/** `id`: the step or fact; at wrap-up the need that is missing; else empty. */
export interface Asked {
  readonly kind: 'step' | 'fact' | 'evidence' | 'wrap_up' | 'override' | 'note' | 'other';
  readonly id: string;
  readonly question?: Question | undefined;
  readonly jot?: boolean;
}

interface Offered {
  readonly label: string;
  readonly ticked: boolean;
}

const HEADER = / (\d+) done(?:, \d+\+ to go)? · \d+:\d\d *$/;
const TRAIL = /^[✓↩✎–!■] /;
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
    problem: frame.find((line) => line.startsWith('! ')),
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
  if (frame.includes('Wrap up: ')) return { kind: 'wrap_up', id: '' };
  if (frame.includes('To keep it, say why; Enter alone changes it.')) return { kind: 'override', id: '' };
  if (frame.includes('A note, kept with the call.')) return { kind: 'note', id: '' };
  const [, need] = /needs more: The answer to "(\w+)" is missing/.exec(frame) ?? [];
  if (need !== undefined) return { kind: 'evidence', id: need };
  const fact = [...flow.facts.values()].find(({ label }) => frame.startsWith(`ASK ${label} `));
  const [step] = [...flow.steps.values()]
    .filter(({ screen }) => screen)
    .map((candidate) => ({ candidate, script: scriptOf(candidate) }))
    .filter(({ script }) => script.length > 0 && script.every((part) => frame.includes(part)))
    .sort((one, other) => other.script.join().length - one.script.join().length);
  if (step !== undefined) {
    const { id, ask: question, jot } = step.candidate;
    return { kind: 'step', id, question, jot: jot !== undefined };
  }
  if (fact !== undefined) return { kind: 'fact', id: fact.id, question: fact.question };
  return { kind: 'other', id: '' };
}

/** What a step says and does, apart from the values in it. */
const scriptOf = ({ say, do: doing }: { readonly say?: Script; readonly do?: Script }): readonly string[] =>
  [...(say?.parts ?? []), ...(doing?.parts ?? [])].flatMap((part) => (typeof part === 'string' ? [plain(part)] : []));

interface Script {
  readonly parts: readonly unknown[];
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
