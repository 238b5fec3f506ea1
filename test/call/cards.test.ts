import { describe, expect, test } from '@jest/globals';
import { cardsFor, cardsNow } from '../../src/call/cards.js';
import { screenOf } from '../../src/call/screen-of.js';
import { after, answer, answers, at, flowOf, given, HEAD, knows, perform, start, TODAY } from './given.js';

const flow = flowOf(`
insist: bye
outcomes:
  over: {label: Over, group: done}
  angry: {label: Too angry, group: incomplete}
cards:
  rival:
    label: Names a competitor
    say: Who is it?
    ask: {type: text}
  boss:
    label: Wants the boss
    on: [two]
    steps:
      - {id: boss_why, say: Why?, ask: {type: choice, options: {sure: Sure, not: {label: Not now, go: return}}}}
      - {id: boss_when, say: When?, ask: {type: yes_no, yes: {go: bye}, no: {end: angry}}}
steps:
  - {id: one, say: One, ask: {type: text}}
  - {id: two, say: Two, ask: {type: text}}
  - id: three
    say: Three
    ask: {type: yes_no}
    next:
      - {if: 'answered(rival)', go: heard}
      - else: bye
  - {id: heard, say: "So it is {{ rival_words }}.", when: answered(rival)}
  - {id: bye, say: Bye, end: over}
computed:
  rival_words: {type: text, value: 'default(rival, "nobody")'}
`);

const open = (card: string) => ({ type: 'open_card', card }) as const;

describe('a card', () => {
  test('opens over the question, and returns to that very question', () => {
    const call = given(flow, start(), answer('first'));
    call
      .when(open('rival'))
      .then(
        { type: 'card_opened', card: 'rival', label: 'Names a competitor', step: 'two' },
        { type: 'step_shown', visit: 3, frame: 'card', step: 'rival', options: [] },
      );
    const opened = perform(flow, call.state, open('rival'));
    expect(screenOf(flow, opened, TODAY)).toMatchObject({ step: 'rival', card: 'Names a competitor' });
    const returned = perform(flow, opened, answer('Acme'));
    expect(at(returned)).toBe('two');
    expect(screenOf(flow, returned, TODAY).card).toBeUndefined();
    expect(screenOf(flow, returned, TODAY).key).toBe(screenOf(flow, call.state, TODAY).key);
    expect(knows(flow, returned).value('rival')).toBe('Acme');
  });

  test('changes nothing about where the call goes on', () => {
    const state = after(flow, start(), answer('a'), open('rival'), answer('Acme'), answer('b'), answer('y'));
    expect(at(state)).toBe('heard');
    expect(screenOf(flow, state, TODAY).say).toBe('So it is Acme.');
    expect(answers(state).map(([step]) => step)).toEqual(['one', 'two', 'rival', 'three', 'heard']);
  });

  test('opened inside a card replaces it', () => {
    const state = after(flow, start(), answer('a'), open('boss'));
    expect(at(state)).toBe('boss_why');
    given(flow, start(), answer('a'), open('boss'))
      .when(open('rival'))
      .then(
        { type: 'card_closed', card: 'boss', how: 'replaced' },
        { type: 'card_opened', card: 'rival', label: 'Names a competitor', step: 'two' },
        { type: 'step_shown', visit: 4, frame: 'card', step: 'rival', options: [] },
      );
    expect(at(perform(flow, perform(flow, state, open('rival')), answer('Acme')))).toBe('two');
  });

  test('jumps out of itself, or ends the call', () => {
    const asked = [start(), answer('a'), open('boss'), answer('sure')] as const;
    given(flow, ...asked)
      .when(answer('y'))
      .then(
        expect.objectContaining({ type: 'answered', step: 'boss_when' }) as never,
        { type: 'card_closed', card: 'boss', how: 'jumped' },
        { type: 'step_shown', visit: 5, frame: 'playbook', step: 'bye', options: [] },
      );
    given(flow, ...asked)
      .when(answer('n'))
      .then(expect.objectContaining({ type: 'answered', step: 'boss_when', ends: 'angry' }) as never, {
        type: 'card_closed',
        card: 'boss',
        how: 'ended',
      });
    expect(screenOf(flow, after(flow, ...asked, answer('n')), TODAY)).toMatchObject({
      kind: 'wrap_up',
      items: [{ id: 'outcome', value: 'angry' }],
    });
  });

  test('belongs to the steps it names', () => {
    expect(cardsNow(flow, after(flow, start())).map(({ name }) => name)).toEqual(['rival']);
    expect(cardsNow(flow, after(flow, start(), answer('a'))).map(({ name }) => name)).toEqual(['rival', 'boss']);
    given(flow, start())
      .when(open('boss'))
      .refused('invalid', /no card "boss" to open here/);
  });

  test('is found by its id, or by words of its label in any order', () => {
    const cards = cardsNow(flow, after(flow, start(), answer('a')));
    const found = (typed: string) => cardsFor(cards, typed).map(({ name }) => name);
    expect(found('boss')).toEqual(['boss']);
    expect(found('COMP names')).toEqual(['rival']);
    expect(found('na')).toEqual(['rival']);
    expect(found('zebra')).toEqual([]);
  });
});

describe('going back', () => {
  test('within a card goes to its screen before, and from its first to the question', () => {
    const state = after(flow, start(), answer('a'), open('boss'), answer('sure'), { type: 'back' });
    expect(at(state)).toBe('boss_why');
    given(flow, start(), answer('a'), open('boss'), answer('sure'), { type: 'back' })
      .when({ type: 'back' })
      .then({ type: 'card_closed', card: 'boss', how: 'returned' });
    expect(at(perform(flow, state, { type: 'back' }))).toBe('two');
  });

  test('after a card goes past it, to the question before, and what it asked stands', () => {
    const state = after(flow, start(), answer('a'), open('rival'), answer('Acme'), { type: 'back' });
    expect(at(state)).toBe('one');
    expect(knows(flow, state).value('rival')).toBe('Acme');
    const further = perform(flow, perform(flow, state, answer('other')), answer('b'));
    expect(knows(flow, further).value('rival')).toBe('Acme');
  });

  test('an end that a card led to is gone over, and what it asked stands', () => {
    const asked = [start(), answer('a'), open('boss'), answer('sure'), answer('n')] as const;
    const back = after(flow, ...asked, { type: 'back' });
    expect(at(back)).toBe('two');
    const state = [answer('b'), answer('n'), answer(undefined)].reduce(
      (now, command) => perform(flow, now, command),
      back,
    );
    expect(screenOf(flow, state, TODAY)).toMatchObject({ items: [{ id: 'outcome', value: 'over' }] });
    expect(knows(flow, state).value('boss_when')).toBe(false);
  });

  test('a card opened again is answered anew, and the latest answer counts', () => {
    const state = after(flow, start(), answer('a'), open('rival'), answer('Acme'), open('rival'), answer('Zeta'));
    expect(knows(flow, state).value('rival')).toBe('Zeta');
    expect(state.cards).toHaveLength(2);
  });

  test('a jump to a screen of the path leaves the card', () => {
    const state = after(flow, start(), answer('a'), open('boss'), { type: 'jump', visit: 1 });
    expect(at(state)).toBe('one');
    expect(state.card).toBeUndefined();
    given(flow, start(), answer('a'))
      .when({ type: 'jump', visit: 9 })
      .refused('nothing', /not on the path/);
  });
});

test('a customer who insists in the middle of a card is let go', () => {
  const state = after(flow, start(), open('rival'), { type: 'insist' });
  expect(at(state)).toBe('bye');
  expect(state.card).toBeUndefined();
});

test('a card opened over a fact returns to that fact', () => {
  const asking = flowOf(`
facts: {seats: {type: number, label: Seats}}
outcomes: {over: {label: Over, group: done}}
cards: {rival: {label: Rival, say: Who?, ask: {type: text}}}
steps:
  - {id: bye, say: Bye, end: over}
`);
  const state = after(asking, start(), open('rival'), answer('Acme'));
  expect(state.path.map(({ step }) => step)).toEqual(['seats', 'rival']);
  expect(at(state)).toBe('seats');
  expect(at(perform(asking, state, answer('4')))).toBe('bye');
});

describe('a card that plays another playbook and makes an offer', () => {
  const child = `${HEAD.replace('playbook: test', 'playbook: child')}
outcomes: {yes: {label: "Yes", group: done}, no: {label: "No", group: done}}
steps:
  - {id: first, say: First?, ask: {type: text}}
  - {id: second, say: Second?, ask: {type: yes_no, yes: {end: yes}, no: {end: no}}}
`;
  const rich = flowOf(
    `
outcomes: {over: {label: Over, group: done}}
offers: {tea: {label: Tea}}
cards:
  side:
    label: On the side
    steps:
      - {id: play, use: child}
      - {id: treat, say: Tea?, offer: [tea]}
steps:
  - {id: one, say: One, ask: {type: text}}
  - {id: two, say: Two, ask: {type: text}}
  - {id: bye, say: Bye, end: over}
`,
    { child },
  );
  const begun = [start(), answer('a'), open('side')] as const;
  const played = [...begun, answer('x'), answer('y')] as const;
  const back = { type: 'back' } as const;

  test('stays open all through, and returns', () => {
    expect(at(after(rich, ...begun))).toBe('play/first');
    expect(screenOf(rich, after(rich, ...begun, answer('x')), TODAY)).toMatchObject({
      step: 'play/second',
      card: 'On the side',
    });
    const treated = after(rich, ...played);
    expect(at(treated)).toBe('treat');
    expect(treated.card).toBeDefined();
    const done = after(rich, ...played, answer('tea'), answer('accepted'));
    expect(at(done)).toBe('two');
    expect(done.card).toBeUndefined();
    expect(knows(rich, done).value('play')).toBe('yes');
  });

  test('goes back within itself, and is passed over from outside', () => {
    expect(at(after(rich, ...played, back))).toBe('play/second');
    expect(at(after(rich, ...played, back, back))).toBe('play/first');
    expect(at(after(rich, ...played, back, back, back))).toBe('two');
    const further = [...played, answer('tea'), answer('declined'), answer('b')] as const;
    expect(at(after(rich, ...further))).toBe('bye');
    expect(at(after(rich, ...further, back))).toBe('two');
    expect(at(after(rich, ...further, back, back))).toBe('one');
  });
});

test('a card that would show nothing is not opened', () => {
  const empty = flowOf(`
outcomes: {over: {label: Over, group: done}}
cards:
  late: {label: Late, steps: [{id: once, say: Once, when: visited(bye)}, {id: never, when: visited(bye), say: Never, end: over}]}
steps:
  - {id: one, say: One, ask: {type: text}}
  - {id: bye, say: Bye, end: over}
`);
  given(empty, start())
    .when(open('late'))
    .refused('nothing', /"Late" has nothing to show here/);
});

test('at the wrap-up a note and an insisting customer belong to the step that was answered last', () => {
  const ended = after(
    flow,
    start(),
    answer('a'),
    open('rival'),
    { type: 'back' },
    answer('b'),
    answer('n'),
    answer(undefined),
  );
  given(flow, start(), answer('a'), open('rival'), { type: 'back' }, answer('b'), answer('n'), answer(undefined))
    .when({ type: 'note', text: 'Late.' })
    .then({ type: 'noted', step: 'bye', note: { words: 'Late.' } });
  expect(ended.path.map(({ step }) => step)).toEqual(['one', 'two', 'rival', 'three', 'bye']);
});
