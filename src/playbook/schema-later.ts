import * as z from 'zod/mini';
import { CHANNELS, ROLES } from './flow.js';
import { PLAYBOOK_ID } from './id-form.js';
import { expression, oneOf, oneOrMore, said, text, whole, writtenId } from './schema-parts.js';

// What is promised or written for after the call.

/** `in: 3` is understood well enough to be told what it lacks. */
const period = (description: string) => said(z.union([z.string(), z.number()]), description);

const followUp = z.strictObject({
  on: z.optional(expression('The day it is due: a fact, an answer, a computed value, or in_days(7).')),
  in: z.optional(
    period('When it is due, from the day of the call: `3 days`, `5 business days`, `2 weeks`, `1 month`.'),
  ),
  what: text('What is promised; may hold {{ names }}.'),
  by: z.optional(oneOf(ROLES, 'Who does it; rep unless set.')),
  channel: z.optional(oneOf(CHANNELS, 'How the customer is reached.')),
  repeat: z.optional(period('How often it comes again: `every 6 weeks`, `every month`.')),
  times: z.optional(whole('How often in all; without it, until somebody stops it.')),
  call: z.optional(writtenId('The id of the playbook of the call it asks for.', PLAYBOOK_ID)),
});

const draft = z.strictObject({
  kind: oneOf(['letter', 'email'], 'What it is.'),
  to: text('To whom; may hold {{ names }}.'),
  subject: text('What it is about; may hold {{ names }}.'),
  body: text('The text; may hold {{ names }}.'),
});

/** What may stand on steps and on outcomes alike. */
export const later = {
  follow_up: z.optional(oneOrMore(followUp, 'Proposed here and promised when the call ends: one, or a list of them.')),
  draft: z.optional(oneOrMore(draft, 'A letter or an e-mail filled in from the answers: one, or a list of them.')),
};
