import { RE2JS, RE2JSException } from 're2js';
import type { Pattern } from './flow.js';

/** A pattern that the whole text must fit, searched in time linear in the text; or what is wrong with it. */
export function compilePattern(source: string): Pattern | string {
  if (source.length > 1000) return 'it is longer than 1000 characters';
  try {
    const compiled = RE2JS.compile(source);
    return { source, matches: (text) => compiled.matches(text) };
  } catch (error) {
    if (error instanceof RE2JSException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}
