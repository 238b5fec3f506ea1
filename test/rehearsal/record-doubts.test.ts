import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../src/call/command.js';
import { openSession } from '../../src/call/session.js';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { recordScenario } from '../../src/rehearsal/record.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { unrecorded } from '../../src/rehearsal/unrecorded.js';
import { flowOf } from './scenario-playbook.js';

const PLAYBOOK = `playbook: parcels
title: Parcels
version: 1
language: en
about: delivery
insist: bye
facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
  account: {type: number, label: Account, identifies: customer, asked: false}
  born: {type: date, label: Born, identifies: customer, asked: false}
outcomes: {found: {label: Found, group: done}, gone: {label: Gone, group: lost}}
cards:
  angry: {label: Is angry, say: I am sorry.}
steps:
  - {id: number, say: Which parcel?, ask: {type: text, pattern: '[A-Z]{2}-\\d{4}'}}
  - {id: place, say: Where is it?, ask: {type: text}}
  - id: door
    next: [{if: 'contains(place, "door")', end: found}, {else: again}]
  - {id: again, say: Still there?, ask: {type: yes_no, yes: {go: place}, no: {go: bye}}}
  - {id: bye, say: Goodbye., end: gone}
`;

const answer = (raw?: string): Command => ({ type: 'answer', raw });

/** Takes a call by commands, an hour apart, and records it. */
async function recorded(commands: readonly Command[], playbook = PLAYBOOK) {
  const flow = flowOf(playbook);
  const log = unrecorded();
  let now = Date.parse('2026-03-02T22:00:00Z');
  const clock = { now: () => now, offset: () => 0, steady: () => 0 };
  const session = openSession({ log, clock, newId: () => 'x' }, flow, 'x');
  const facts = new Map([
    ['customer', 'Ms Private'],
    ['account', '987654321'],
    ['born', '1970-05-05'],
  ]);
  session.dispatch({ type: 'start', rep: 'Robin', currency: 'JPY', locale: 'en', facts });
  for (const command of commands) {
    now += 3_600_000;
    const done = session.dispatch(command);
    if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  }
  const { text, notes } = recordScenario(flow, log.events(), 'recorded');
  const [scenario] = readScenarios(`playbook: parcels\nscenarios:\n${text}\n`, flow).scenarios ?? [];
  if (scenario === undefined) throw new Error(text);
  return { text, notes, failures: (await judgeScenario(flow, scenario)).failures.map(({ kind }) => kind) };
}

const END: Command = { type: 'end' };

describe('what whoever keeps a recorded call should know', () => {
  test('words that fit the pattern stand for those that were typed, and nothing personal is left unsaid', async () => {
    const { text, notes } = await recorded([answer('KX-4711'), answer('behind the shed'), answer('no'), answer(), END]);
    expect(text).toContain('number: AA-1111');
    expect(text).not.toMatch(/KX|4711|shed|Private|98765|1970/);
    expect(notes).toEqual([
      'words were replaced at: number, place, customer, account, born',
      '"place" is read by a condition, so other words may lead the call elsewhere',
      'money was JPY: write `currency: JPY` at the top of the file',
      'the call went on over several days; the scenario has one',
    ]);
  });

  test('a call that other words lead elsewhere does not pass as it stands', async () => {
    const { failures } = await recorded([answer('KX-4711'), answer('at the door'), END]);
    expect(failures).toEqual(['stopped']);
  });

  test('a card and a customer who insists, later than a scenario can', async () => {
    const again = [answer('KX-4711'), answer('shed'), answer('yes')];
    const card = await recorded([
      ...again,
      { type: 'open_card', card: 'angry' },
      answer(),
      answer('shed'),
      answer('no'),
      answer(),
      END,
    ]);
    expect(card.notes).toContain(
      'the card "Is angry" was opened over "place" later than a scenario can; it is left out',
    );
    expect(card.failures).toEqual([]);
    const insisted = await recorded([...again, { type: 'insist' }, answer(), END]);
    expect(insisted.notes).toContain('the customer insisted at "place" later than a scenario can; it is left out');
  });

  test('what the rep went back over is not told', async () => {
    const { text, failures } = await recorded([
      answer('KX-4711'),
      answer('shed'),
      { type: 'back' },
      answer('barn'),
      answer('no'),
      answer(),
      END,
    ]);
    expect(text.match(/place: .*/g)).toEqual(['place: some words']);
    expect(failures).toEqual([]);
  });
});

test('a reason for ending against a rule is needed again, and is not the one that was typed', async () => {
  const ruled = PLAYBOOK.replace('insist: bye\n', 'insist: bye\nrules:\n  - before: {outcome: gone, visit: [again]}\n');
  const insisted: readonly Command[] = [{ type: 'insist' }, answer()];
  const { text, failures } = await recorded([...insisted, { type: 'end', override: 'They were on a train.' }], ruled);
  expect(text).toMatch(/wrap_up: *\n? *\{?override: a reason/);
  expect(text).not.toContain('train');
  expect(failures).toEqual([]);
});
