import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { decode } from './read/decode.js';

/** One answer of a file of answers. `raw` is absent where only a jot was written down. */
export interface WrittenAnswer {
  readonly raw?: string | number | boolean | readonly string[];
  readonly words?: string;
  readonly jot?: string;
  /** Reason for passing soft checks. */
  readonly override?: string;
  /** Commands, as they are typed after a slash, that come before the answer when its step is first shown. */
  readonly first?: readonly string[];
}

export type ReadAnswers =
  | {
      readonly ok: true;
      readonly answers: ReadonlyMap<string, WrittenAnswer>;
      /** Under `wrap_up`: what is set there otherwise than proposed, by the name of the need, follow-up or draft. */
      readonly wrapUp: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads answers keyed by step or fact: an option's id, a number, a day, words, a list of options, or
 * `{answer, words, jot, override, first}`.
 */
export function readAnswers(bytes: Uint8Array): ReadAnswers {
  const text = decode(bytes);
  if (typeof text !== 'string') return { ok: false, problem: text.message };
  try {
    const document = parseDocument(text, { stringKeys: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw error;
    const pairs = document.contents === null ? [] : pairsOf(document.contents, 'it');
    const answers = pairs
      .filter(([name]) => name !== WRAP_UP)
      .map(([name, node]) => [name, answerOf(name, node)] as const);
    const settled = pairs.filter(([name]) => name === WRAP_UP).flatMap(([name, node]) => pairsOf(node, `"${name}"`));
    const wrapUp = settled.map(([name, node]) => [name, String(rawOf(name, node))] as const);
    return { ok: true, answers: new Map(answers), wrapUp: new Map(wrapUp) };
  } catch (error) {
    return { ok: false, problem: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '' };
  }
}

const WRAP_UP = 'wrap_up';

function pairsOf(node: Node | null, what: string): readonly (readonly [name: string, node: Node | null])[] {
  if (!isMap(node)) throw new Error(`${what} is not a map`);
  return node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value as Node | null] as const);
}

function answerOf(name: string, node: Node | null): WrittenAnswer {
  if (!isMap(node)) return { raw: rawOf(name, node) };
  const answer: { -readonly [Key in keyof WrittenAnswer]: WrittenAnswer[Key] } = {};
  for (const { key, value } of node.items) {
    const part = String(isScalar(key) ? key.value : key);
    const raw = rawOf(name, value as Node | null);
    if (part === 'answer') answer.raw = raw;
    else if (part === 'first') answer.first = Array.isArray(raw) ? raw : [String(raw)];
    else if (part === 'words' || part === 'jot' || part === 'override') answer[part] = String(raw);
    else throw new Error(`"${name}" has "${part}"; an answer has answer, words, jot, override and first`);
  }
  return answer;
}

function rawOf(name: string, node: Node | null): string | number | boolean | readonly string[] {
  if (isSeq(node)) return node.items.map((item) => String(rawOf(name, item as Node)));
  if (!isScalar(node)) throw new Error(`"${name}" is neither an answer nor a list of options`);
  const { value, source = '' } = node;
  // `+3` is a day and `0042` a number of an order: as numbers they would lose their first sign.
  if (typeof value === 'number' && /^(?:\+|-?0\w)/.test(source)) return source;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
}
