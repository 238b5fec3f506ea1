import { expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/playbook/diagnostic.js';
import { formatDiagnostic } from '../../src/playbook/frame.js';

const at = (line: number, column: number, length: number, hint?: string): Diagnostic => ({
  code: 'unknown-step',
  severity: 'error',
  message: 'step "offer" goes to "ofer_pause", which does not exist',
  ...(hint === undefined ? {} : { hint }),
  place: { line, column, length },
});

test('the place, what is wrong, the line, and what to type instead', () => {
  const text = `${'\n'.repeat(13)}    next: ofer_pause\n`;
  expect(formatDiagnostic('playbooks/cancel.yaml', text, at(14, 11, 10, 'did you mean "offer_pause"?'))).toBe(
    `playbooks/cancel.yaml:14:11 error: step "offer" goes to "ofer_pause", which does not exist
   |
14 |     next: ofer_pause
   |           ^^^^^^^^^^
   hint: did you mean "offer_pause"?   [unknown-step]`,
  );
});

test('without a hint the code stands alone', () => {
  expect(
    formatDiagnostic('a.yaml', 'next: x\r\n', at(1, 7, 1))
      .split('\n')
      .slice(2),
  ).toEqual(['1 | next: x', '  |       ^', '  [unknown-step]']);
});

test('a long line is cut around the place', () => {
  const shown = formatDiagnostic('a.yaml', `${'x'.repeat(500)}HERE${'y'.repeat(500)}`, at(1, 501, 4)).split('\n');
  expect(shown[2]).toMatch(/^1 \| …x{33}HEREy{63}…$/);
  expect(shown[3]?.indexOf('^')).toBe(shown[2]?.indexOf('HERE'));
});

test('what would act on the terminal is made harmless, and columns hold', () => {
  const shown = formatDiagnostic('a.yaml', '\tsay: \u001b[2J\u202eX\u009b', at(1, 13, 1)).split('\n');
  expect(shown[2]).toBe('1 |  say: \ufffd[2J\ufffdX\ufffd');
  expect(shown[3]?.indexOf('^')).toBe(4 + 12);
});

test('wide characters are underlined where they stand', () => {
  const shown = formatDiagnostic('a.yaml', 'say: 日本 x', at(1, 9, 1)).split('\n');
  expect(shown[3]).toBe(`  |      \u3000\u3000 ^`);
});

test('a place past the end of the text still has a line', () => {
  expect(formatDiagnostic('a.yaml', '', at(1, 1, 1)).split('\n')[2]).toBe('1 |');
});
