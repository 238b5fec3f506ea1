import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/playbook/check.js';
import { CODES } from '../../src/playbook/codes.js';
import type { Diagnostic } from '../../src/playbook/diagnostic.js';
import { formatDiagnostic } from '../../src/playbook/frame.js';
import { decode } from '../../src/playbook/read/decode.js';
import { find, GOLDEN } from './find-golden.js';

const update = process.env['UPDATE_GOLDEN'] === '1';

/** These would be too large to be read; `hostile.test.ts` makes them. */
const WITHOUT_GOLDEN = new Set(['too-large', 'too-many']);

interface Golden {
  readonly code: string;
  readonly name: string;
  readonly file: string;
}

const goldens: readonly Golden[] = readdirSync(join(GOLDEN, 'err')).flatMap((code) =>
  readdirSync(join(GOLDEN, 'err', code))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ code, name: `${code}/${file}`, file: join(GOLDEN, 'err', code, file) })),
);

function diagnose(bytes: Uint8Array): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const text = decode(bytes);
  if (typeof text !== 'string') return { text: new TextDecoder('latin1').decode(bytes), diagnostics: [text] };
  return { text, diagnostics: check(text, find).diagnostics };
}

const show = (name: string, text: string, diagnostics: readonly Diagnostic[]) =>
  diagnostics.map((diagnostic) => `${formatDiagnostic(name, text, diagnostic)}\n`).join('\n');

describe('playbooks with one mistake', () => {
  test.each(goldens)('$name', ({ code, name, file }) => {
    const { text, diagnostics } = diagnose(readFileSync(file));
    const expected = file.replace(/yaml$/, 'txt');
    const shown = show(name, text, diagnostics);
    if (update) writeFileSync(expected, shown);
    expect(shown).toBe(readFileSync(expected, 'utf8'));
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(diagnostics).toHaveLength(1);
  });
});

test('Windows line ends change nothing that is told', () => {
  for (const { name, file } of goldens) {
    const { text, diagnostics } = diagnose(readFileSync(file));
    const windows = check(text.replaceAll('\n', '\r\n'), find).diagnostics;
    if (diagnostics[0]?.code !== 'not-text') expect([name, windows]).toEqual([name, diagnostics]);
  }
});

describe('playbooks without a mistake', () => {
  test.each(readdirSync(join(GOLDEN, 'ok')))('%s', (file) => {
    const text = decode(readFileSync(join(GOLDEN, 'ok', file)));
    const { diagnostics, flow } = check(String(text), find);
    expect(show(file, String(text), diagnostics)).toBe('');
    expect(flow).toBeDefined();
  });
});

test('every code has a golden playbook', () => {
  const shown = new Set([...goldens.map(({ code }) => code), ...WITHOUT_GOLDEN]);
  expect(Object.keys(CODES).filter((code) => !shown.has(code))).toEqual([]);
  expect([...shown].filter((code) => !(code in CODES))).toEqual([]);
});

test('the runner can fail', () => {
  const [golden] = goldens;
  if (golden === undefined) throw new Error('there is no golden playbook');
  const { text, diagnostics } = diagnose(readFileSync(golden.file));
  const expected = readFileSync(golden.file.replace(/yaml$/, 'txt'), 'utf8');
  expect(
    show(
      golden.name,
      text,
      diagnostics.map((diagnostic) => ({ ...diagnostic, message: 'another' })),
    ),
  ).not.toBe(expected);
  expect(show(golden.name, text, [])).not.toBe(expected);
});
