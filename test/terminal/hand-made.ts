import { format } from '../../src/call/format.js';
import type { Prompt, Reply } from '../../src/call/rep.js';
import { aside, choice, type Item, option, type Screen, words } from '../../src/call/screen.js';
import type { Key } from '../../src/terminal/key.js';
import { press } from '../../src/terminal/press.js';
import { theme } from '../../src/terminal/theme.js';
import { begin, type Typing } from '../../src/terminal/typing.js';
import { type Size, view } from '../../src/terminal/view.js';

/** Screens as the engine gives them, made by hand. */
export const question: Screen = {
  key: 'tell 1',
  header: { title: 'Test', customer: 'Jansen BV', done: 3, left: 2 },
  kind: 'step',
  step: 'tell',
  say: 'Tell me.',
  question: words,
  options: [],
  format: format('en-GB'),
};

export const inCard: Screen = { ...question, key: 'rival 1', step: 'rival', card: 'Names a competitor' };

export function cards(...labels: readonly string[]): Screen {
  const options = labels.map((label, at) => option(`card_${at + 1}`, label));
  const keys = new Map(options.slice(0, 9).map(({ id }, at) => [String(at + 1), id]));
  return { ...aside(question, 'cards', 'Which card?', options), keys };
}

export const trailOf = (...lines: readonly string[]): Screen =>
  aside(question, 'trail', 'Customer: Jansen BV', [
    ...lines.map((line, at) => option(String(at + 1), line)),
    option('', 'Stay here'),
  ]);

export const wrapUp = (...items: readonly Item[]): Screen => ({
  ...question,
  key: 'wrap_up saved',
  kind: 'wrap_up',
  step: undefined,
  say: undefined,
  do: 'Wrap up: Stays.',
  items,
});

export const outcome: Item = {
  id: 'outcome',
  kind: 'outcome',
  label: 'Outcome',
  options: [option('saved', 'Stays'), option('lost', 'Leaves')],
  value: 'saved',
};

const MARKS = [option('would_not_say', 'Would not say'), option('not_asked', 'Not asked')];

export const evidence = (id: string, label = id): Item => ({
  id: `needs ${id}`,
  kind: 'evidence',
  label,
  options: [option('ask', 'Ask it now'), ...MARKS],
  value: '',
});

/** Evidence that no step can be asked for. */
export const lacking: Item = { ...evidence('note', 'A note'), options: MARKS };

export const followUp = (id: string, label = id): Item => ({
  id: `follow_up ${id}`,
  kind: 'follow_up',
  label,
  options: [option('promise', 'promise'), option('drop', 'drop')],
  value: 'promise',
});

export const draft = (id: string, label = id): Item => ({
  id: `draft ${id}`,
  kind: 'draft',
  label,
  options: [option('keep', 'keep'), option('drop', 'drop')],
  value: 'keep',
});

export const offers = (askFirst: readonly string[], ...labels: readonly string[]): Screen => {
  const options = labels.map((label) => option(label.toLowerCase(), label));
  return { ...question, key: 'deal 1', question: choice(options), options, askFirst };
};

export const promptOf = (screen: Screen): Prompt => ({
  screen,
  saving: () => ({ kind: 'saved' }),
  elapsed: () => 252_000,
  onScreen: () => 35_000,
});

/** What a screen comes to when these keys are pressed: a string is typed, `{name}` is a key. */
export function pressed(screen: Screen, ...keys: readonly (string | Key['name'])[]) {
  return pressedOn(screen, begin(promptOf(screen), undefined), ...keys);
}

export function pressedOn(screen: Screen, begun: Typing, ...keys: readonly (string | Key['name'])[]) {
  let typing = begun;
  let reply: Reply | undefined;
  for (const key of keys.flatMap(keysIn)) {
    if (reply !== undefined) throw new Error('a key after the reply');
    const done = press(screen, typing, key, { rows: 10, most: 0 });
    if (done.kind === 'reply') reply = done.reply;
    else typing = done.typing;
  }
  return { typing, reply };
}

function keysIn(key: string): readonly Key[] {
  const [, name] = /^\{(\w+)\}$/.exec(key) ?? [];
  if (name !== undefined) return [{ name } as Key];
  return [...key].map((text) => ({ name: 'char', text }));
}

/** A screen as lines, without colour. */
export function drawn(screen: Screen, typing: Typing, size: Size): readonly string[] {
  const plain = theme({ NO_COLOR: '1' });
  const { above, below } = view(promptOf(screen), typing, { kind: 'saved' }, size, plain);
  return `${above}\n${below}`.trimEnd().split('\n');
}

export const shown = (screen: Screen, size: Size = { columns: 80, rows: 24 }): readonly string[] =>
  drawn(screen, begin(promptOf(screen), undefined), size);
