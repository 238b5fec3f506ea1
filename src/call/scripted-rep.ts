import type { Raw } from './read-answer.js';
import type { Rep } from './rep.js';

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
  return {
    ask: async ({ screen, refusal }) => {
      const step = screen.step ?? '';
      if ((asked.get(step) ?? 0) >= MOST_VISITS)
        return { kind: 'leave', why: `the answers go round in a circle at "${step}"` };
      if (refusal) return { kind: 'leave', why: `${step}: ${refusal.message}` };
      if (screen.kind === 'wrap_up') return { kind: 'answer', raw: String(take('note')?.raw ?? '') };
      if (screen.kind === 'evidence') return { kind: 'answer', raw: 'not_asked' };
      if (screen.kind === 'override') return { kind: 'leave', why: `${step}: ${screen.do}` };
      const given = take(step);
      if (screen.question === undefined) return { kind: 'answer', ...given };
      if (given !== undefined) return { kind: 'answer', ...given };
      if (screen.question.optional) return { kind: 'answer', raw: '' };
      return { kind: 'leave', why: `the answers have nothing for "${step}"` };
    },
    trail: print,
    unused: () => [...answers.keys()].filter((step) => !asked.has(step)),
  };
}
