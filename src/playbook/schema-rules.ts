import * as z from 'zod/mini';
import { expression, id, list, said } from './schema-parts.js';

// What must hold on every path. An editor is told of more than the shapes: `check` says the rest in its own words.

const count = (description: string) => said(z.int(), description, { minimum: 1 });
const visit = said(z.array(id('A step.')), 'Steps that must have been visited, one after the other or not.', {
  minItems: 1,
});

const rule = said(
  z.strictObject({
    at_most: z.optional(
      said(
        z.strictObject({ offers: count('How many offers a call may show, those of playbooks that are used too.') }),
        'Shows no more offers than this: `{offers: 2}`.',
      ),
    ),
    before: z.optional(
      said(
        z.strictObject({ outcome: id('The outcome that a call may only end with after the visits.'), visit }),
        'No call ends with the outcome without the steps: `{outcome: lost, visit: [read_back]}`.',
      ),
    ),
    never: z.optional(
      said(
        z.strictObject({
          after: id('`insist`, when the customer has insisted; or a step, when it was visited.'),
          show: id('`offer`, for any offer; or a step.'),
        }),
        'What is not shown any more: `{after: insist, show: offer}`.',
      ),
    ),
    always: z.optional(
      said(
        z.strictObject({ visit, if: z.optional(expression('Only when this holds at the end of the call.')) }),
        'No call ends without the steps: `{visit: [consent], if: yearly_value > 10000}`.',
      ),
    ),
    within: z.optional(
      said(
        z.strictObject({ steps: count('How many screens a call may have, but for those of cards.') }),
        'A call has no more screens than this: `{steps: 12}`.',
      ),
    ),
  }),
  'One rule: `at_most`, `before`, `never`, `always` or `within`.',
  { minProperties: 1, maxProperties: 1 },
);

export const rules = list(rule, 'What must hold on every path: proved by `check`, and kept to in a call.');
