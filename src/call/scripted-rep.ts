import type { Raw } from './read-answer.js';
import type { Rep, Reply } from './rep.js';
import type { Screen } from './screen.js';

/** An answer written down beforehand. */
export interface Scripted {
  readonly raw?: Raw;
  readonly words?: string;
  readonly jot?: string;
  readonly override?: string;
}

/** A step that is asked so often is asked for ever. */
const MOST_VISITS = 100;

export interface ScriptedRep extends Rep {
  /** Steps and facts that were never asked for. */
  unused(): readonly string[];
}

/**
 * Answers from a file, by step, under the same validation as keys. A question without an answer, or with one that is not
 * taken, leaves the call. At wrap-up `note` is the note, and evidence that the file does not hold was not asked.
 */
export function scriptedRep(answers: ReadonlyMap<string, Scripted>, print: (line: string) => void): ScriptedRep {
  const asked = new Map<string, number>();
  const take = (step: string): Scripted | undefined => {
    asked.set(step, (asked.get(step) ?? 0) + 1);
    return answers.get(step);
  };
  const note = (): string => String(take('note')?.raw ?? '');
  const leave = (why: string): Reply => ({ kind: 'leave', why });

  /** What a screen beside the steps gets; `undefined` for a step or a fact. */
  function replyBeside({ kind, step = '', do: doing }: Screen): Reply | undefined {
    switch (kind) {
      case 'note':
        return { kind: 'answer', raw: note() };
      case 'wrap_up':
        return { kind: 'answer', raw: asked.has('note') ? '' : note() };
      case 'evidence':
        return { kind: 'answer', raw: answers.has(step) && !asked.has(step) ? 'ask' : 'not_asked' };
      case 'override':
        return leave(`${step}: ${doing}`);
      default:
        return undefined;
    }
  }

  return {
    ask: async ({ screen, refusal }) => {
      const { step = '', question } = screen;
      if ((asked.get(step) ?? 0) >= MOST_VISITS) return leave(`the answers go round in a circle at "${step}"`);
      if (refusal) return leave(`${step}: ${refusal.message}`);
      const beside = replyBeside(screen);
      if (beside) return beside;
      const given = take(step);
      if (given !== undefined || question === undefined) return { kind: 'answer', ...given };
      return question.optional ? { kind: 'answer', raw: '' } : leave(`the answers have nothing for "${step}"`);
    },
    trail: print,
    unused: () => [...answers.keys()].filter((step) => !asked.has(step)),
  };
}
