import { parts, type Term } from '../expression/term.js';
import type { Flow, Question } from '../flow.js';

const MOST_TOLD = 3;

/** What is declared of the answers and facts that a condition reads, in the words of the author. */
export function knownOf(term: Term, flow: Flow): readonly string[] {
  const names = new Set<string>();
  const add = (part: Term): void => {
    if (part.kind === 'name' && !names.has(part.name)) {
      names.add(part.name);
      const value = flow.computed.get(part.name)?.value;
      if (value !== undefined) add(value.term);
    }
    parts(part).forEach(add);
  };
  add(term);
  return [...names].flatMap((name) => declared(name, flow) ?? []).slice(0, MOST_TOLD);
}

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
