import { today } from '../call/clock.js';
import { format } from '../call/format.js';
import type { Refusal } from '../call/judge.js';
import { readAnswer } from '../call/read-answer.js';
import type { Screen } from '../call/screen.js';
import type { Option, Question } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import type { Context } from './context.js';

/** What the person at the terminal did: gave it, went back a screen with Escape, or left. */
export type Given<T> =
  | { readonly kind: 'given'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'left' };

export interface Asking {
  /** Tells this question from the others; below another screen, so that Escape leads back from it. */
  readonly key: string;
  readonly asked: string;
  /** Stands there already, to be changed or taken. */
  readonly offered?: string;
  /** The most characters. */
  readonly max?: number;
}

/** Asks to pick one. A first screen has no `key`: there is nothing behind it to go back to. */
export async function choose(
  context: Context,
  asked: string,
  options: readonly Option[],
  key?: string,
): Promise<Given<string>> {
  const question: Question = { type: 'choice', options, ...PLAIN };
  const given = await ask(context, key, { do: asked, question, options });
  return map(given, (value) => (value?.type === 'choice' ? value.id : ''));
}

/** Asks for a line of words. */
export async function askWords(context: Context, { key, asked, offered, max = 1000 }: Asking): Promise<Given<string>> {
  const question: Question = { type: 'text', max, ...PLAIN };
  const prefill = offered === undefined ? {} : { prefill: { value: { type: 'text', words: offered } as const } };
  const given = await ask(context, key, { do: asked, question, options: [], ...prefill });
  return map(given, (value) => (value?.type === 'text' ? (value.words ?? '') : ''));
}

/** Asks for a day, today or later, as people type it; gives YYYY-MM-DD. */
export async function askDay(context: Context, { key, asked }: Asking, locale: string): Promise<Given<string>> {
  const question: Question = { type: 'date', min: 'today', ...PLAIN };
  const given = await ask(context, key, { do: asked, question, options: [] }, locale);
  return map(given, (value) => (value?.type === 'date' ? value.date : ''));
}

const PLAIN = { optional: false, personal: false, checks: [] } as const;

type Shown = Pick<Screen, 'do' | 'question' | 'options' | 'prefill'> & { readonly question: Question };

async function ask(
  context: Context,
  key: string | undefined,
  shown: Shown,
  locale = 'en',
): Promise<Given<Value | null>> {
  const desk = await context.openDesk();
  const { question, options } = shown;
  const screen: Screen = {
    key: key === undefined ? 'menu' : `menu/${key}`,
    header: { title: 'Holdfast', done: 0, left: 0 },
    kind: 'menu',
    step: key,
    format: format(locale),
    ...shown,
  };
  for (let refusal: Refusal | undefined; ; ) {
    const reply = await desk.ask({
      screen,
      refusal,
      saving: () => ({ kind: 'saved' }),
      elapsed: () => 0,
      onScreen: () => 0,
    });
    if (reply.kind === 'leave') return { kind: 'left' };
    if (reply.kind === 'back' && key !== undefined) return { kind: 'back' };
    if (reply.kind !== 'answer') continue;
    const read = readAnswer(question, reply.raw ?? '', options, {
      locale,
      currency: 'EUR',
      today: today(context.clock),
    });
    if (read.ok) return { kind: 'given', value: read.value.value };
    refusal = { kind: 'invalid', message: read.problem };
  }
}

function map<T>(given: Given<Value | null>, use: (value: Value | null) => T): Given<T> {
  return given.kind === 'given' ? { kind: 'given', value: use(given.value) } : given;
}
