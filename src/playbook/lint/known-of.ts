import { parts, type Term } from '../expression/term.js';
import type { Flow, Question } from '../flow.js';

const MOST_TOLD = 3;

/** What is declared of the answers and facts that a condition reads, in the words of the author. */
export function knownOf(term: Term, flow: Flow): readonly string[] {
  const names = new Set(namesIn(term));
  for (const name of names) {
    const value = flow.computed.get(name)?.value;
    for (const inner of value === undefined ? [] : namesIn(value.term)) names.add(inner);
  }
  return [...names].flatMap((name) => declared(name, flow) ?? []).slice(0, MOST_TOLD);
}

const namesIn = (term: Term): readonly string[] => (term.kind === 'name' ? [term.name] : parts(term).flatMap(namesIn));

function declared(name: string, flow: Flow): string | undefined {
  const question = flow.facts.get(name)?.question ?? flow.steps.get(name)?.ask;
  const bounds = question && boundsOf(question);
  return bounds === undefined ? undefined : `"${name}" is ${bounds}`;
}

const MOST_OPTIONS = 8;

function boundsOf(question: Question): string | undefined {
  switch (question.type) {
    case 'choice': {
      const ids = question.options.map(({ id }) => id);
      return ids.length > MOST_OPTIONS ? undefined : ids.join(' or ');
    }
    case 'scale':
    case 'number':
    case 'money':
    case 'date':
      return between(question.min, question.max);
    default:
      return undefined;
  }
}

function between(min: number | string | undefined, max: number | string | undefined): string | undefined {
  if (min === undefined) return max === undefined ? undefined : `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}
