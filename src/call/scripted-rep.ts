import type { Question } from '../playbook/flow.js';
import type { Raw } from './read-answer.js';
import type { Rep, Reply } from './rep.js';
import type { Item, Screen } from './screen.js';

/** An answer written down beforehand. */
export interface Scripted {
  readonly raw?: Raw;
  readonly words?: string;
  readonly jot?: string;
  readonly override?: string;
  /** What is done at the step before it is answered, the first time it shows: `card competitor`, `back`, `insist`. */
  readonly first?: readonly Reply[];
}

/** A step that is asked so often is asked for ever, and so is a call with so many screens. */
const MOST_VISITS = 100;
const MOST_SCREENS = 10_000;

export interface ScriptedRep extends Rep {
  /** Steps and facts that were never asked for, and what a wrap-up had no place for. */
  unused(): readonly string[];
  /** Of what was used in part, the step and what is left of it: later answers of a list, commands. */
  leftOver(): readonly (readonly [step: string, what: string])[];
}

/**
 * Answers from a file, by step, under the same validation as keys. A question without an answer, or with one that is not
 * taken, leaves the call. At wrap-up `note` is the note, `wrapUp` says what is set otherwise than proposed, and evidence that
 * the file does not hold was not asked.
 */
export function scriptedRep(
  answers: ReadonlyMap<string, Scripted>,
  wrapUp: ReadonlyMap<string, string>,
  print: (line: string) => void,
): ScriptedRep {
  const commands = new Map([...answers].map(([step, { first = [] }]) => [step, [...first]]));
  const asked = new Map<string, number>();
  const settled = new Set<string>();
  /** Steps whose list is one answer after the other, and not several options. */
  const listed = new Set<string>();
  const take = (step: string): Scripted | undefined => {
    asked.set(step, (asked.get(step) ?? 0) + 1);
    return answers.get(step);
  };
  const note = (): string => String(take('note')?.raw ?? '');
  const leave = (why: string): Reply => ({ kind: 'leave', why });

  /** What a screen beside the steps gets; `undefined` for a step or a fact. */
  function replyBeside({ kind, step = '', against = '', items = [], options }: Screen): Reply | undefined {
    switch (kind) {
      case 'note':
        return { kind: 'answer', raw: note() };
      case 'wrap_up': {
        const wrong = stray(items);
        if (wrong !== undefined) return leave(wrong);
        const picks = new Map(items.map(pick));
        // The note comes with the end, and what is asked comes before.
        const raw = [...picks.values()].includes('ask') ? '' : note();
        return { kind: 'answer', raw, picks };
      }
      case 'override':
        return overriding(step, against);
      case 'cards':
        return leave(`${step}: more than one card fits: ${options.map(({ label }) => label).join('; ')}`);
      default:
        return undefined;
    }
  }

  /** The reason for passing a soft check comes with its answer; that for a rule is written for the wrap-up. */
  function overriding(step: string, against: string): Reply {
    const reason = step === '' ? wrapUp.get('override') : undefined;
    if (reason === undefined || reason.trim() === '')
      return leave(
        `${step === '' ? 'wrap_up' : step}: ${ended(against)} To do it all the same, write why, under \`override\``,
      );
    settled.add('override');
    return { kind: 'answer', raw: reason };
  }

  /** What is written for a wrap-up and cannot be set there. */
  function stray(items: readonly Item[]): string | undefined {
    for (const [name, given] of wrapUp) {
      const options = items.filter((item) => isCalled(item, name)).flatMap((item) => item.options.map(({ id }) => id));
      if (options.includes(given)) settled.add(name);
      else if (options.length > 0) return `wrap_up: "${name}" can be ${options.join(', ')}, and not "${given}"`;
    }
    return undefined;
  }

  function pick({ id, kind, options, value }: Item): readonly [item: string, option: string] {
    const [, name = ''] = id.split(' ');
    const given = wrapUp.get(id) ?? wrapUp.get(name);
    if (given !== undefined && options.some((option) => option.id === given)) return [id, given];
    if (kind !== 'evidence') return [id, value];
    const asks = options.some((option) => option.id === 'ask') && answers.has(name) && !asked.has(name);
    return [id, asks ? 'ask' : 'not_asked'];
  }

  /** Of a list, a question that takes one answer gets the first when it is first asked, then the next. */
  function rawNow(step: string, question: Question | undefined, given: Scripted | undefined): { readonly raw?: Raw } {
    const raw = given?.raw;
    if (typeof raw !== 'object' || question?.type === 'choices') return raw === undefined ? {} : { raw };
    listed.add(step);
    return { raw: raw[Math.min(asked.get(step) ?? 1, raw.length) - 1] ?? '' };
  }

  let screens = 0;
  return {
    ask: async ({ screen, refusal }) => {
      const { step = '', question } = screen;
      screens += 1;
      if ((asked.get(step) ?? 0) >= MOST_VISITS || screens > MOST_SCREENS)
        return leave(`the answers go round in a circle at "${step}"`);
      if (refusal) return leave(`${step}: ${refusal.message}`);
      const beside = replyBeside(screen);
      if (beside) return beside;
      const next = commands.get(step)?.shift();
      if (next !== undefined) return next;
      const given = take(step);
      if (given?.raw === undefined && given?.jot === undefined && question !== undefined) {
        return question.optional ? { kind: 'answer', raw: '' } : leave(`the answers have nothing for "${step}"`);
      }
      return { kind: 'answer', ...given, ...rawNow(step, question, given) };
    },
    trail: print,
    unused: () => [
      ...[...answers].flatMap(([step, { raw, first = [] }]) => {
        // Only commands were written down for it, and none is left.
        const commanded = raw === undefined && first.length > 0 && commands.get(step)?.length === 0;
        return asked.has(step) || commanded ? [] : [step];
      }),
      ...[...wrapUp.keys()].filter((name) => !settled.has(name)).map((name) => `wrap_up ${name}`),
    ],
    leftOver: () => [
      ...[...listed].flatMap((step) => {
        const raw = answers.get(step)?.raw;
        const left = typeof raw === 'object' ? raw.slice(asked.get(step) ?? 0) : [];
        return left.map((answer) => [step, `the answer "${answer}"`] as const);
      }),
      ...[...commands].flatMap(([step, left]) =>
        left.map((reply) => [step, reply.kind === 'cards' ? `the card "${reply.card}"` : `"${reply.kind}"`] as const),
      ),
    ],
  };
}

/** Whether something at wrap-up goes by a name: `draft lost`, or `lost` alone. */
const isCalled = ({ id }: Item, name: string): boolean => id === name || id.split(' ')[1] === name;

/** What an author wrote as a message may have no full stop. */
const ended = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text : `${text}.`);
