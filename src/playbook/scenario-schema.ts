import * as z from 'zod/mini';
import { CHANNELS, ROLES } from './flow.js';
import { amount, byKnownId as byId, expression, id, list, oneOf, said, text, whole } from './schema-parts.js';

/** What YAML makes of one answer. */
const single = () => z.union([z.string(), z.number(), z.boolean()]);

const raw = (description: string) => said(z.union([single(), z.array(single())]), description);

const answer = z.union([
  single(),
  z.array(single()),
  z.strictObject({
    answer: z.optional(raw('The answer itself.')),
    words: z.optional(said(single(), 'The words beside an option that asks for some.')),
    jot: z.optional(said(single(), 'The line of words before the question.')),
    override: z.optional(said(single(), 'The reason for passing a soft check.')),
    first: z.optional(
      raw('What the rep does when the step is first shown, before answering: `back`, `insist`, `note sounds tired`.'),
    ),
  }),
]);

const reply = () => oneOf(['accepted', 'considering', 'declined'], 'How the customer takes it.');
const noOffer = said(z.literal('none'), 'No offer is made.');

const GROUPS = ['saved', 'lost', 'pending', 'done', 'incomplete'] as const;

const names = (what: string) => list(id(what), what);

const promise = z.strictObject({
  due: z.optional(text('The day it is due, YYYY-MM-DD.')),
  by: z.optional(oneOf(ROLES, 'Who does it.')),
  channel: z.optional(oneOf(CHANNELS, 'How the customer is reached.')),
  repeat: z.optional(text('How often it comes again: `every 6 weeks`.')),
  times: z.optional(whole('How often in all.')),
  call: z.optional(id('The playbook of the call it asks for.')),
});

/** `{characters: 501}` is a text of that length. */
const refused = z.union([
  single(),
  z.array(single()),
  z.strictObject({ characters: whole('So many characters of text.') }),
]);

const answers = (description: string) => z.optional(list(refused, description));

const atStep = z.strictObject({
  shows: z.optional(names('Exactly these options, or offers, can be picked.')),
  takes: answers('Answers that are taken.'),
  asks_why: answers('Answers that are taken with a reason alone: a soft check.'),
  refuses: answers('Answers that are not taken, whatever the reason.'),
});

const expect = z.strictObject({
  outcome: z.optional(id('The outcome the call ends with.')),
  group: z.optional(oneOf(GROUPS, 'The group it counts in.')),
  reason: z.optional(id('The option that reports count as the reason.')),
  role: z.optional(oneOf(ROLES, 'Who takes it.')),
  path: z.optional(names('Steps that come one right after the other, what cards show apart.')),
  evidence: z.optional(names('Exactly this is what the outcome needs to be known.')),
  visited: z.optional(names('Steps the call has come by.')),
  not_visited: z.optional(names('Steps the call has not come by.')),
  offers: z.optional(byId(reply(), 'Offers that were shown, and how the last of each was taken.')),
  must_answer: z.optional(names('Steps that do not go on without an answer.')),
  may_skip: z.optional(names('Steps whose question may be left open.')),
  open_at: z.optional(byId(names('Steps.'), 'Over exactly these of the steps that were shown, a card can be opened.')),
  costs: z.optional(byId(amount('An amount.'), 'What offers that were shown cost, the last time.')),
  at: z.optional(byId(atStep, 'What the rep can do at a step, the last time that it shows.')),
  follow_ups: z.optional(
    said(
      z.union([z.array(id('A follow-up.')), byId(promise, 'Each with what must be so about it.')]),
      'Exactly these follow-ups are promised.',
    ),
  ),
  drafts: z.optional(
    said(
      z.union([z.array(id('A draft.')), byId(oneOf(['letter', 'email'], 'What it is.'), 'Each with what it is.')]),
      'Exactly these letters and e-mails are written.',
    ),
  ),
  that: z.optional(list(expression('A condition that holds at the end of the call.'), 'Conditions that all hold.')),
});

const day = 'The day on which the call is taken, YYYY-MM-DD.';

const scenario = z.strictObject({
  name: text('What the scenario shows.'),
  today: z.optional(text(day)),
  role: z.optional(oneOf(ROLES, 'Who takes the call; the least who may, unless set.')),
  facts: z.optional(byId(single(), 'What is known before the call.')),
  answers: z.optional(byId(answer, 'The answers, by step, in any order.')),
  cards: z.optional(byId(names('Cards.'), 'The cards that are opened when a step first shows, before it is answered.')),
  offers: z.optional(
    byId(
      z.union([byId(reply(), 'The offer that is made, and how it is taken.'), noOffer]),
      'What is offered at the steps that make offers.',
    ),
  ),
  wrap_up: z.optional(byId(single(), 'What is settled at wrap-up otherwise than proposed; `note` is the note.')),
  expect: said(expect, 'What must come of it.'),
});

/** The shape of a file of scenarios. */
export const scenarios = z.strictObject({
  playbook: id('The id of the playbook beside it.'),
  today: z.optional(text('The day on which every scenario is played, unless it has its own, YYYY-MM-DD.')),
  currency: z.optional(text('The currency of money, EUR unless set.')),
  scenarios: list(scenario, 'Calls that are played, each with what must come of it.'),
});
