import {
  amount,
  byId,
  discriminatedUnion,
  expression,
  id,
  list,
  literal,
  oneOf,
  optional,
  said,
  strictObject,
  text,
  truth,
  union,
  whole,
} from './schema-parts.js';

const optionKeys = {
  go: optional(id('The step this option leads to.')),
  end: optional(id('The outcome this option ends the call with.')),
  when: optional(expression('The option is hidden while this does not hold.')),
  words: optional(truth('Asks for a few words as well.')),
};

const label = text('What the rep sees; the id is what is counted.');

const option = union([label, strictObject({ label, ...optionKeys })]);

const answerOfTwo = (what: string) =>
  optional(
    union([
      text(`The label of ${what}.`),
      strictObject({ label: optional(text(`The label of ${what}.`)), ...optionKeys }),
    ]),
  );

export const options = byId(option, 'The options by their ids: `id: Label`, or `id: {label, go, end, when, words}`.');

const optionsOrSet = said(
  union([id('The name of a set under the top-level `options`.'), options]),
  'The options by their ids, or the name of a set under the top-level `options`.',
);

const check = strictObject({
  if: expression('Trouble when this holds; the answer goes by the id of the step.'),
  level: oneOf(['hard', 'soft'], 'hard must be mended; soft may be overridden with a reason.'),
  message: text('What the rep is told.'),
});

const common = {
  optional: optional(truth('The question may be left open.')),
  check: optional(list(check, 'What an answer is checked for.')),
};

const date = (what: string) => optional(text(`The ${what} day: YYYY-MM-DD, or today.`));

/** The eight kinds of question, each with `more` keys of its own. */
export const questionWith = <T extends Parameters<typeof strictObject>[0]>(more: T) =>
  discriminatedUnion('type', [
    strictObject({ type: said(literal('choice'), 'One of the options.'), options: optionsOrSet, ...common, ...more }),
    strictObject({
      type: said(literal('choices'), 'Any number of the options.'),
      options: optionsOrSet,
      min: optional(whole('The fewest that may be picked.')),
      max: optional(whole('The most that may be picked.')),
      ...common,
      ...more,
    }),
    strictObject({
      type: said(literal('yes_no'), 'Yes or no.'),
      yes: answerOfTwo('yes'),
      no: answerOfTwo('no'),
      ...common,
      ...more,
    }),
    strictObject({
      type: said(literal('text'), 'A line of words.'),
      personal: optional(truth('Words about a person.')),
      pattern: optional(text('The whole answer must fit this regular expression (RE2).')),
      max: optional(whole('The most characters.')),
      ...common,
      ...more,
    }),
    ...(['number', 'money'] as const).map((type) =>
      strictObject({
        type: said(literal(type), type === 'money' ? 'An amount, in whole units of the currency.' : 'A number.'),
        min: optional(amount('The least.')),
        max: optional(amount('The most.')),
        ...common,
        ...more,
      }),
    ),
    strictObject({ type: said(literal('date'), 'A day.'), min: date('first'), max: date('last'), ...common, ...more }),
    strictObject({
      type: said(literal('scale'), 'A whole number on a scale, 1 to 5 unless set.'),
      min: optional(whole('The lowest mark.')),
      max: optional(whole('The highest mark.')),
      ...common,
      ...more,
    }),
  ]);
