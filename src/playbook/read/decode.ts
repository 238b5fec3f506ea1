import type { Diagnostic } from '../diagnostic.js';

/** A playbook of a thousand steps has a fifth of this. */
export const MOST_BYTES = 1_000_000;

/** A control character that no text file has; a tab, a line end and a form feed it may have. */
const isBinary = (text: string): boolean =>
  /\p{Cc}/u.test(text) &&
  [...text.matchAll(/\p{Cc}/gu)].some(([found]) => found < '\t' || (found > '\r' && found < ' '));

/** The text of a file. What is too large, binary or not UTF-8 is a diagnostic; a byte order mark is left out. */
export function decode(bytes: Uint8Array): string | Diagnostic {
  if (bytes.length > MOST_BYTES) return tooLarge(bytes.length);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return notText(bytes, 'the file is not UTF-8', 'save it as UTF-8, which editors call an encoding');
  }
  return isBinary(text) ? notText(bytes, 'the file is not text', 'a playbook is a YAML file') : text;
}

export const tooLarge = (length: number): Diagnostic => ({
  code: 'too-large',
  severity: 'error',
  message: `the file has ${length} bytes; a playbook may have ${MOST_BYTES}`,
  hint: 'split it into several playbooks',
  place: { line: 1, column: 1, length: 1 },
});

function notText(bytes: Uint8Array, message: string, hint: string): Diagnostic {
  // Latin-1 never fails and keeps one character a byte, so that the place is right up to the first odd byte.
  const latin = new TextDecoder('latin1').decode(bytes.subarray(0, firstOdd(bytes)));
  const line = latin.split('\n');
  return {
    code: 'not-text',
    severity: 'error',
    message,
    hint,
    place: { line: line.length, column: (line.at(-1)?.length ?? 0) + 1, length: 1 },
  };
}

function firstOdd(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let good = 0;
  let bad = bytes.length;
  const fits = (end: number) => {
    try {
      return !isBinary(decoder.decode(bytes.subarray(0, end)));
    } catch {
      return false;
    }
  };
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    // A cut inside a character fails as well, so the cut is moved back to where a character begins.
    let end = middle;
    while (end > good && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    if (end === good) break;
    if (fits(end)) good = end;
    else bad = end - 1;
  }
  return good;
}
