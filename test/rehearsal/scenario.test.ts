import { describe, expect, test } from '@jest/globals';
import { judged, STAYS } from './scenario-playbook.js';

/** The failures of one scenario, as they are told. */
async function failures(scenario: string) {
  const [first] = await judged(scenario);
  return first?.failures.map(({ kind, line, message }) => `${line} ${kind}: ${message}`);
}

test('what came as it was expected passes', async () => {
  const expectation = `    expect:
      outcome: saved
      visited: [reason, manager, competitor, keep]
      not_visited: [goodbye]
      offers: {half_month: accepted}
      follow_ups: [promise]
      drafts: [saved]
      that: ['yearly_value == 6600', 'offers_made == 1', 'promise == "2026-03-05"', 'accepted(half_month)']
`;
  expect(await failures(STAYS + expectation)).toEqual([]);
});

/** Each expectation, turned to what did not come: line 9 is that of \`expect\`. */
describe('every expectation can fail', () => {
  test.each([
    ['outcome: lost', '9 outcome: expected the outcome lost, and it was saved'],
    ['visited: [reason, goodbye]', '9 visited: expected the call to come by goodbye, and it did not'],
    ['not_visited: [goodbye, gap]', '9 not_visited: expected the call not to come by gap, and it did'],
    ['offers: {half_month: declined}', '9 offers: expected half_month to be declined, and it was accepted'],
    ['offers: {whole_month: declined}', '9 offers: expected whole_month to be declined, and it was never shown'],
    ['follow_ups: []', '9 follow_ups: expected the follow-ups none, and there were promise'],
    ['drafts: []', '9 drafts: expected the drafts none, and there were saved'],
    [
      "that: ['yearly_value > 7000']",
      '9 that: expected `yearly_value > 7000` to hold, and it does not: yearly_value is 6600',
    ],
    [
      "that: ['size(boss_why) > 1']",
      '9 that: expected `size(boss_why) > 1` to hold, and something it reads is missing: boss_why is missing',
    ],
  ])('%s', async (expectation, failure) => {
    expect(await failures(`${STAYS}    expect: {${expectation}}\n`)).toEqual([failure]);
  });

  test('two that fail are both told', async () => {
    expect(await failures(`${STAYS}    expect: {outcome: lost, drafts: []}\n`)).toHaveLength(2);
  });
});

describe('what is written and not used fails', () => {
  const left = (line: string, replacing: RegExp) =>
    failures(`${STAYS.replace(replacing, line)}    expect: {outcome: saved}\n`);

  test('an answer that nobody asked for', async () => {
    expect(await left('gap: 120, boss_why: he knows,', /gap: 120,/)).toEqual([
      '6 unused: "boss_why" was never asked, so what is written for it was not used',
    ]);
  });

  test('the second answer of a question that is asked once', async () => {
    expect(await left('reason: [price, delay]', /reason: price/)).toEqual([
      '6 unused: the answer "delay" at "reason" was not used',
    ]);
  });

  test('a card over a step that does not come', async () => {
    expect(await left('cards: {reason: [competitor], goodbye: [boss]}', /cards: .*/)).toEqual([
      '7 unused: "goodbye" was never asked, so what is written for it was not used',
    ]);
  });

  test('an offer at a step that does not come', async () => {
    const lost =
      '  - name: other\n    facts: {customer: Mrs Khan}\n    answers: {reason: other}\n    offers: {keep: none}\n    expect: {outcome: lost}\n';
    expect(await failures(lost)).toEqual(['7 unused: "keep" was never asked, so what is written for it was not used']);
  });

  test('what a wrap-up has no place for', async () => {
    expect(await failures(`${STAYS}    wrap_up: {draft lost: drop}\n    expect: {outcome: saved}\n`)).toEqual([
      '9 unused: at wrap-up there is nothing called "draft lost", so what is written for it was not used',
    ]);
  });
});

describe('evidence', () => {
  const without = STAYS.replace(' gap: 120,', '');

  test('that nobody gives fails, unless the scenario says so', async () => {
    expect(await failures(`${without}    expect: {outcome: saved}\n`)).toEqual([
      '9 evidence: the outcome saved needs "gap", and nothing gives it; answer it, or say `wrap_up: {gap: not_asked}`',
    ]);
    expect(await failures(`${without}    wrap_up: {gap: would_not_say}\n    expect: {outcome: saved}\n`)).toEqual([]);
  });
});

test('what is settled at wrap-up otherwise than proposed goes by its name there', async () => {
  const settled = `    wrap_up: {draft saved: drop, follow_up promise: drop, note: Rang twice.}
    expect: {outcome: saved, follow_ups: [], drafts: []}
`;
  expect(await failures(STAYS + settled)).toEqual([]);
});

describe('a call that comes to no end', () => {
  test('is told once, with what it stopped at', async () => {
    const stuck = STAYS.replace(', promise: +3', '');
    expect(await failures(`${stuck}    expect: {outcome: lost, drafts: []}\n`)).toEqual([
      '4 stopped: the call came to no end: the answers have nothing for "promise"',
    ]);
  });

  test('an answer that is not taken', async () => {
    const wrong = STAYS.replace('reason: price', 'reason: prise');
    expect(await failures(`${wrong}    expect: {outcome: saved}\n`)).toEqual([
      '4 stopped: the call came to no end: reason: "prise" is not an option here; pick one of price, delay, other',
    ]);
  });

  test('a fact that is not taken', async () => {
    const wrong = STAYS.replace('550', 'much');
    expect((await failures(`${wrong}    expect: {outcome: saved}\n`))?.[0]).toMatch(
      /the facts are not taken: monthly_value/,
    );
  });

  test('a command that only a person can give', async () => {
    const wrong = STAYS.replace('reason: price', 'reason: {answer: price, first: trail}');
    expect((await failures(`${wrong}    expect: {outcome: saved}\n`))?.[0]).toMatch(/there is no command "trail"/);
  });

  test('a call that is paused stops where it was meant to', async () => {
    const paused =
      '  - name: later\n    facts: {customer: Mrs Khan}\n    answers: {reason: {first: pause}}\n    expect: {not_visited: [gap]}\n';
    expect(await failures(paused)).toEqual([]);
    expect(await failures(paused.replace('not_visited: [gap]', 'outcome: lost'))).toEqual([
      '7 outcome: expected the outcome lost, and the call was paused',
    ]);
  });
});

test('a scenario is played on its own day, and always comes to the same', async () => {
  const scenario = `${STAYS}    today: 2026-12-24\n    expect: {that: ['promise == "2026-12-27"']}\n`;
  const [first] = await judged(scenario);
  const [second] = await judged(scenario);
  expect(first?.failures).toEqual([]);
  expect(second?.played.events).toEqual(first?.played.events);
});
