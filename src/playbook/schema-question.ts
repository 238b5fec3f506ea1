import * as z from 'zod/mini';
import { amount, byId, expression, id, list, oneOf, said, text, truth, whole } from './schema-parts.js';

const optionKeys = {
  go: z.optional(id('The step this option leads to.')),
  end: z.optional(id('The outcome this option ends the call with.')),
  when: z.optional(expression('The option is hidden while this does not hold.')),
  words: z.optional(truth('Asks for a few words as well.')),
};

const label = text('What the rep sees; the id is what is counted.');

const option = z.union([label, z.strictObject({ label, ...optionKeys })]);

const answerOfTwo = (what: string) =>
  z.optional(
    said(
      z.union([
        text(`The label of ${what}.`),
        z.strictObject({ label: z.optional(text(`The label of ${what}.`)), ...optionKeys }),
      ]),
      `What the rep sees for ${what}, or \`{label, go, end, when, words}\`.`,
    ),
  );

export const options = byId(option, 'The options by their ids: `id: Label`, or `id: {label, go, end, when, words}`.');

const optionsOrSet = said(
  z.union([id('The name of a set under the top-level `options`.'), options]),
  'The options by their ids, or the name of a set under the top-level `options`.',
);

/** An answer that leads on, as `accepted:` of a step that puts offers. */
export const reply = (what: string) =>
  z.optional(
    said(
      z.union([
        text(`The label of ${what}.`),
        z.strictObject({
          label: z.optional(text(`The label of ${what}.`)),
          go: optionKeys.go,
          end: optionKeys.end,
        }),
      ]),
      `The label of ${what}, or \`{label, go, end}\`.`,
    ),
  );

const check = z.strictObject({
  if: expression('Trouble when this holds; the answer goes by the id of the step.'),
  level: oneOf(['hard', 'soft'], 'hard must be mended; soft may be overridden with a reason.'),
  message: text('What the rep is told.'),
});

const common = {
  optional: z.optional(truth('The question may be left open.')),
  check: z.optional(list(check, 'What an answer is checked for.')),
};

const date = (what: string) => z.optional(text(`The ${what} day: YYYY-MM-DD, or today.`));

/** The eight kinds of question, each with `more` keys of its own. */
export const questionWith = <T extends Parameters<typeof z.strictObject>[0]>(more: T) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: said(z.literal('choice'), 'One of the options.'),
      options: optionsOrSet,
      ...common,
      ...more,
    }),
    z.strictObject({
      type: said(z.literal('choices'), 'Any number of the options.'),
      options: optionsOrSet,
      min: z.optional(whole('The fewest that may be picked.')),
      max: z.optional(whole('The most that may be picked.')),
      ...common,
      ...more,
    }),
    z.strictObject({
      type: said(z.literal('yes_no'), 'Yes or no.'),
      yes: answerOfTwo('yes'),
      no: answerOfTwo('no'),
      ...common,
      ...more,
    }),
    z.strictObject({
      type: said(z.literal('text'), 'A line of words.'),
      personal: z.optional(truth('Words about a person.')),
      pattern: z.optional(text('The whole answer must fit this regular expression (RE2).')),
      max: z.optional(whole('The most characters.')),
      ...common,
      ...more,
    }),
    ...(['number', 'money'] as const).map((type) =>
      z.strictObject({
        type: said(z.literal(type), type === 'money' ? 'An amount, in whole units of the currency.' : 'A number.'),
        min: z.optional(amount('The least.')),
        max: z.optional(amount('The most.')),
        ...common,
        ...more,
      }),
    ),
    z.strictObject({
      type: said(z.literal('date'), 'A day.'),
      min: date('first'),
      max: date('last'),
      ...common,
      ...more,
    }),
    z.strictObject({
      type: said(z.literal('scale'), 'A whole number on a scale, 1 to 5 unless set.'),
      min: z.optional(whole('The lowest mark.')),
      max: z.optional(whole('The highest mark.')),
      ...common,
      ...more,
    }),
  ]);
