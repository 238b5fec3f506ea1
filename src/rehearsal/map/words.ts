import type { Question } from '../../playbook/flow.js';

/** The kind of a question, with what bounds it. */
export function questionInWords(question: Question): string {
  const open = question.optional ? ', may stay open' : '';
  const kind = KINDS[question.type];
  switch (question.type) {
    case 'choice':
      return `${kind} ${question.options.length}${open}`;
    case 'date':
      return `${kind}${days(question)}${open}`;
    case 'choices':
    case 'number':
    case 'money':
    case 'scale':
      return `${kind}${bounds(question)}${open}`;
    case 'text':
      return `${kind}${question.max === undefined ? '' : `, up to ${question.max} characters`}${open}`;
    case 'yes_no':
      return `${kind}${open}`;
  }
}

const KINDS = {
  choice: 'one of',
  choices: 'any of several',
  text: 'words',
  number: 'a number',
  money: 'an amount',
  date: 'a day',
  yes_no: 'yes or no',
  scale: 'a scale',
} as const;

function days({ min, max }: { readonly min?: string; readonly max?: string }): string {
  return `${min === undefined ? '' : ` from ${min}`}${max === undefined ? '' : ` until ${max}`}`;
}

function bounds({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}`;
  if (min !== undefined) return `, ${min} at least`;
  return max === undefined ? '' : `, ${max} at most`;
}
