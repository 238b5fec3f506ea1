import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import { format } from '../../src/call/format.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, initialState } from '../../src/call/state.js';
import { hiddenBeside, hiddenHere } from '../../src/rehearsal/preview-hidden.js';
import { skippedOn } from '../../src/rehearsal/preview-skipped.js';
import { valuesHere } from '../../src/rehearsal/preview-values.js';
import { after, answer, flowOf, HEAD, start, TODAY } from '../call/given.js';
import { walk, walks } from '../call/random-walk.js';

const inner = `${HEAD.replace('playbook: test', 'playbook: plead')}
outcomes: {stays: {label: Stays, group: saved}}
steps:
  - {id: never, when: visited(never), say: Never., ask: {type: yes_no}}
  - {id: nor, when: visited(nor), say: Nor., ask: {type: yes_no}}
  - {id: sure, say: Sure?, ask: {type: yes_no}, end: stays}
`;
const flow = flowOf(
  `
reason: reason
insist: bye
facts: {monthly: {type: money, label: Monthly, optional: true}}
computed: {yearly: {type: money, label: Yearly, value: monthly * 12}}
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A month, suits: [price, slow]}, year: {label: A year, authority: manager}, visit: {label: A visit, times: 9}}
rules: [{at_most: {offers: 1}}]
steps:
  - id: reason
    say: Why?
    ask:
      type: choice
      options:
        price: Price
        slow: Slow
        other: Other
        boss: {label: The boss, when: 'default(yearly, 0) > 10000 and not visited(tactics_done)'}
  - {id: tactics, try: {by: reason, price: [cheap, rich, gift], else: [rich, gift], then: tactics_done}}
  - {id: cheap, when: 'monthly < 100', say: Cheap!, ask: {type: yes_no}, next: tactics}
  - {id: rich, when: 'yearly > 10000', say: Rich!, next: tactics}
  - {id: gift, say: An offer?, offer: [month, year, visit], next: tactics}
  - {id: tactics_done, say: Again?, offer: [month], next: pleading}
  - {id: pleading, use: plead}
  - id: last
    say: Last?
    ask: {type: number, check: [{if: last > 9, level: soft, message: Much.}]}
    next: [{if: offers_made > 0 and accepted(month), go: bye}, {else: bye}]
  - {id: bye, say: Bye., end: over}
`,
  { plead: inner },
);
const speak = format('en-GB');

const hidden = (...commands: readonly Command[]) => hiddenHere(flow, after(flow, ...commands), TODAY, speak);

/** What the last of these commands passes over. */
function skipped(...commands: readonly Command[]) {
  const state = commands.length > 1 ? after(flow, ...commands.slice(0, -1)) : initialState;
  const decision = decide(flow, state, commands.at(-1) as Command, TODAY);
  if (!decision.ok) throw new Error(decision.refusal.message);
  return skippedOn(flow, state, decision.events, TODAY, speak);
}

test('an option that is hidden is told with its condition and what that reads', () => {
  expect(hidden(start({ monthly: '450' }))).toEqual([
    '– The boss: hidden by default(yearly, 0) > 10000 and not visited(tactics_done) (yearly is €5,400; tactics_done was not visited)',
  ]);
  expect(hidden(start({ monthly: '' }))[0]).toContain('(yearly is missing;');
  expect(hidden(start({ monthly: '4500' }))).toEqual([]);
});

test('offers that do not suit, are above the role, or are held back by a rule', () => {
  const begun = start({ monthly: '450' });
  expect(hidden(begun, answer('other'))).toEqual([
    '– A month: does not suit: it is for price, slow (reason is other)',
    '– A year: for a manager to make (you play as rep)',
  ]);
  const manager = start({ monthly: '450' }, 'manager');
  expect(hidden(manager, answer('slow'))).toEqual([]);
  const state = after(flow, manager, answer('slow'), answer('visit'), answer('declined'));
  expect(state.path.at(-1)?.step).toBe('pleading/sure');
});

test('an offer of which the screen says who may make it is not told of a second time', () => {
  const state = after(flow, start({ monthly: '450' }), answer('other'));
  const screen = screenOf(flow, state, TODAY);
  expect(screen.askFirst).toEqual(['Ask your manager: A year']);
  expect(hiddenBeside(screen, flow, state, TODAY, speak)).toEqual([
    '– A month: does not suit: it is for price, slow (reason is other)',
  ]);
});

test('steps that are passed over are told once, with the reason, in playbooks that are used as well', () => {
  const begun = start({ monthly: '450' });
  expect(skipped(begun)).toEqual([]);
  expect(skipped(begun, answer('price'))).toEqual([
    '· skipped "cheap": when monthly < 100 (monthly is €450)',
    '· skipped "rich": when yearly > 10000 (yearly is €5,400)',
  ]);
  expect(skipped(begun, answer('slow'), answer('visit'), answer('declined'))).toEqual([
    '· skipped "rich": when yearly > 10000 (yearly is €5,400)',
    '· skipped "tactics_done": no offer is left: A month: held back by the rule "at most 1 offer in a call"',
    '· skipped "never": when visited(never) (never was not visited)',
    '· skipped "nor": when visited(nor) (nor was not visited)',
  ]);
  expect(skipped(start({ monthly: '4500' }), answer('other'))).toEqual([]);
});

test('the value of everything, and – for what is missing', () => {
  const begun = start({ monthly: '450' });
  const to = [begun, answer('slow'), answer('visit'), answer('declined'), answer('yes')];
  expect(valuesHere(flow, after(flow, ...to), TODAY)).toBe(`The step last:
· soft check if last > 9: – (last is missing)
· next if offers_made > 0 and accepted(month): no (offers_made is 1; accepted(month) is no)
Facts:
· monthly: €450
Computed:
· yearly: €5,400 = monthly * 12
Answers:
· reason: slow, "Slow"
· cheap: –
· gift: declined, "Declines"
· tactics_done: –
· pleading: stays, "Stays"
· last: –
Besides:
· today: Sat, 21 Nov 2026
· role: rep`);
  const within = valuesHere(flow, after(flow, ...to.slice(0, -1)), TODAY);
  expect(within).toContain('Answers:\n· never: –\n· nor: –\n· sure: –');
  expect(valuesHere(flow, after(flow, start()), TODAY)).toContain('· yearly: – = monthly * 12');
});

test('no step is told to be skipped while it is shown, whatever a rep does', () => {
  let told = 0;
  fc.assert(
    fc.property(walks, (drawn) => {
      const { flow: of, events } = walk(drawn);
      let from = initialState;
      for (const [at, event] of events.entries()) {
        const before = from;
        from = evolve(from, event);
        const next = events[at + 1];
        if (event.type !== 'answered' || next?.type !== 'step_shown') continue;
        const lines = skippedOn(of, before, [event, next], TODAY, speak);
        told += lines.length;
        const shown = next.step.slice(next.step.lastIndexOf('/') + 1);
        expect(lines.filter((line) => line.startsWith(`· skipped "${shown}"`))).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
  expect(told).toBeGreaterThan(0);
});
