import type { Option, Question } from '../../src/playbook/flow.js';
import { DOWN, ENTER, UP } from './keys.js';
import type { Chance } from './kill-chance.js';
import { entry, offerEntry, replyEntry } from './kill-entries.js';
import { AFRESH, type Move, words } from './kill-keys.js';
import type { Asked, Shown } from './kill-screen.js';

type Offered = Shown['offered'];

/** The answer to a question that may be on the screen, or still to come: then all its options are taken to be there. */
export function answer(asked: Asked, offered: Offered, chance: Chance): Move {
  const { id, question, step } = asked;
  if (asked.kind === 'reply') return reply(id, offered, chance);
  if (step?.offer !== undefined) return makeOffer(id, offered, chance);
  const jot = asked.jot && chance.often(0.5) ? words(chance) : '';
  const jotted = asked.jot ? [...AFRESH, ...jot, ENTER] : [];
  if (question === undefined) return { keys: [...jotted, ...AFRESH, ENTER], entries: [entry(id, null, jot)] };
  const { keys, value } = given(question, offered, chance);
  return { keys: [...jotted, ...AFRESH, ...keys], entries: [entry(id, value, jot)] };
}

const NONE = 'None of these';

/** Offers have digits; those that somebody else may make have none. */
function makeOffer(step: string, offered: Offered, chance: Chance): Move {
  const there = offered.filter(({ digit }) => digit !== '');
  const at = chance.whole(0, there.length - 1);
  const label = there[at]?.label ?? '';
  return { keys: rowPicked(there.length, at), entries: [label === NONE ? entry(step, 'none') : offerEntry(label)] };
}

/** What accepts an offer needs Enter: its digit alone is refused. */
function reply(offer: string, offered: Offered, chance: Chance): Move {
  const there = offered.filter(({ digit }) => digit !== '');
  const at = chance.whole(0, there.length - 1);
  const said = replyEntry(offer, there[at]?.label ?? '');
  if (chance.often(0.5)) return { keys: rowPicked(there.length, at), entries: [said] };
  return { keys: [...AFRESH, String(at + 1)], entries: at === 0 ? [] : [said] };
}

const rowPicked = (count: number, at: number): readonly string[] => [
  ...AFRESH,
  ...Array.from({ length: count }, () => UP),
  ...Array.from({ length: at }, () => DOWN),
  ENTER,
];

interface Given {
  readonly keys: readonly string[];
  readonly value: unknown;
}

function given(question: Question, offered: Offered, chance: Chance): Given {
  const typed = (text: string, value: unknown): Given => ({ keys: [...text, ENTER], value });
  if (question.optional && !('options' in question) && chance.often(0.3)) return typed('', null);
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return pick(question, offered, chance);
    case 'choices':
      return tick(question, offered, chance);
    case 'text': {
      const said = words(chance);
      return typed(said, said);
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
export function optionsIn(question: Optioned, offered: Offered): readonly Option[] {
  return offered.flatMap(({ label }) => {
    const exact = question.options.find((option) => option.label === label);
    return exact ?? question.options.find((option) => option.label.startsWith(label)) ?? [];
  });
}

const optionsThere = (question: Optioned, offered: Offered): readonly Option[] =>
  offered.length === 0 ? question.options : optionsIn(question, offered);

function pick(question: Optioned, offered: Offered, chance: Chance): Given {
  const there = optionsThere(question, offered);
  const option = chance.pick(there);
  const said = option.words && chance.often(0.7) ? words(chance) : '';
  const more = option.words ? [...AFRESH, ...said, ENTER] : [];
  const bare = question.type === 'yes_no' ? option.id === 'yes' : option.id;
  const digit = question.type === 'yes_no' ? option.id.charAt(0) : String(there.indexOf(option) + 1);
  const keys = question.options.length > 9 ? [...option.label, ENTER] : [digit];
  return { keys: [...keys, ...more], value: said === '' ? bare : [bare, said] };
}

function tick(question: Extract<Question, { type: 'choices' }>, offered: Offered, chance: Chance): Given {
  const there = optionsThere(question, offered);
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
