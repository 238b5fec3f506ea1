import { RE2JS, RE2JSException } from 're2js';
import type { Pattern } from './flow.js';

const LONGEST = 1000;

/** A pattern that the whole text must fit, searched in time linear in the text; or what is wrong with it. */
export function compilePattern(source: string): Pattern | string {
  const compiled = compileRe2(source);
  return typeof compiled === 'string' ? compiled : { source, matches: (text) => compiled.matches(text) };
}

/** Whether the pattern is found anywhere in a text, as CEL has it; or what is wrong with it. */
export function compileSearch(source: string): ((text: string) => boolean) | string {
  const compiled = compileRe2(source);
  return typeof compiled === 'string' ? compiled : (text) => compiled.test(text);
}

function compileRe2(source: string): RE2JS | string {
  if (source.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}
