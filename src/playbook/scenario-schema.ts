import * as z from 'zod/mini';
import { ROLES } from './flow.js';
import { byKnownId as byId, expression, id, list, oneOf, said, text } from './schema-parts.js';

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

const names = (what: string) => list(id(what), what);

const expect = z.strictObject({
  outcome: z.optional(id('The outcome the call ends with.')),
  visited: z.optional(names('Steps the call has come by.')),
  not_visited: z.optional(names('Steps the call has not come by.')),
  offers: z.optional(byId(reply(), 'Offers that were shown, and how the last of each was taken.')),
  follow_ups: z.optional(names('Exactly these follow-ups are promised.')),
  drafts: z.optional(names('Exactly these letters and e-mails are written.')),
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
