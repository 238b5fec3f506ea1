import { readAnswer } from '../call/read-answer.js';
import type { Flow, Question } from '../playbook/flow.js';
import type { WrittenValue } from '../playbook/scenario-write.js';
import type { Value, Words } from '../playbook/value.js';
import { rawOf } from './raw-of.js';
import { readByConditions } from './record-reads.js';

/** Words for words of customers: harmless, and the same every time. */
const WORDS = ['some words', 'Example', 'word', 'jane@example.com', '+31 20 555 0100', '12345', 'AB-123', 'x', '1'];

const NAME = 'Jane Example';
const NUMBERS = ['12345', '1', '1000000', '0'];
const DAYS = ['2000-01-01', '2026-01-05', '2100-01-01'];

/** A text that the question takes instead of the one that was given; `undefined` where none of ours fits. */
function fakeText(question: Question, given: string | null, isName: boolean): string | undefined {
  const shaped = given === null ? [] : [shapeOf(given)];
  const patterned = question.type === 'text' && question.pattern !== undefined;
  const candidates = [...(isName ? [NAME] : []), ...(patterned ? shaped : []), ...WORDS, ...shaped];
  return candidates.find((words) => isTaken(question, words));
}

const isTaken = (question: Question, typed: string): boolean =>
  readAnswer(question, typed, [], { locale: 'en', currency: 'EUR', today: '2026-01-05' }).ok;

/** `K-4711 Ümit` has the shape `A-1111 Aaaa`. */
const shapeOf = (text: string): string =>
  text
    .replace(/\d/g, '1')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{L}/gu, (letter) => (letter === 'A' ? 'A' : 'a'));

type NoText = Exclude<Value, { type: 'text' }>;

/** Stands for what a customer said, and remembers what was replaced. */
export interface Fakes {
  readonly value: (name: string, question: Question, value: Value, isName: boolean) => WrittenValue;
  /** Words beside an answer were replaced. */
  readonly note: (name: string) => void;
  readonly doubt: (text: string) => void;
  readonly notes: () => readonly string[];
}

export function createFakes(flow: Flow): Fakes {
  const replaced = new Set<string>();
  const doubts = new Set<string>();
  const read = readByConditions(flow);
  const faked = (name: string, question: Question, words: Words, isName: boolean): string => {
    replaced.add(name);
    if (read.has(name)) doubts.add(`"${name}" is read by a condition, so other words may lead the call elsewhere`);
    const fake = fakeText(question, words, isName);
    if (fake === undefined) doubts.add(`no harmless words of ours fit the pattern of "${name}": type some`);
    return fake ?? 'type some words';
  };
  /** A number or a day by which a customer is known. */
  const fakeNumber = (name: string, question: Question, value: NoText): WrittenValue => {
    const fake = (value.type === 'date' ? DAYS : NUMBERS).find((typed) => isTaken(question, typed));
    if (fake === undefined) doubts.add(`"${name}" tells who the customer is, and stays: type another`);
    else replaced.add(name);
    if (fake === undefined) return rawOf(value);
    return value.type === 'date' ? fake : Number(fake);
  };
  return {
    value: (name, question, value, isName) => {
      if (value.type === 'text') return faked(name, question, value.words, isName || flow.facts.has(name));
      return isName ? fakeNumber(name, question, value) : rawOf(value);
    },
    note: (name) => void replaced.add(name),
    doubt: (text) => void doubts.add(text),
    notes: () => [...(replaced.size === 0 ? [] : [`words were replaced at: ${[...replaced].join(', ')}`]), ...doubts],
  };
}
