interface Meaning {
  readonly severity: 'error' | 'warning';
  readonly meaning: string;
}

const error = (meaning: string): Meaning => ({ severity: 'error', meaning });
const warning = (meaning: string): Meaning => ({ severity: 'warning', meaning });

/** Everything a playbook can be told, and nothing else. */
export const CODES = {
  // The file.
  'too-large': error('The file is larger than a playbook may be.'),
  'not-text': error('The file is not text in UTF-8.'),
  'empty-file': error('The file holds no playbook.'),
  'too-many': error('There are more problems than are shown.'),

  // YAML.
  yaml: error('A line that YAML cannot read.'),
  'yaml-version': error('A playbook is YAML 1.2, where `no` is a word and not false.'),
  'two-documents': error('A file holds one playbook.'),
  'too-deep': error('The nesting is deeper than any playbook needs.'),
  tab: error('A line is indented with a tab.'),
  indentation: error('A line begins in the wrong column.'),
  unclosed: error('A quote, brace or bracket is opened and never closed.'),
  'missing-space': error('A colon after a key needs a space.'),
  'text-needs-quotes': error('A text begins with a sign that means something to YAML.'),
  'comment-in-text': error('A # in a text begins a comment, and the rest of the text is lost.'),
  'comment-after-text': warning('Words after a # on the line of a text are not shown.'),
  'tag-in-expression': error('A ! at the start of a condition is a YAML tag; `not` is what is meant.'),
  tag: error('A ! at the start of a text is a YAML tag.'),
  'comma-in-braces': error('A comma inside { } ends the text.'),
  'braces-need-quotes': error('A text that begins with {{ needs quotes.'),
  'colon-in-text': error('A colon with a space after it ends the text.'),
  reference: error('Anchors and references of YAML are not used in a playbook.'),
  'leading-zero': error('A number with a leading zero loses the zero.'),
  'bad-key': error('A key is not a plain word.'),
  duplicate: error('A name is used twice.'),

  // Keys and values.
  'unknown-key': error('A key that means nothing where it stands.'),
  'missing-key': error('A key that is needed is not there.'),
  'missing-value': error('A key has nothing after it.'),
  'wrong-value': error('A value of another kind was expected.'),
  'wrong-place': error('A key that belongs to something else than it stands in.'),
  'options-are-a-map': error('Options are written `id: Label`, not as a list.'),
  'missing-else': error('A list of conditions has no `else`.'),

  // Names.
  'unknown-offer': error('There is no such offer.'),
  'unknown-fact': error('A playbook that is used has no such fact.'),
  'unknown-playbook': error('There is no such playbook.'),
  'bad-id': error('A name cannot be written so.'),
  'reserved-word': error('A name is a word of the expression language.'),
  'name-taken': error('Two things that an expression can read have one name.'),
  'built-in-outcome': error('An outcome that every playbook has is declared again.'),
  'unknown-step': error('There is no such step.'),
  'unknown-outcome': error('There is no such outcome.'),
  'unknown-option': error('There is no such option.'),
  'unknown-options': error('There is no such set of options.'),
  'unknown-name': error('An expression reads something that does not exist.'),
  'unknown-function': error('An expression calls something that does not exist.'),

  // Questions and steps.
  'empty-step': error('A step shows nothing and leads nowhere.'),
  'two-ways-on': error('A step or an option says twice where the call goes.'),
  'choices-lead-nowhere': error('Options of which several can be picked cannot say where the call goes.'),
  'no-options': error('A question has no option to pick.'),
  'options-may-vanish': error('Every option can be hidden, which would trap the rep.'),
  'many-options': warning('More than nine options cannot be picked with one key.'),
  'bad-bounds': error('No answer can be within the bounds.'),
  'bad-date': error('A date is not YYYY-MM-DD.'),
  'bad-pattern': error('A pattern is not a regular expression that can be searched in one pass.'),
  'bad-language': error('A language is not written as in `en` or `pt-BR`.'),
  'label-is-a-name': error('A step or an outcome stands where a label is expected.'),
  'braces-in-label': error('A label is plain text; {{ }} works only in say, do and why.'),
  'single-braces': warning('A name stands between single braces, and is shown as it is.'),
  'insist-needs-screen': error('Where a customer goes who insists, there must always be a screen.'),
  'two-questions': error('A step has more than one of `ask`, `offer` and `use`.'),
  'not-a-choice': error('The step named is not one that asks for a choice.'),
  'rule-needs-screen': error('A rule names a step that shows nothing.'),

  // Cards, offers, playbooks that are used, and what is promised.
  'into-card': error('A step leads into a card, which only the rep opens.'),
  'misplaced-return': error('`return` stands where there is nothing to come back to.'),
  'card-key': error('The key of a card is no free digit.'),
  'never-open': error('A card is limited to a step over which it cannot be opened.'),
  'unused-card': warning('Nothing can open a card.'),
  'unused-offer': warning('No step makes an offer.'),
  'broken-playbook': error('A playbook that is used has errors.'),
  'use-circle': error('Playbooks use each other in a circle.'),
  'fact-not-passed': error('A playbook that is used is not told a fact that it needs.'),
  'does-not-fit': error('What is passed to a playbook is not what it takes.'),
  'lower-role': warning('A playbook that is used is for a higher role.'),
  'when-due': error('A follow-up does not say when it is due, or says it twice.'),
  'bad-period': error('A time is not written as in `3 business days`.'),
  'unknown-call': warning('A follow-up asks for a call with a playbook that is not there.'),

  // Expressions.
  'single-equals': error('One = was typed where == is meant.'),
  'bad-expression': error('An expression cannot be read.'),
  'wrong-type': error('An expression puts together what does not fit.'),
  'option-needs-quotes': error('The id of an option stands in an expression without quotes.'),
  'no-answer': error('An expression reads the answer of a step that asks nothing.'),
  'wrong-arguments': error('A function is given what it cannot use.'),
  'computed-loop': error('A computed value reads itself.'),
  'may-divide-by-zero': warning('A divisor can be 0; the value is then missing.'),
  'braces-in-text': error('What stands between {{ and }} is not one name.'),

  // Proofs.
  'never-ends': error('The call can get to where no end can be reached.'),
  'card-never-returns': error('A card can get to where it neither comes back nor ends the call.'),
  'endless-loop': error('Steps without a screen lead in a circle.'),
  unreachable: error('Nothing leads to a step.'),
  'rule-broken': error('A rule does not hold on every way through the playbook.'),
  'rule-not-proved': warning('There are too many ways to tell whether a rule holds on all of them.'),
  'no-way-out': error('The call can get to where no answer leads to an end any more.'),
  'never-shown': warning('No way through the playbook comes to a step.'),
  'evidence-missing': warning('A call can come to an outcome without what it needs.'),
  'unused-outcome': warning('No call can end with an outcome.'),
  'unused-list': warning('No answer leads to a list of `try`.'),
  'may-be-missing': error('An answer is read where it may not have been given.'),

  // What is odd, and keeps no call from being taken.
  'never-holds': warning('A condition can never hold.'),
  'always-holds': warning('A condition always holds.'),
  'no-answer-passes': error('A hard check refuses every answer.'),
  'unused-fact': warning('The rep is asked for a fact that nothing uses.'),
  'unused-computed': warning('Nothing uses a computed value.'),
  'may-be-blank': warning('A text shows an optional fact, which may not be known.'),
  'offer-beyond': warning('A step has no offer that the one who takes the call may make.'),
  'long-say': warning('A text takes more than 20 seconds to say.'),
  'too-tall': warning('A step does not fit on a terminal of 80 columns and 24 rows.'),
  'same-label': warning('Two things to pick from have one label.'),
  'falls-through': warning('A step of a `try` goes on to another one, which its lists did not choose.'),
} as const satisfies Readonly<Record<string, Meaning>>;

export type Code = keyof typeof CODES;
