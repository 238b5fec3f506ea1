import { describe, expect, test } from '@jest/globals';
import { cardsNow } from '../../src/call/cards.js';
import { insistFrom } from '../../src/call/detour.js';
import { screenOf } from '../../src/call/screen-of.js';
import { after, answer, answers, at, flowOf, given, HEAD, knows, perform, start, TODAY } from './given.js';

const child = `${HEAD.replace('playbook: test', 'playbook: child').replace('title: Test', 'title: The child')}
insist: let_go
facts:
  who: {type: text, label: Who}
outcomes:
  stays: {label: Stays, group: saved, needs: [agreed]}
  goes: {label: Goes, group: lost}
cards:
  rival: {label: Rival, say: "{{ who }}, who is it?", ask: {type: text}}
steps:
  - id: plea
    say: "{{ who }}, will you stay?"
    ask: {type: yes_no, yes: {go: agreed}, no: {end: goes}}
  - {id: agreed, say: What did we agree?, ask: {type: text, optional: true}, end: stays}
  - {id: let_go, say: As you wish., end: goes}
`;

const flow = flowOf(
  `
insist: carry_out
facts:
  customer: {type: text, label: Customer, identifies: customer}
outcomes:
  kept: {label: Kept, group: saved, needs: [plea]}
  lost: {label: Lost, group: lost}
cards:
  rival: {label: Rival, say: Who?}
  boss: {label: Wants the boss, key: 1, on: [plea], say: "{{ customer }}, one moment."}
  writing: {label: Wants it in writing, key: 2, say: You will have it.}
steps:
  - {id: hello, say: Hello, ask: {type: choice, options: {talk: Talk, leave: {label: Leave, go: carry_out}}}}
  - id: plea
    use: child
    with: {who: customer}
    outcomes: {stays: thanks}
    next: carry_out
  - {id: thanks, say: Thanks, ask: {type: yes_no, yes: {go: plea}, no: {end: kept}}}
  - {id: carry_out, say: Done, end: lost}
`,
  { child },
);

const begun = [start({ customer: 'Jansen' }), answer('talk')] as const;

describe('a playbook that another uses', () => {
  test('begins with what it is given, under names of its own', () => {
    const { hash } = [...flow.steps.values()].find(({ use }) => use)?.use?.flow ?? { hash: '' };
    given(flow, start({ customer: 'Jansen' }))
      .when(answer('talk'))
      .then(
        expect.objectContaining({ type: 'answered', step: 'hello' }) as never,
        {
          type: 'frame_entered',
          visit: 2,
          step: 'plea',
          playbook: { id: 'child', title: 'The child', version: 1, hash },
        },
        { type: 'step_shown', visit: 3, frame: 'playbook', step: 'plea/plea', options: ['yes', 'no'] },
      );
    const screen = screenOf(flow, after(flow, ...begun), TODAY);
    expect(screen).toMatchObject({ say: 'Jansen, will you stay?', header: { title: 'The child', customer: 'Jansen' } });
    expect(after(flow, ...begun).started?.playbook.uses).toEqual([{ id: 'child', version: 1, hash }]);
  });

  test('answers with its outcome, and the parent sees no more', () => {
    const state = after(flow, ...begun, answer('n'));
    expect(at(state)).toBe('carry_out');
    expect(knows(flow, state).value('plea')).toBe('goes');
    expect(knows(flow, state).recorded('plea')).toEqual({ type: 'choice', id: 'goes', label: 'Goes' });
  });

  test('sees nothing of what is around it', () => {
    const yes = after(flow, ...begun, answer('y'));
    expect(at(yes)).toBe('plea/agreed');
    expect(answers(yes).map(([step]) => step)).toEqual(['hello', 'plea', 'plea/plea', 'plea/agreed']);
  });

  test('begins anew when it is used again', () => {
    const again = after(flow, ...begun, answer('y'), answer('a discount'), answer('y'));
    expect(at(again)).toBe('plea/plea');
    const level = { flow, prefix: '' };
    expect(knows(flow, again).value('plea')).toBe('stays');
    expect(level.flow.steps.has('plea')).toBe(true);
    expect(again.path.filter(({ step }) => step === 'plea/plea')).toHaveLength(2);
  });

  test('evidence its outcome needs is asked for at the wrap-up of the call', () => {
    const state = after(flow, ...begun, answer('y'), answer(''), answer('n'));
    expect(screenOf(flow, state, TODAY).items?.map(({ id }) => id)).toEqual(['outcome', 'needs plea/agreed']);
    const asked = perform(flow, state, { type: 'ask_need', need: 'plea/agreed' });
    expect(screenOf(flow, asked, TODAY).say).toBe('What did we agree?');
    const done = perform(flow, asked, answer('A discount'));
    expect(screenOf(flow, done, TODAY).items?.map(({ id }) => id)).toEqual(['outcome']);
    expect(perform(flow, done, { type: 'end' }).ended).toMatchObject({ outcome: 'kept' });
  });
});

describe('across the border', () => {
  test('back goes from the step after it into it, and out of it at its first', () => {
    const thanks = after(flow, ...begun, answer('y'), answer('a discount'));
    expect(at(thanks)).toBe('thanks');
    const into = perform(flow, thanks, { type: 'back' });
    expect(at(into)).toBe('plea/agreed');
    expect(knows(flow, into).value('plea')).toBeUndefined();
    const out = perform(flow, perform(flow, into, { type: 'back' }), { type: 'back' });
    expect(at(out)).toBe('hello');
  });

  test('forward takes over the answers in it', () => {
    const back = { type: 'back' } as const;
    const state = after(flow, ...begun, answer('y'), answer('a discount'), back, back, back, { type: 'forward' });
    expect(at(state)).toBe('thanks');
    expect(answers(state).map(([step]) => step)).toEqual([
      'hello',
      'plea',
      'plea/plea',
      'plea/agreed',
      'plea',
      'thanks',
    ]);
  });

  test('a customer who insists goes to the step that the playbook played has for it', () => {
    const state = after(flow, ...begun, { type: 'insist' });
    expect(at(state)).toBe('plea/let_go');
    expect(at(perform(flow, state, answer(undefined)))).toBe('carry_out');
    const outside = after(flow, start({ customer: 'Jansen' }), { type: 'insist' });
    expect(at(outside)).toBe('carry_out');
  });

  test('its cards open over its steps', () => {
    const state = after(flow, ...begun, { type: 'open_card', card: 'plea/rival' });
    expect(at(state)).toBe('plea/rival');
    expect(screenOf(flow, state, TODAY).say).toBe('Jansen, who is it?');
    expect(at(perform(flow, state, answer('Acme')))).toBe('plea/plea');
  });

  test('so do those of the playbook that uses it, for as long as it is played', () => {
    const within = after(flow, ...begun);
    expect(cardsNow(flow, within).map(({ name, key }) => [name, key])).toEqual([
      ['plea/rival', '1'],
      ['boss', undefined],
      ['writing', '2'],
    ]);
    expect(cardsNow(flow, after(flow, start({ customer: 'Jansen' }))).map(({ name }) => name)).toEqual([
      'rival',
      'writing',
    ]);
    const opened = perform(flow, within, { type: 'open_card', card: 'boss' });
    expect(screenOf(flow, opened, TODAY)).toMatchObject({
      step: 'boss',
      card: 'Wants the boss',
      say: 'Jansen, one moment.',
    });
    expect(at(perform(flow, opened, answer(undefined)))).toBe('plea/plea');
    expect(at(perform(flow, opened, { type: 'insist' }))).toBe('plea/let_go');
  });

  test('hanging up in it ends the call', () => {
    const ended = after(flow, ...begun, { type: 'end', outcome: 'hung_up' });
    expect(ended.ended).toMatchObject({ outcome: 'hung_up', group: 'incomplete' });
  });
});

describe('a playbook that is used twice', () => {
  const twice = [...begun, answer('y'), answer('a discount'), answer('y'), answer('y'), answer('')] as const;

  test('has to give its evidence the second time as well', () => {
    const state = after(flow, ...twice, answer('n'));
    expect(screenOf(flow, state, TODAY).items?.map(({ id }) => id)).toEqual(['outcome', 'needs plea/agreed']);
  });

  test('needs none of it when the customer hangs up', () => {
    expect(after(flow, ...twice, { type: 'end', outcome: 'hung_up' }).waived.size).toBe(0);
  });
});

test('the way out has the step for a customer who insists of the playbook that is played', () => {
  const without = flowOf(
    `
facts: {customer: {type: text, label: Customer}}
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: hello, say: Hello}
  - {id: plea, use: child, with: {who: customer}, end: over}
`,
    { child },
  );
  const state = after(without, start({ customer: 'Jansen' }));
  expect(insistFrom(without, state)).toBeUndefined();
  expect(insistFrom(without, perform(without, state, answer(undefined)))?.step).toBe('let_go');
});
