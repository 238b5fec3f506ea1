import type { Flow } from '../../src/playbook/flow.js';
import { CTRL, ENTER, ESCAPE, UP } from './keys.js';
import { answer } from './kill-answer.js';
import type { Chance } from './kill-chance.js';
import { BACK, cardEntry, INSIST, noteEntry, PAUSE } from './kill-entries.js';
import { AFRESH, type Move, words } from './kill-keys.js';
import type { Shown } from './kill-screen.js';
import { askFor, endCalmly, endSomehow, turnTo } from './kill-settle.js';
import { stepsOf } from './kill-steps.js';

/** Mostly answers; now and then whatever a call that does not go straight has. */
export function wander(flow: Flow, shown: Shown, chance: Chance): Move {
  switch (shown.asked.kind) {
    case 'cards':
      return fromCards(shown, chance);
    case 'trail':
      return fromTrail(shown, chance);
    case 'way_out':
      return fromWayOut(shown, chance);
    case 'wrap_up':
      return atWrapUp(flow, shown, chance);
    case 'override':
      return goOn(flow, shown, chance);
    default:
      return atQuestion(flow, shown, chance);
  }
}

/** An answer to what is asked, whatever it is; at wrap-up, the end. */
export function goOn(flow: Flow, shown: Shown, chance: Chance): Move {
  const { asked, offered } = shown;
  switch (asked.kind) {
    case 'wrap_up':
      return endCalmly(flow, shown, chance);
    case 'override':
      return { keys: [...AFRESH, ...words(chance), ENTER], entries: [] };
    case 'step':
    case 'fact':
    case 'reply':
      return answer(asked, offered, chance);
    case 'cards':
    case 'trail':
    case 'way_out':
      return { keys: [ESCAPE], entries: [] };
    case 'note':
    case 'other':
      throw new Error('a screen that nobody knows');
  }
}

function atQuestion(flow: Flow, shown: Shown, chance: Chance): Move {
  const { asked, card, done } = shown;
  const roll = chance.part();
  if (roll < 0.06) return note(chance);
  if (roll < 0.13 && (done > 0 || card !== undefined)) return { keys: [CTRL.p], entries: [BACK] };
  if (roll < 0.17) return { keys: [CTRL.f], entries: [] };
  if (roll < 0.28) return { keys: [...halfTyped(shown, chance), CTRL.o], entries: [] };
  if (roll < 0.32) return typedCard(flow, shown, chance) ?? goOn(flow, shown, chance);
  if (roll < 0.37) return { keys: [...halfTyped(shown, chance), CTRL.t], entries: [] };
  if (roll < 0.42) return { keys: [...halfTyped(shown, chance), CTRL.x], entries: [] };
  if (roll < 0.43 && flow.insist !== undefined && asked.kind !== 'fact') return typed('insist', INSIST);
  return goOn(flow, shown, chance);
}

function note(chance: Chance): Move {
  const text = words(chance);
  return { keys: [...AFRESH, CTRL.n, ...text, ENTER], entries: [noteEntry(text)] };
}

/** What is typed when the customer changes the subject. */
function halfTyped({ asked }: Shown, chance: Chance): readonly string[] {
  const line = asked.jot || (asked.question?.type === 'text' && asked.step?.jot === undefined);
  return line && chance.often(0.7) ? [...AFRESH, ...words(chance)] : [];
}

const typed = (command: string, ...entries: readonly string[]): Move => ({
  keys: [...AFRESH, '/', ...command, ENTER],
  entries,
});

/** A card of the playbook that is played, by its id; where it cannot be opened now, it is refused. */
function typedCard(flow: Flow, { asked }: Shown, chance: Chance): Move | undefined {
  const own = stepsOf(flow).find(({ name }) => name === asked.id)?.flow;
  const cards = [...(own?.cards.values() ?? [])];
  if (cards.length === 0) return undefined;
  const { id, label } = chance.pick(cards);
  return typed(`card ${id}`, cardEntry(label));
}

/** A digit picks a card, and so does its label, typed to search. */
function fromCards({ offered }: Shown, chance: Chance): Move {
  if (chance.often(0.15)) return { keys: [ESCAPE], entries: [] };
  const { label, digit } = chance.pick(offered.filter((option) => option.digit !== ''));
  const searched = chance.often(0.4) && /^[\p{L} ]+$/u.test(label);
  return { keys: searched ? [...label, ENTER] : [digit], entries: [cardEntry(label)] };
}

/** Up from "Stay here" to a step. */
function fromTrail({ offered }: Shown, chance: Chance): Move {
  if (offered.length < 2 || chance.often(0.2)) return { keys: [ESCAPE], entries: [] };
  const up = Array.from({ length: chance.whole(1, offered.length - 1) }, () => UP);
  return { keys: [...up, ENTER], entries: [BACK] };
}

function fromWayOut({ offered }: Shown, chance: Chance): Move {
  const ways = offered.filter(({ digit, label }) => digit !== '' && !(label in RARE && chance.often(0.7)));
  const { label, digit } = chance.pick(ways);
  if (label.startsWith('Pause')) return { keys: [digit], entries: [PAUSE], leaves: true };
  return { keys: [digit], entries: label.startsWith('The customer insists') ? [INSIST] : [] };
}

const RARE = { 'Pause: the customer will call back': true, 'Wrong number': true };

function atWrapUp(flow: Flow, shown: Shown, chance: Chance): Move {
  const roll = chance.part();
  const ask = chance.often(0.4) ? askFor(flow, shown, chance) : undefined;
  if (ask !== undefined) return ask;
  if (roll < 0.1) return note(chance);
  if (roll < 0.2) return { keys: [CTRL.p], entries: BREAKING_OFF.has(shown.asked.id) ? [] : [BACK] };
  if (roll < 0.25) return { keys: [CTRL.t], entries: [] };
  if (roll < 0.3 && flow.insist !== undefined) return typed('insist', INSIST);
  const turn = roll < 0.5 ? turnTo(flow, shown, chance) : undefined;
  return turn ?? endSomehow(flow, shown, chance);
}

/** At their wrap-up, back is back to the question. */
const BREAKING_OFF: ReadonlySet<string> = new Set(['Hung up', 'Wrong number']);
