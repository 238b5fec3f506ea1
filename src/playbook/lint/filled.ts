import type { Term } from '../expression/term.js';
import type { Flow, Question } from '../flow.js';
import type { Template } from '../template.js';
import type { ValueType } from '../value.js';

/** A text with values of usual length filled in. */
export const filled = ({ parts }: Template, flow: Flow): string =>
  parts.map((part) => (typeof part === 'string' ? part : usual(part.source, flow))).join('');

const USUAL: Readonly<Record<ValueType, string>> = {
  text: 'Mrs de Vries',
  money: '€12,345.00',
  number: '12,345',
  scale: '10',
  date: '30 Sept 2026',
  yes_no: 'Yes',
  choice: 'none',
  choices: 'none',
};

function usual(name: string, flow: Flow): string {
  const computed = flow.computed.get(name);
  if (computed !== undefined) return longest([USUAL[computed.type], ...literalsIn(computed.value.term)]);
  const question = flow.facts.get(name)?.question ?? flow.steps.get(name)?.ask;
  return question === undefined ? USUAL.choice : ofQuestion(question);
}

function ofQuestion(question: Question): string {
  if (!('options' in question)) return USUAL[question.type];
  const labels = question.options.map(({ label }) => label);
  return question.type === 'choices' ? labels.join(', ') : longest(labels);
}

/** The words in quotes that a value may be. */
function literalsIn(term: Term): readonly string[] {
  if (term.kind === 'literal') return typeof term.value === 'string' ? [term.value] : [];
  return term.kind === 'choose' ? [...literalsIn(term.holds), ...literalsIn(term.fails)] : [];
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((longer, text) => (text.length > longer.length ? text : longer), '');
