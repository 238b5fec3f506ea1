import type { Option, Question } from '../../src/playbook/flow.js';
import type { Chance } from './kill-chance.js';
import type { Asked, Shown } from './kill-screen.js';

/** What a rep does on one screen: the keys, and what the log must say once they were taken. */
export interface Move {
  readonly keys: readonly string[];
  readonly entries: readonly string[];
  /** The call is over with it. */
  readonly ends?: true;
}

const ENTER = '\r';
const CTRL = { p: '\x10', f: '\x06', n: '\x0e' };
/** Ctrl-E and Ctrl-U: to the end of the line, and empties it. Also parts two presses of one key, which would be a held key. */
const AFRESH = ['\x05', '\x15'];

/** What the log says of an answer. */
export const entry = (step: string, value: unknown, jot = ''): string =>
  `${step}: ${JSON.stringify(value)}${jot === '' ? '' : `, jot ${jot}`}`;
export const noteEntry = (words: string): string => `note: ${words}`;
export const waivedEntry = (need: string, mark: string): string => `${need}: waived, ${mark}`;
export const BACK = 'back';
export const END = 'end';

/** Mostly answers; now and then a note, back, or forward. */
export function wander(shown: Shown, chance: Chance): Move {
  const { asked, done } = shown;
  if (asked.kind === 'override') return goOn(shown, chance);
  const roll = chance.part();
  if (roll < 0.1) {
    const note = words(chance);
    return { keys: [...AFRESH, CTRL.n, ...note, ENTER], entries: [noteEntry(note)] };
  }
  if (roll < 0.25 && done > 0) return { keys: [CTRL.p], entries: [BACK] };
  if (roll < 0.35 && asked.kind === 'step') return { keys: [CTRL.f], entries: [] };
  return goOn(shown, chance);
}

/** An answer to what is asked, whatever it is. */
export function goOn({ asked, offered }: Shown, chance: Chance): Move {
  switch (asked.kind) {
    case 'wrap_up': {
      const note = chance.often(0.3) ? words(chance) : '';
      return { keys: [...AFRESH, ...note, ENTER], entries: [...(note ? [noteEntry(note)] : []), END], ends: true };
    }
    case 'override':
      return { keys: [...AFRESH, ...words(chance), ENTER], entries: [] };
    case 'evidence': {
      const [digit, mark] = chance.pick([
        ['1', ''],
        ['2', 'would_not_say'],
        ['3', 'not_asked'],
      ] as const);
      return { keys: [...AFRESH, digit], entries: mark === '' ? [] : [waivedEntry(asked.id, mark)] };
    }
    case 'step':
    case 'fact':
      return answer(asked, offered, chance);
    case 'note':
    case 'other':
      throw new Error('a screen that nobody knows');
  }
}

/** The answer to a question that may be on the screen, or still to come: then all its options are taken to be there. */
export function answer(asked: Asked, offered: Shown['offered'], chance: Chance): Move {
  const { id, question } = asked;
  const jot = asked.jot && chance.often(0.5) ? words(chance) : '';
  const jotted = asked.jot ? [...AFRESH, ...jot, ENTER] : [];
  if (question === undefined) return { keys: [...jotted, ...AFRESH, ENTER], entries: [entry(id, null, jot)] };
  const { keys, value } = reply(question, offered, chance);
  return { keys: [...jotted, ...AFRESH, ...keys], entries: [entry(id, value, jot)] };
}

interface Replied {
  readonly keys: readonly string[];
  readonly value: unknown;
}

function reply(question: Question, offered: Shown['offered'], chance: Chance): Replied {
  const typed = (text: string, value: unknown): Replied => ({ keys: [...text, ENTER], value });
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return pick(question, offered, chance);
    case 'choices':
      return tick(question, offered, chance);
    case 'text': {
      const said = question.optional && chance.often(0.3) ? '' : words(chance);
      return typed(said, said === '' ? null : said);
    }
    case 'number': {
      const number = chance.whole(question.min ?? 0, question.max ?? 900);
      return typed(String(number), number);
    }
    case 'money': {
      const cents = chance.whole((question.min ?? 0) * 100, (question.max ?? 900) * 100);
      return typed((cents / 100).toFixed(2), cents);
    }
    case 'date': {
      const date = new Date(Date.now() + chance.whole(2, 30) * 86_400_000).toISOString().slice(0, 10);
      return typed(date, date);
    }
    case 'scale': {
      const number = chance.whole(question.min, question.max);
      return question.max > 9 ? typed(String(number), number) : { keys: [String(number)], value: number };
    }
  }
}

type Optioned = Extract<Question, { readonly options: readonly Option[] }>;

/** The options that are there, by what can be read of their labels. */
function options(question: Optioned, offered: Shown['offered']): readonly Option[] {
  if (offered.length === 0) return question.options;
  return offered.flatMap(({ label }) => {
    const exact = question.options.find((option) => option.label === label);
    return exact ?? question.options.find((option) => option.label.startsWith(label)) ?? [];
  });
}

function pick(question: Optioned, offered: Shown['offered'], chance: Chance): Replied {
  const there = options(question, offered);
  const option = chance.pick(there);
  const said = option.words && chance.often(0.7) ? words(chance) : '';
  const more = option.words ? [...AFRESH, ...said, ENTER] : [];
  const bare = question.type === 'yes_no' ? option.id === 'yes' : option.id;
  const digit = question.type === 'yes_no' ? option.id.charAt(0) : String(there.indexOf(option) + 1);
  const keys = question.options.length > 9 ? [...option.label, ENTER] : [digit];
  return { keys: [...keys, ...more], value: said === '' ? bare : [bare, said] };
}

function tick(question: Extract<Question, { type: 'choices' }>, offered: Shown['offered'], chance: Chance): Replied {
  const there = options(question, offered);
  const wanted = there.filter(() => chance.often(0.5));
  const { min = question.optional ? 0 : 1, max = there.length } = question;
  const rest = there.filter((option) => !wanted.includes(option));
  const chosen = [...wanted, ...rest.slice(0, Math.max(min - wanted.length, 0))].slice(0, max);
  const keys = there.flatMap((option, at) =>
    chosen.includes(option) === (offered[at]?.ticked ?? false) ? [] : [String(at + 1)],
  );
  const ids = question.options.filter((option) => chosen.includes(option)).map(({ id }) => id);
  return { keys: [...keys, ENTER], value: ids.length === 0 && question.optional ? null : ids };
}

/** Words that no other answer has, most likely. */
const words = (chance: Chance): string => `words ${chance.whole(0, 1e6).toString(36)}`;
