import type { Option, Question } from '../../src/playbook/flow.js';
import { CTRL, DOWN, ENTER, ESCAPE, UP } from './keys.js';
import type { Chance } from './kill-chance.js';
import type { Place } from './kill-places.js';
import type { Asked, Item, Shown } from './kill-screen.js';

/** What a rep does on one screen: the keys, and what the log must say once they were taken. */
export interface Move {
  readonly keys: readonly string[];
  readonly entries: readonly string[];
  /** The call is over with it. */
  readonly ends?: true;
}

/** Ctrl-E and Ctrl-U: to the end of the line, and empties it. Also parts two presses of one key, which would be a held key. */
const AFRESH = ['\x05', '\x15'];
const LEFT = '\x1b[D';

/** What the log says of an answer. */
export const entry = (step: string, value: unknown, jot = ''): string =>
  `${step}: ${JSON.stringify(value)}${jot === '' ? '' : `, jot ${jot}`}`;
export const noteEntry = (words: string): string => `note: ${words}`;
export const waivedEntry = (need: string, mark: string): string => `${need}: waived, ${mark}`;
export const cardEntry = (card: string): string => `card ${card}`;
export const offerEntry = (offer: string): string => `offer ${offer}`;
export const replyEntry = (offer: string, reply: string): string => `${offer} is ${reply}`;
export const BACK = 'back';
export const INSISTED = 'insisted';
export const PROMISED = 'promised';
export const WRITTEN = 'written';
export const END = 'end';

/** What a wrap-up in the middle of a call says. */
const BROKEN_OFF = 'Hung up';

/** Mostly answers; now and then a note, a card, back, forward, or a way out. */
export function wander(shown: Shown, insists: boolean, chance: Chance): Move {
  const { asked, done } = shown;
  if (asked.kind === 'override') return goOn(shown, chance);
  const roll = chance.part();
  if (roll < 0.1) {
    const note = words(chance);
    return { keys: [...AFRESH, CTRL.n, ...note, ENTER], entries: [noteEntry(note)] };
  }
  if (asked.kind === 'wrap_up') return roll < 0.4 ? awayFromEnd(asked, chance) : goOn(shown, chance);
  if (roll < 0.2) {
    const card = cardOver(asked.place, chance);
    if (card !== undefined) return card;
  }
  if (asked.place?.step.card !== undefined) return roll < 0.4 ? outOfCard(asked.place) : goOn(shown, chance);
  if (roll < 0.32 && done > 0) return { keys: [CTRL.p], entries: [BACK] };
  if (roll < 0.4 && asked.kind === 'step') return { keys: [CTRL.f], entries: [] };
  if (roll < 0.43 && insists) return { keys: [CTRL.x, '1'], entries: [INSISTED] };
  if (roll < 0.46) return { keys: [CTRL.x, insists ? '2' : '1'], entries: [] };
  return goOn(shown, chance);
}

/** Back, to the last step by the trail, or to another outcome. */
function awayFromEnd({ id }: Asked, chance: Chance): Move {
  if (id === BROKEN_OFF) return { keys: [chance.pick([CTRL.p, ESCAPE])], entries: [] };
  return chance.pick([
    { keys: [CTRL.p], entries: [BACK] },
    { keys: [CTRL.t, UP, ENTER], entries: [BACK] },
    { keys: [...upward, ' ', ENTER], entries: [] },
  ]);
}

/** A card that can be opened over whatever question is open, by its digit. */
function cardOver(place: Place | undefined, chance: Chance): Move | undefined {
  const cards = [...(place?.flow.cards.values() ?? [])].filter(({ key, on }) => key !== undefined && on === undefined);
  const card = cards.length === 0 ? undefined : chance.pick(cards);
  if (card?.key === undefined) return undefined;
  return { keys: [CTRL.o, card.key], entries: [cardEntry(`${place?.prefix}${card.id}`)] };
}

/** From its first screen back to the question. */
function outOfCard({ step, flow }: Place): Move {
  const first = flow.cards.get(step.card ?? '')?.start === step.id;
  return { keys: [ESCAPE], entries: first ? [] : [BACK] };
}

/** An answer to what is asked, whatever it is. */
export function goOn({ asked, offered, items }: Shown, chance: Chance): Move {
  switch (asked.kind) {
    case 'wrap_up':
      return wrapUp(items, chance);
    case 'override':
      return { keys: [...AFRESH, ...words(chance), ENTER], entries: [] };
    case 'offer':
      return offer(asked, offered, chance);
    case 'reply':
      return taken(asked, offered, chance);
    case 'step':
    case 'fact':
      return answer(asked, offered, chance);
    case 'note':
    case 'other':
      throw new Error('a screen that nobody knows');
  }
}

/** More lines than any wrap-up has. */
const upward: readonly string[] = Array.from({ length: 20 }, () => UP);

function wrapUp(items: readonly Item[], chance: Chance): Move {
  const asks = items.some((item) => item.kind === 'missing' && item.askable);
  if (asks && chance.often(0.4)) return { keys: [...AFRESH, ENTER], entries: [] };
  const moves = items.map((item) => settle(item, chance));
  const note = chance.often(0.3) ? words(chance) : '';
  const order = ['waived', PROMISED, WRITTEN].map((kind) =>
    moves.flatMap(({ entries }) => entries.filter((each) => each.includes(kind))),
  );
  const [waived = [], promised = [], written = []] = order;
  return {
    keys: [...upward, ...moves.flatMap(({ keys }) => [...keys, DOWN]), ...AFRESH, ...note, ENTER],
    entries: [...waived, ...(note ? [noteEntry(note)] : []), ...promised, ...written, END],
    ends: true,
  };
}

/** With the cursor on the item. */
function settle(item: Item, chance: Chance): Move {
  switch (item.kind) {
    case 'outcome':
    case 'settled':
      return { keys: [], entries: [] };
    case 'missing': {
      const [mark, keys] = chance.pick([
        ['not_asked', [LEFT]],
        ['would_not_say', [LEFT, LEFT]],
      ] as const);
      return { keys, entries: [waivedEntry(item.need, mark)] };
    }
    case 'follow_up':
    case 'draft': {
      const turned = chance.often(0.3);
      const kept = item.kind === 'draft' ? WRITTEN : PROMISED;
      return { keys: turned ? [' '] : [], entries: item.ticked === turned ? [] : [kept] };
    }
  }
}

function offer({ place, id }: Asked, offered: Shown['offered'], chance: Chance): Move {
  const labels = [...(place?.flow.offers.values() ?? [])];
  const there = offered.flatMap(({ label }) => {
    const found = labels.find((each) => each.label === label);
    if (found !== undefined) return [offerEntry(`${place?.prefix}${found.id}`)];
    return label.startsWith('None') ? [entry(id, 'none')] : [];
  });
  const picked = chance.pick(there);
  return { keys: [...AFRESH, String(there.indexOf(picked) + 1)], entries: [picked] };
}

function taken({ place, id }: Asked, offered: Shown['offered'], chance: Chance): Move {
  const replies = place?.step.offer?.replies ?? [];
  const there = offered.flatMap(({ label }) => replies.find((each) => each.label === label) ?? []);
  const reply = chance.pick(there);
  const digit = String(there.indexOf(reply) + 1);
  // What is given away needs more than one key.
  const keys = reply.id === 'accepted' ? [digit, ENTER] : [digit];
  return { keys: [...AFRESH, ...keys], entries: [replyEntry(id.replace('reply ', ''), reply.id)] };
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
