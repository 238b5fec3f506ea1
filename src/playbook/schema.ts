import * as z from 'zod/mini';
import { ROLES } from './flow.js';
import { PLAYBOOK_ID } from './id-form.js';
import { later } from './schema-later.js';
import {
  byId,
  byKnownId,
  expression,
  id,
  list,
  oneOf,
  oneOfTold,
  said,
  text,
  truth,
  whole,
  writtenId,
} from './schema-parts.js';
import { options, questionWith, reply } from './schema-question.js';
import { rules } from './schema-rules.js';

// Shapes alone, without transforms, so that an editor can be given the same rules as a JSON Schema.

const outcomeId = 'The outcome the call ends with.';
const stepId = 'The step the call goes to.';
const end = z.strictObject({ end: id(outcomeId) });
const target = (description: string) => said(z.union([id(stepId), end]), description);

const next = z.union([
  id(stepId),
  list(
    z.union([
      z.strictObject({
        if: expression('Taken when this holds.'),
        go: z.optional(id(stepId)),
        end: z.optional(id(outcomeId)),
      }),
      z.strictObject({
        else: target('Where to go when none of the others holds: a step, or `{end: <outcome>}`.'),
      }),
    ]),
    'Tried from the top; the last is `else`.',
  ),
]);

const steps = list(id(stepId), 'Steps, in the order in which they are tried.');

const attempts = said(
  z.catchall(
    z.object({
      by: z.optional(id('The choice step whose answer picks the list.')),
      else: z.optional(list(id(stepId), 'The steps for every other answer.')),
      then: target('Where to go when all have been tried: a step, or `{end: <outcome>}`.'),
    }),
    steps,
  ),
  'Goes to the first step listed that was not yet visited and whose `when` holds, else to `then`.',
);

const body = {
  source: z.optional(
    said(
      z.union([id('A point of the domain.'), list(id('A point.'), 'Points.')]),
      'The points of the domain it restates.',
    ),
  ),
  say: z.optional(text('Read aloud to the customer; may hold {{ names }}.')),
  do: z.optional(text('For the rep alone; may hold {{ names }}.')),
  why: z.optional(text('Shown to the rep on demand; may hold {{ names }}.')),
  ask: z.optional(said(questionWith({}), 'The question of the step; its answer goes by the id of the step.')),
  jot: z.optional(text('The label of an optional line of words before the question.')),
  when: z.optional(expression('The step is skipped while this does not hold.')),
  next: z.optional(
    said(next, 'Where the call goes on, unless the option picked says otherwise: a step, or a list of if and go.'),
  ),
  try: z.optional(attempts),
  end: z.optional(id(outcomeId)),
  offer: z.optional(
    list(id('An offer.'), 'The offers put to the customer: those that suit and were not made too often.'),
  ),
  accepted: reply('an offer that is taken'),
  considering: reply('an offer that the customer wants to think about'),
  declined: reply('an offer that is turned down'),
  use: z.optional(
    writtenId(
      'The id of a playbook that is played here; the answer of the step is the outcome it comes to.',
      PLAYBOOK_ID,
    ),
  ),
  with: z.optional(
    byKnownId(
      expression('A fact, an answer or a computed value of this playbook.'),
      'What the other playbook is told.',
    ),
  ),
  outcomes: z.optional(
    byKnownId(target('Where this outcome leads: a step, or `{end: <outcome>}`.'), 'Where its outcomes lead.'),
  ),
  ...later,
};

const step = z.strictObject({ id: writtenId('The name of the step and of its answer, in snake_case.'), ...body });

const card = z.strictObject({
  label: text('What the rep opens it by.'),
  key: z.optional(whole('The digit that opens it, 1 to 9.')),
  on: z.optional(list(id(stepId), 'The steps over which it can be opened; any, unless set.')),
  steps: z.optional(list(step, 'Its screens, when it has more than one.')),
  ...body,
});

const offer = z.strictObject({
  label: text('What the rep puts to the customer.'),
  cost: z.optional(expression('What it costs, in whole units of the currency.')),
  suits: z.optional(list(id('An option.'), 'The options of the `reason` step that it suits; any, unless set.')),
  authority: z.optional(oneOf(ROLES, 'The least role that may make it; rep unless set.')),
  times: z.optional(whole('How often it may be shown in a call; once unless set.')),
});

/** What each group counts, in an editor's list. */
const GROUPS = {
  saved: 'The need to leave is gone.',
  lost: 'The customer leaves, or the deal is gone.',
  pending: 'Not decided: somebody promised something.',
  done: 'What the call was for is done, and nobody was leaving.',
  incomplete: 'It did not get that far; never a save.',
} as const;

const outcome = z.strictObject({
  label: text('What reports call it.'),
  group: oneOfTold(GROUPS, 'What it counts as.'),
  needs: z.optional(
    list(
      id('A step, `offer`, `follow_up` or `note`.'),
      'What must be known when the call ends so: steps, `offer`, `follow_up` or `note`.',
    ),
  ),
  ...later,
});

const computed = z.strictObject({
  type: oneOf(['number', 'money', 'text', 'date', 'yes_no'], 'What the value is.'),
  label: z.optional(text('What reports call it.')),
  value: expression('The expression that gives the value.'),
});

const fact = questionWith({
  label: text('What the rep is asked for.'),
  identifies: z.optional(said(z.literal('customer'), 'The fact that tells one customer from another.')),
  asked: z.optional(truth('Asked for before the first step, unless it is given; `false`: known when given, else not.')),
});

/** The shape of a playbook. */
export const playbook = z.strictObject({
  playbook: writtenId('The stable id of the playbook, in kebab-case; the file may be renamed.', PLAYBOOK_ID),
  title: text('What the rep picks it by.'),
  version: whole("The author's number of this version."),
  language: text('The language of the texts, as in `en` or `pt-BR`.'),
  about: oneOf(
    ['cancellation', 'delivery', 'loss', 'interview'],
    'What the calls are about; the save rate reads only `cancellation`.',
  ),
  reason: z.optional(id('The choice step whose answer is the reason in every report.')),
  insist: z.optional(id('The step a customer who insists is taken to.')),
  run_by: z.optional(oneOf(ROLES, 'The least role that may take the call; rep unless set.')),
  facts: z.optional(byId(fact, 'What is known before the call, or asked first.')),
  computed: z.optional(byId(computed, 'Named values worked out from facts and answers.')),
  outcomes: byId(outcome, 'The ways for a call to end.'),
  offers: z.optional(byId(offer, 'What may be put to a customer, for steps that offer it.')),
  cards: z.optional(byId(card, 'Side scripts that can be opened at any moment, and come back.')),
  rules: z.optional(rules),
  options: z.optional(byId(options, 'Named sets of options, for questions that share them.')),
  steps: list(step, 'The screens, in their order; the call begins at the first.'),
});
