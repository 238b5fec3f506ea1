import { describe, expect, test } from '@jest/globals';
import { flowOf, judged, PLAYBOOK, STAYS } from './scenario-playbook.js';

/** The same playbook, with a cost, a card that opens at two steps, and a promise and a question that can go wrong in more ways. */
const flow = flowOf(
  PLAYBOOK.replace('{label: Half a month}', '{label: Half a month, cost: monthly_value / 2}')
    .replace('{label: A competitor,', '{label: A competitor, on: [reason, gap],')
    .replace('what: Call back}', 'what: Call back, by: manager, channel: phone, repeat: every 6 weeks, times: 2}')
    .replace(
      'ask: {type: date}',
      'ask: {type: date, min: today, check: [{if: promise > in_days(14), level: soft, message: That is late.}]}',
    ),
);

async function failures(expectation: string) {
  const [first] = await judged(`${STAYS}    expect: {${expectation}}\n`, flow);
  return first?.failures.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('how a call counts, what it promises, and what the rep can do at a step', () => {
  test.each([
    ['group: saved', 'group: lost', 'group: expected the group to be lost, and it was saved'],
    ['reason: price', 'reason: delay', 'reason: expected the reason to be delay, and it was price'],
    ['role: rep', 'role: manager', 'role: expected the role to be manager, and it was rep'],
    [
      'path: [manager, gap, keep]',
      'path: [manager, keep]',
      'path: expected the call to go manager → keep, and it went reason → manager → gap → keep → promise',
    ],
    ['evidence: [gap]', 'evidence: []', 'evidence: expected the outcome to need none, and it was gap'],
    [
      'costs: {half_month: 275}',
      'costs: {half_month: 550}',
      'costs: expected the cost of half_month to be 550, and it was 275',
    ],
    [
      'follow_ups: {promise: {due: 2026-03-05, by: manager, channel: phone, repeat: every 6 weeks, times: 2}}',
      'follow_ups: {promise: {due: 2026-03-06}}',
      'follow_ups: expected due of promise to be 2026-03-06, and it was 2026-03-05',
    ],
    ['follow_ups: {promise: {}}', 'follow_ups: {}', 'follow_ups: expected the follow-ups none, and there were promise'],
    [
      'outcome: saved',
      'follow_ups: {promise: {call: late-delivery}}',
      'follow_ups: expected call of promise to be late-delivery, and it was none',
    ],
    ['drafts: {saved: letter}', 'drafts: {saved: email}', 'drafts: expected saved to be email, and it was letter'],
    ['must_answer: [promise]', 'must_answer: [gap]', 'must_answer: expected gap to refuse no answer, and it takes it'],
    ['may_skip: [gap]', 'may_skip: [promise]', 'may_skip: expected promise to take no answer, and it refuses it'],
    [
      'open_at: {competitor: [reason, gap]}',
      'open_at: {competitor: [reason]}',
      'open_at: expected competitor to open over reason, and it was reason, gap',
    ],
    [
      'at: {keep: {shows: [half_month, whole_month]}}',
      'at: {keep: {shows: [half_month]}}',
      'at: expected keep to show half_month, and it was half_month, whole_month',
    ],
    [
      'at: {promise: {takes: ["+14"], asks_why: ["+15"], refuses: [yesterday]}}',
      'at: {promise: {takes: ["+15"]}}',
      'at: expected promise to take "+15", and it asks for a reason',
    ],
    [
      'at: {competitor: {takes: [""]}}',
      'at: {goodbye: {takes: [""]}}',
      'at: expected the call to come by goodbye, and it did not',
    ],
    [
      'at: {gap: {refuses: [{characters: 70}]}}',
      'at: {gap: {takes: [{characters: 70}]}}',
      'at: expected gap to take a text of 70 characters, and it refuses it',
    ],
  ])('%s', async (comes, doesNot, failure) => {
    expect(await failures(comes)).toEqual([]);
    expect(await failures(doesNot)).toEqual([failure]);
  });
});

test.each([
  ['words', 'gap: {answer: 120, words: more than that}'],
  ['jot', 'gap: {answer: 120, jot: more than that}'],
  ['override', 'gap: {answer: 120, override: more than that}'],
])('%s that nothing asked for is not used', async (key, answer) => {
  const [first] = await judged(`${STAYS.replace('gap: 120', answer)}    expect: {outcome: saved}\n`, flow);
  expect(first?.failures).toEqual([
    { kind: 'unused', line: 6, message: `"gap" asks for no \`${key}\`, so what is written there was not used` },
  ]);
});
