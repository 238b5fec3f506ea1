import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { Reply } from '../../src/call/rep.js';
import type { Screen } from '../../src/call/screen.js';
import { plainDesk } from '../../src/terminal/plain-desk.js';
import {
  cards,
  draft,
  evidence,
  followUp,
  inCard,
  lacking,
  offers,
  outcome,
  promptOf,
  trailOf,
  wrapUp,
} from './hand-made.js';
import { foreignCodes } from './naughty-codes.js';
import { naughtyStrings } from './naughty-strings.js';

const TEXTS = naughtyStrings().map(({ text }) => text);

/** What a plain desk writes for a screen, and what it replies, when these lines are typed. */
async function asked(screen: Screen, ...lines: readonly string[]): Promise<{ written: string; reply: Reply }> {
  const input = new PassThrough();
  let written = '';
  const desk = plainDesk(input, (text) => {
    written += text;
  });
  input.end(lines.map((line) => `${line}\n`).join(''));
  const reply = await desk.ask(promptOf(screen));
  desk.close();
  return { written, reply };
}

test('whatever stands on a list, a card or a wrap-up, nothing that a terminal acts upon is written', async () => {
  for (let at = 0; at < TEXTS.length; at += 20) {
    const texts = TEXTS.slice(at, at + 20);
    const [first = ''] = texts;
    const settling = wrapUp(
      outcome,
      ...texts.map((text, which) => [evidence, followUp, draft][which % 3]?.(`${which}`, text) ?? outcome),
    );
    const screens = [cards(...texts), trailOf(...texts), offers(texts, 'One'), { ...inCard, card: first }, settling];
    for (const screen of screens) {
      const { written } = await asked(screen, first.replaceAll('\n', ' '), '/why', '/outcome', '3');
      expect(foreignCodes(written)).toEqual([]);
      expect(written.length).toBeGreaterThan(100);
    }
  }
});

test('cards without a digit are numbered from ten on', async () => {
  const many = cards(...Array.from({ length: 11 }, (_, at) => `Card ${'abcdefghijk'[at]}`));
  const { written, reply } = await asked(many, '11');
  expect(written).toContain('\n  9 Card i\n  10 Card j\n  11 Card k\n');
  expect(reply).toEqual({ kind: 'answer', raw: 'card_11' });
  expect((await asked(many, 'card', 'CARD j')).reply).toEqual({ kind: 'answer', raw: 'card_10' });
});

test('evidence that no step asks for may come with the note', async () => {
  const { reply } = await asked(wrapUp(outcome, lacking), '', 'he said so');
  expect(reply).toEqual({
    kind: 'answer',
    raw: 'he said so',
    picks: new Map([
      ['outcome', 'saved'],
      ['needs note', ''],
    ]),
  });
});
