import { describe, expect, test } from '@jest/globals';
import { screenOf } from '../../src/call/screen-of.js';
import { after, answer, flowOf, given, HEAD, perform, start, TODAY } from './given.js';

const flow = flowOf(`
facts:
  customer: {type: text, label: Customer, identifies: customer}
outcomes:
  thinking:
    label: Thinks about it
    group: pending
    needs: [follow_up]
    draft: {kind: email, to: '{{ customer }}', subject: 'What we said, {{ customer }}', body: "We call you {{ day }}."}
  saved: {label: Stays, group: saved, needs: [note]}
  lost:
    label: Leaves
    group: lost
    follow_up: {in: 6 weeks, what: 'Write to {{ customer }}', by: manager, channel: letter, repeat: every 6 weeks, times: 12}
steps:
  - id: day
    say: When may I call?
    ask: {type: date}
    follow_up: {on: day, what: 'Call {{ customer }} back', channel: phone}
  - {id: how, say: How is it?, ask: {type: choice, options: {well: {label: Well, end: saved}, so: {label: So so, end: thinking}, bad: {label: Bad, end: lost}}}}
`);

const begun = [start({ customer: 'Jansen' }), answer('fri')] as const;
const items = (state: ReturnType<typeof after>) =>
  screenOf(flow, state, TODAY).items?.map(({ id, label }) => [id, label]);

describe('the wrap-up', () => {
  test('proposes what the steps that were passed and the outcome ask for', () => {
    expect(items(after(flow, ...begun, answer('so')))).toEqual([
      ['outcome', 'Outcome'],
      ['follow_up day', 'Call Jansen back (Rep, phone, Fri, 27 Nov 2026)'],
      ['draft thinking', 'E-mail to Jansen: What we said, Jansen'],
    ]);
    expect(items(after(flow, ...begun, answer('bad')))).toEqual([
      ['outcome', 'Outcome'],
      ['follow_up day', 'Call Jansen back (Rep, phone, Fri, 27 Nov 2026)'],
      ['follow_up lost', 'Write to Jansen (Manager, letter, Sat, 2 Jan 2027, every 6 weeks, 12 times)'],
    ]);
  });

  test('promises, writes and ends in one go', () => {
    given(flow, ...begun, answer('so'))
      .when({ type: 'end', note: 'Friendly.' })
      .then(
        { type: 'noted', note: { words: 'Friendly.' } },
        {
          type: 'follow_up_promised',
          id: 'day',
          what: { words: 'Call Jansen back' },
          by: 'rep',
          channel: 'phone',
          due: '2026-11-27',
        },
        {
          type: 'draft_written',
          id: 'thinking',
          kind: 'email',
          to: { words: 'Jansen' },
          subject: { words: 'What we said, Jansen' },
          body: { words: 'We call you Fri, 27 Nov 2026.' },
        },
        { type: 'call_ended', outcome: 'thinking', label: 'Thinks about it', group: 'pending', computed: [] },
      );
  });

  test('drops what the rep does not want, unless the outcome needs it', () => {
    const dropped = perform(flow, after(flow, ...begun, answer('bad')), {
      type: 'end',
      drop: new Set(['day', 'lost']),
    });
    expect([...dropped.followUps]).toEqual([]);
    given(flow, ...begun, answer('so'))
      .when({ type: 'end', drop: new Set(['day']) })
      .refused('invalid', /Thinks about it still needs: follow_up/);
  });

  test('a note that is typed there is the evidence', () => {
    const saved = given(flow, ...begun, answer('well'));
    saved.when({ type: 'end' }).refused('invalid', /Stays still needs: note/);
    const marked = { type: 'end', note: 'They stay.', waive: new Map([['note', 'not_asked'] as const]) } as const;
    const ended = perform(flow, saved.state, marked);
    expect(ended.ended?.outcome).toBe('saved');
    expect([...ended.waived]).toEqual([]);
  });

  test('another declared outcome can be picked, with its own evidence, and what it stands for is kept', () => {
    const state = after(flow, ...begun, answer('bad'));
    given(flow, ...begun, answer('bad'))
      .when({ type: 'end', outcome: 'saved' })
      .refused('invalid', /Stays still needs: note/);
    given(flow, ...begun, answer('bad'))
      .when({ type: 'end', outcome: 'happy' })
      .refused('invalid', /no outcome "happy"; there are thinking, saved, lost/);
    const ended = perform(flow, state, { type: 'end', outcome: 'saved', note: 'They called back.' }).ended;
    expect(ended).toMatchObject({ outcome: 'saved', insteadOf: 'lost' });
  });

  test('a call that breaks off may have come to an outcome, with its evidence, and says that it broke off', () => {
    given(flow, ...begun)
      .when({ type: 'end' })
      .refused('nothing', /not come to its end/);
    given(flow, ...begun)
      .when({ type: 'end', outcome: 'saved' })
      .refused('invalid', /Stays still needs: note/);
    const ended = perform(flow, after(flow, ...begun), {
      type: 'end',
      outcome: 'saved',
      note: 'A yes, then a dead line.',
    });
    expect(ended.ended).toMatchObject({ outcome: 'saved', insteadOf: 'hung_up' });
  });

  test('a draft can be written anew, and dropped after that', () => {
    const rewrite = {
      type: 'rewrite',
      outcome: 'thinking',
      draft: 'thinking',
      subject: 'Hello',
      body: 'Until Friday.',
    } as const;
    const state = after(flow, ...begun, answer('so'), rewrite);
    expect(items(state)).toContainEqual(['draft thinking', 'E-mail to Jansen: Hello']);
    const kept = perform(flow, state, { type: 'end' });
    expect(kept.drafts.get('thinking')?.body.words).toBe('Until Friday.');
    const dropped = perform(flow, state, { type: 'end', dropDrafts: new Set(['thinking']) });
    expect([...dropped.drafts]).toEqual([]);
  });

  test('of a follow-up and a draft on one step, one can be dropped alone', () => {
    const both = flowOf(`
outcomes: {over: {label: Over, group: done}}
steps:
  - id: sorry
    say: You have a letter coming.
    draft: {kind: letter, to: Jansen, subject: Our apology, body: We are sorry.}
    follow_up: {in: 1 week, what: Have the letter signed}
    end: over
`);
    const promised = after(both, start(), answer(undefined), { type: 'end', dropDrafts: new Set(['sorry']) });
    expect([[...promised.followUps.keys()], [...promised.drafts.keys()]]).toEqual([['sorry'], []]);
    const written = after(both, start(), answer(undefined), { type: 'end', drop: new Set(['sorry']) });
    expect([[...written.followUps.keys()], [...written.drafts.keys()]]).toEqual([[], ['sorry']]);
  });
});

describe('after the end', () => {
  const ended = [...begun, answer('bad'), { type: 'end' }] as const;

  test('a follow-up is done, one occurrence after the other', () => {
    const done = { type: 'follow_up_done', id: 'lost', by: 'Robin' } as const;
    given(flow, ...ended)
      .when(done)
      .then({ ...done, due: '2027-01-02' });
    given(flow, ...ended, done)
      .when(done)
      .then({ ...done, due: '2027-02-13' });
    given(flow, ...ended, ...Array.from({ length: 12 }, () => done))
      .when(done)
      .refused('nothing', /"lost" is done/);
  });

  test('an occurrence that was seen before somebody dealt with it is not taken for the next', () => {
    const done = { type: 'follow_up_done', id: 'lost', due: '2027-01-02', by: 'Robin' } as const;
    given(flow, ...ended)
      .when(done)
      .then(done);
    given(flow, ...ended, done)
      .when(done)
      .refused('nothing', /dealt with the one of 2027-01-02; the next is due on 2027-02-13/);
  });

  test('snoozing moves one occurrence; stopping ends them all', () => {
    const snooze = { type: 'follow_up_snoozed', id: 'lost', until: '2027-01-11', by: 'Robin' } as const;
    expect(after(flow, ...ended, snooze).followUps.get('lost')).toMatchObject({ past: 0, snoozedTo: '2027-01-11' });
    const stop = { type: 'follow_up_skipped', id: 'lost', stops: true, by: 'Robin' } as const;
    given(flow, ...ended, snooze, stop)
      .when({ type: 'follow_up_done', id: 'lost', by: 'Robin' })
      .refused('nothing', /is done/);
  });

  test('what was never promised cannot be done', () => {
    given(flow, ...ended)
      .when({ type: 'follow_up_done', id: 'nothing', by: 'Robin' })
      .refused('nothing', /promised no follow-up "nothing"/);
  });

  test('an outcome is corrected, with who and why', () => {
    const correct = { type: 'correct', outcome: 'saved', by: 'Sam', why: 'They called back.' } as const;
    given(flow, ...ended)
      .when(correct)
      .then({
        type: 'outcome_corrected',
        outcome: 'saved',
        label: 'Stays',
        group: 'saved',
        by: 'Sam',
        why: { words: 'They called back.' },
      });
    given(flow, ...ended, correct)
      .when(correct)
      .refused('nothing', /is "Stays" already/);
    given(flow, ...ended)
      .when({ ...correct, why: ' ' })
      .refused('invalid', /needs a reason/);
    given(flow, ...ended)
      .when({ ...correct, outcome: 'x' })
      .refused('invalid', /no outcome "x"/);
    given(flow, ...begun)
      .when(correct)
      .refused('nothing', /has not ended yet/);
  });
});

test('a call above the role of the rep is promised to somebody who may take it', () => {
  given(flow, start({ customer: 'Jansen' }))
    .when({ type: 'hand_over', what: 'Interview Jansen', by: 'manager', due: '2026-11-25', call: 'exit-interview' })
    .then(
      {
        type: 'follow_up_promised',
        id: 'handed_over',
        what: { words: 'Interview Jansen' },
        by: 'manager',
        due: '2026-11-25',
        call: 'exit-interview',
      },
      { type: 'call_ended', outcome: 'handed_over', label: 'Handed over', group: 'incomplete', computed: [] },
    );
});

test('what a used playbook proposes is proposed under its name', () => {
  const child = `${HEAD.replace('playbook: test', 'playbook: child')}
outcomes:
  later: {label: Later, group: pending, follow_up: {in: 3 business days, what: Call again}}
steps:
  - {id: bye, say: Bye, end: later}
`;
  const parent = flowOf(
    `
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: inside, use: child, end: over}
`,
    { child },
  );
  const state = after(parent, start(), answer(undefined));
  expect(screenOf(parent, state, TODAY).items?.map(({ id, label }) => [id, label])).toEqual([
    ['outcome', 'Outcome'],
    ['follow_up inside/later', 'Call again (Rep, Wed, 25 Nov 2026)'],
  ]);
});

describe('what is proposed', () => {
  const proposing = flowOf(`
outcomes:
  later:
    label: Later
    group: pending
    follow_up: {in: 1 week, what: Call again}
  never:
    label: Never
    group: lost
    follow_up: {on: day, what: Write on the day}
    draft: {kind: letter, to: They, subject: Bye, body: 'Until {{ day }}.'}
steps:
  - {id: which, say: Which?, ask: {type: choice, options: {a: {label: A, go: day}, b: {label: B, go: later}}}}
  - {id: day, say: When?, ask: {type: date}, end: never}
  - {id: later, say: Later?, follow_up: {in: 2 weeks, what: Ask again}, end: later}
`);

  test('goes by names of its own, where a step and an outcome have the same', () => {
    const state = after(proposing, start(), answer('b'), answer(undefined));
    expect(screenOf(proposing, state, TODAY).items?.map(({ id }) => id)).toEqual([
      'outcome',
      'follow_up later',
      'follow_up later_2',
    ]);
    expect([...perform(proposing, state, { type: 'end' }).followUps.keys()]).toEqual(['later', 'later_2']);
  });

  test('has no hole in it when the rep picks an outcome that the path did not lead to', () => {
    const state = after(proposing, start(), answer('b'), answer(undefined));
    const ended = perform(proposing, state, { type: 'end', outcome: 'never' });
    expect([...ended.followUps.keys()]).toEqual(['later']);
    expect([...ended.drafts.keys()]).toEqual([]);
  });
});

test('evidence for an outcome that was picked by hand is asked as well', () => {
  const picking = flowOf(`
outcomes:
  saved: {label: Stays, group: saved, needs: [day]}
  lost: {label: Leaves, group: lost}
steps:
  - {id: how, say: How?, ask: {type: choice, options: {well: {label: Well, go: day}, bad: {label: Bad, end: lost}}}}
  - {id: day, say: When?, ask: {type: date}, end: saved}
`);
  const lost = after(picking, start(), answer('bad'));
  const asked = perform(picking, lost, { type: 'ask_need', need: 'day', outcome: 'saved' });
  const given = perform(picking, asked, answer('fri'));
  expect(perform(picking, given, { type: 'end', outcome: 'saved' }).ended).toMatchObject({
    outcome: 'saved',
    insteadOf: 'lost',
  });
});

describe('a draft in other words', () => {
  const rewrite = {
    type: 'rewrite',
    outcome: 'thinking',
    draft: 'thinking',
    subject: 'Hello',
    body: 'Until Friday.',
  } as const;

  test('is written anew once the rep has gone back: its answers may be others', () => {
    const back = [{ type: 'back' }, { type: 'back' }] as const;
    const state = after(flow, ...begun, answer('so'), rewrite, ...back, answer('+14'), answer('so'));
    const ended = perform(flow, state, { type: 'end' });
    expect(ended.drafts.get('thinking')?.body.words).toBe('We call you Sat, 5 Dec 2026.');
  });

  test('is dropped when the call ends otherwise', () => {
    const state = after(flow, ...begun, answer('so'), rewrite);
    const ended = perform(flow, state, { type: 'end', outcome: 'lost' });
    expect([...ended.drafts.keys()]).toEqual([]);
  });
});
