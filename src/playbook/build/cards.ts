import type { Card, Step } from '../flow.js';
import { at, type Entry, items, keySpan, number, type Text, type Tree, text } from '../read/tree.js';
import { type Context, labelOf, reportStep } from './context.js';
import type { WrittenList } from './written.js';

/** The cards, when the steps are built. */
export function buildCards(
  lists: readonly WrittenList[],
  steps: ReadonlyMap<string, Step>,
  context: Context,
): ReadonlyMap<string, Card> {
  const keys = keysOf(lists, context);
  const cards = new Map<string, Card>();
  for (const { card, steps: written } of lists) {
    if (card === undefined) continue;
    const label = labelOf(at(card.value, 'label'), context) ?? card.key;
    const key = keys.get(card.key);
    const on = at(card.value, 'on') && overWhat(card, steps, context);
    const start = written[0]?.id?.text ?? card.key;
    cards.set(card.key, { id: card.key, label, ...(key && { key }), ...(on && { on }), start });
  }
  return cards;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The digit of each card: the one it names, else the next that none names. */
function keysOf(lists: readonly WrittenList[], { report }: Context): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const unnamed: string[] = [];
  for (const { card } of lists) {
    if (card === undefined) continue;
    const key = at(card.value, 'key');
    const digit = String(number(key) ?? '');
    const owner = named.get(digit);
    if (key === undefined || digit === '') unnamed.push(card.key);
    else if (!DIGITS.includes(digit))
      report('card-key', key.span, `no card opens with ${digit}`, 'a digit from 1 to 9, or leave `key` out');
    else if (owner !== undefined)
      report('card-key', key.span, `${digit} opens the card "${owner}" already`, freeDigit(lists));
    else named.set(digit, card.key);
  }
  const keys = new Map([...named].map(([digit, card]) => [card, digit]));
  const free = DIGITS.filter((digit) => !named.has(digit));
  for (const [index, card] of unnamed.entries()) {
    const digit = free[index];
    if (digit === undefined) break;
    keys.set(card, digit);
  }
  return keys;
}

function freeDigit(lists: readonly WrittenList[]): string {
  const taken = new Set(lists.map(({ card }) => String(number(at(card?.value, 'key')) ?? '')));
  const free = DIGITS.find((digit) => !taken.has(digit));
  return free === undefined ? 'leave `key` out: nine cards have one' : `\`key: ${free}\` is free`;
}

/** The steps over which a card can be opened. */
function overWhat({ key, value }: Entry, steps: ReadonlyMap<string, Step>, context: Context): ReadonlySet<string> {
  const on = at(value, 'on');
  if (on?.kind === 'list' && on.items.length === 0) {
    const message = `nothing can open the card "${key}": it is limited to no step at all`;
    context.report(
      'unused-card',
      keySpan(value, 'on'),
      message,
      'name steps, or leave `on` out: then it opens over any',
    );
  }
  return new Set(items(on).flatMap((item) => overStep(item, key, steps, context) ?? []));
}

/** Of a step that uses a playbook, its screens are seen. */
const isSeen = (step: Step | undefined): boolean => step === undefined || step.screen || step.use !== undefined;

function overStep(tree: Tree, card: string, steps: ReadonlyMap<string, Step>, context: Context): string | undefined {
  const step = text(tree);
  if (step === undefined) return undefined;
  const { names } = context;
  if (names.cards.has(step.text) || names.cardOf.has(step.text)) tell(step, card, 'belongs to a card', context);
  else if (!names.steps.has(step.text))
    reportStep(step, `card "${card}" opens over "${step.text}", which does not exist`, context);
  else if (!isSeen(steps.get(step.text))) tell(step, card, 'has no screen', context);
  return step.text;
}

function tell({ text: step, span }: Text, card: string, why: string, { report }: Context): void {
  const hint = 'name steps of the playbook that show something, or leave `on` out';
  report('never-open', span, `card "${card}" opens over "${step}", which ${why}`, hint);
}
