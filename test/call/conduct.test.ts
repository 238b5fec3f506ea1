import { expect, test } from '@jest/globals';
import { conduct } from '../../src/call/conduct.js';
import type { Reply } from '../../src/call/rep.js';
import type { Screen } from '../../src/call/screen.js';
import { openSession, type Session } from '../../src/call/session.js';
import { openLog } from '../../src/store/open-log.js';
import { freshLog } from '../terminal/log.js';
import { flowOf, start, TODAY } from './given.js';

const flow = flowOf(`
insist: bye
outcomes:
  saved: {label: Stays, group: saved, needs: [day]}
  lost: {label: Leaves, group: lost}
cards:
  gone: {label: Has signed elsewhere, say: Then I wish you well., end: lost}
steps:
  - {id: how, say: How?, ask: {type: choice, options: {well: {label: Well, end: saved}, later: Later, bad: {label: Bad, go: bye}}}}
  - {id: day, say: When?, ask: {type: date}, end: saved}
  - {id: bye, say: Bye, end: lost}
`);

/** Leads a call through replies, the last of which leaves it; the screens that were shown, and the session. */
async function led(...replies: readonly ((screen: Screen) => Reply)[]) {
  const log = openLog(freshLog());
  const now = Date.parse(`${TODAY}T10:00:00Z`);
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const session: Session = openSession(
    { log, clock: { now: () => now, offset: () => 0, steady: () => 0 }, newId },
    flow,
    newId(),
  );
  session.dispatch(start());
  const screens: Screen[] = [];
  const rest = [...replies];
  await conduct(session, {
    ask: async ({ screen }) => {
      screens.push(screen);
      return rest.shift()?.(screen) ?? { kind: 'leave' };
    },
    trail: () => {},
  });
  log.close();
  return { screens, session };
}

const say = (raw?: string) => (): Reply => ({ kind: 'answer', ...(raw === undefined ? {} : { raw }) });
const press = (reply: Reply) => (): Reply => reply;

/** Settles a wrap-up as it stands, but for `picks`. */
const settle =
  (note: string, picks: Readonly<Record<string, string>> = {}) =>
  ({ items = [] }: Screen): Reply => ({
    kind: 'answer',
    raw: note,
    picks: new Map(items.map(({ id, value }) => [id, picks[id] ?? value])),
  });

test('a card that ends a call over a question of the wrap-up ends it with its own outcome', async () => {
  const ask = settle('friendly', { 'needs day': 'ask' });
  const { session, screens } = await led(say('well'), ask, press({ kind: 'cards', card: 'gone' }), say(), settle(''));
  expect(screens.at(-1)).toMatchObject({ kind: 'wrap_up', items: [{ id: 'outcome', value: 'lost' }] });
  expect(session.state().ended).toMatchObject({ outcome: 'lost' });
  expect(session.state().ended).not.toHaveProperty('insteadOf');
});

test('a note that was typed before something is asked is on disk by then', async () => {
  const { session } = await led(say('well'), settle('friendly', { 'needs day': 'ask' }));
  expect(session.state().notes).toEqual(['friendly']);
  expect(session.unsaved()).toEqual([]);
});

test('a note that was typed is still there under another outcome', async () => {
  const other = settle('friendly', { outcome: 'lost' });
  const { screens } = await led(say('well'), other, press({ kind: 'back' }));
  expect(screens[2]).toMatchObject({ kind: 'wrap_up', prefill: { value: { words: 'friendly' } } });
});

test('an outcome that was picked by hand can have its evidence asked', async () => {
  const { session } = await led(
    say('bad'),
    say(),
    settle('', { outcome: 'saved' }),
    settle('', { 'needs day': 'ask' }),
    say('fri'),
    settle(''),
  );
  expect(session.state().ended).toMatchObject({ outcome: 'saved', insteadOf: 'lost' });
});

test('the way out takes no answer that is none of its ways', async () => {
  const { screens, session } = await led(press({ kind: 'way_out' }), say('zzz'));
  expect(screens.map(({ kind }) => kind)).toEqual(['step', 'way_out', 'step']);
  expect(session.state().status).toBe('open');
});

test('from "hung up", back goes to the question, or to the wrap-up it was taken from', async () => {
  const hungUp = press({ kind: 'way_out', way: 'hung_up' });
  const middle = await led(hungUp, press({ kind: 'back' }));
  expect(middle.screens.map(({ kind }) => kind)).toEqual(['step', 'wrap_up', 'step']);
  const end = await led(say('well'), hungUp, press({ kind: 'back' }));
  expect(end.screens.slice(-2)).toMatchObject([
    { kind: 'wrap_up', items: [{ value: 'hung_up' }] },
    { kind: 'wrap_up', items: [{ value: 'saved' }, { id: 'needs day' }] },
  ]);
});
