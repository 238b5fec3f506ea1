import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choice, option, type Screen } from '../../../src/call/screen.js';
import { check } from '../../../src/playbook/check.js';
import { compile } from '../../../src/playbook/compile.js';
import { type Flow, type Offer, ROLES, type Step } from '../../../src/playbook/flow.js';
import { filled } from '../../../src/playbook/lint/filled.js';
import { heightOf } from '../../../src/playbook/lint/height.js';
import { rowsOf } from '../../../src/playbook/lint/wrapped.js';
import { optionsOf } from '../../../src/playbook/targets.js';
import { wrap } from '../../../src/terminal/layout.js';
import { theme } from '../../../src/terminal/theme.js';
import { begin } from '../../../src/terminal/typing.js';
import { view } from '../../../src/terminal/view.js';
import { promptOf, question } from '../../terminal/hand-made.js';

const PLAYBOOKS = join(import.meta.dirname, '../../../playbooks');
const LEAST_ROWS = 17;

/** The screens of a step as a call would give them, with all options, and with the offers for each reason. */
function screensOf(step: Step, flow: Flow): readonly Screen[] {
  const text = (template: Step['say']) => template && filled(template, flow);
  const base = {
    ...question,
    step: step.id,
    say: text(step.say),
    do: text(step.do),
    jot: step.jot,
    card: step.card === undefined ? undefined : flow.cards.get(step.card)?.label,
  };
  if (step.offer === undefined) return [{ ...base, question: step.ask, options: optionsOf(step.ask) }];
  const offers = step.offer.offers.flatMap((id) => flow.offers.get(id) ?? []);
  return optionsOf(flow.steps.get(flow.reason ?? '')?.ask).flatMap((reason) => {
    const suiting = offers.filter(({ suits }) => suits?.has(reason.id) ?? true);
    return ROLES.map((role) => {
      const mayBeMade = ({ authority }: Offer) => ROLES.indexOf(authority) <= ROLES.indexOf(role);
      const open = suiting.filter(mayBeMade).map(({ id, label }) => option(id, label));
      const options = [...open, option('none', 'None of these')];
      const beyond = suiting.filter((offer) => !mayBeMade(offer));
      const askFirst = beyond.map(({ label, authority }) => `Ask your ${authority.replace('_', ' ')}: ${label}`);
      return { ...base, question: choice(options), options, askFirst };
    });
  });
}

/** Whether a terminal of so many rows leaves out anything, before the question or at it. */
function isCut(screen: Screen, rows: number): boolean {
  const prompt = promptOf(screen);
  const first = begin(prompt, undefined);
  const words = screen.options
    .filter((each) => each.words)
    .map(({ id }) => ({ ...first, phase: 'words' as const, picked: id }));
  const jot = { ...first.lines.jot, text: 'He said so.', cursor: 0 };
  const phases = [
    first,
    { ...first, phase: 'question' as const, lines: { ...first.lines, jot: screen.jot ? jot : first.lines.jot } },
    ...words,
  ];
  return phases.some((typing) => {
    const { above, below, page } = view(
      prompt,
      typing,
      { kind: 'saved' },
      { columns: 80, rows },
      theme({ NO_COLOR: '1' }),
    );
    return page.most > 0 || /^[↑↓]/m.test(`${above}\n${below}`);
  });
}

function rowsNeeded(screens: readonly Screen[]): number {
  let rows = LEAST_ROWS;
  while (screens.some((screen) => isCut(screen, rows))) rows++;
  return rows;
}

/** A step with so much to do that it is always higher than the least. */
const padded = (step: Step): Step => ({
  ...step,
  do: { source: '', parts: ['x\n'.repeat(LEAST_ROWS), ...(step.do?.parts ?? ['x'])] },
});

const shown = (flow: Flow): readonly Step[] => [...flow.steps.values()].filter(({ screen }) => screen);

function flowOf(text: string): Flow {
  const { flow, diagnostics } = compile(text, (id) => {
    const file = join(PLAYBOOKS, `${id}.yaml`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  });
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

describe('every step of the bundled playbooks takes the rows that the terminal takes for it', () => {
  test.each(readdirSync(PLAYBOOKS).filter((file) => /^[a-z-]+\.yaml$/.test(file)))('%s', (file) => {
    const flow = flowOf(readFileSync(join(PLAYBOOKS, file), 'utf8'));
    const all = shown(flow)
      .filter((step) => optionsOf(step.ask).every(({ when }) => when === undefined))
      .map(padded);
    expect(all.length).toBeGreaterThan(5);
    const told = all.map((step) => [step.id, heightOf(step, flow)]);
    expect(told).toEqual(all.map((step) => [step.id, rowsNeeded(screensOf(step, flow))]));
  });
});

const word = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 12 }) },
  fc.constantFrom('café', '東京都', 'x'.repeat(70), 'y'.repeat(95)),
);
const words = (most: number) =>
  fc.array(word, { minLength: 1, maxLength: most, size: 'max' }).map((all) => all.join(' '));
const ask = fc.oneof(
  fc.constantFrom(
    '{type: text}',
    '{type: date}',
    '{type: scale}',
    '{type: scale, max: 10}',
    '{type: money, optional: true}',
    '{type: yes_no, yes: A label}',
  ),
  fc
    .tuple(fc.constantFrom('choice', 'choices'), fc.boolean(), fc.array(words(16), { minLength: 1, maxLength: 9 }))
    .map(([type, optional, labels]) => {
      const options = labels.map((label, at) =>
        at % 3 === 0 && type === 'choice' ? `o${at}: {label: ${label}, words: true}` : `o${at}: ${label}`,
      );
      return `{type: ${type}, optional: ${optional}, options: {${options.join(', ')}}}`;
    }),
);
const made = fc
  .record(
    { say: fc.option(words(90)), do: words(170), jot: fc.option(words(20)), ask: fc.option(ask) },
    { requiredKeys: ['do'] },
  )
  .map((parts) =>
    Object.entries(parts)
      .flatMap(([key, value]) => (value == null ? [] : [`    ${key}: ${value}`]))
      .join('\n'),
  );

const playbookOf = (step: string): string => `playbook: tall
title: Tall
version: 1
language: en
about: loss
outcomes:
  done: {label: Done, group: done}
steps:
  - id: tall
${step}
    end: done
`;

test('exactly the steps that the terminal has to cut are told of', () => {
  const seen = { cut: 0, whole: 0 };
  fc.assert(
    fc.property(made, (step) => {
      const text = playbookOf(step);
      const flow = flowOf(text);
      const [only] = shown(flow);
      if (only === undefined) throw new Error('there is no step');
      const cut = screensOf(only, flow).some((screen) => isCut(screen, 24));
      seen[cut ? 'cut' : 'whole'] += 1;
      const told = check(text).diagnostics.some(({ code }) => code === 'too-tall');
      expect([step, told]).toEqual([step, cut]);
    }),
    { numRuns: 600, endOnFailure: true },
  );
  expect(Math.min(seen.cut, seen.whole)).toBeGreaterThan(40);
});

test('words are broken where the terminal breaks them', () => {
  const text = fc
    .array(fc.oneof(word, fc.constantFrom(' ', '\n', '')), { maxLength: 40 })
    .map((all) => all.join(' ').trim());
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 79 }), (text, columns) => {
      expect([text, rowsOf(text, columns)]).toEqual([text, wrap(text, columns).length]);
    }),
    { numRuns: 2000 },
  );
});

const tall = (lines: number, rest: string) => `    do: "${'x '.repeat(30 * lines)}"\n${rest}`;

test('options that hide each other are not added up', () => {
  const options = (a: string, b: string) => `    ask:
      type: choice
      options:
        stay: Stays
        ${[1, 2, 3, 4].map((at) => `a${at}: {label: A${at}, when: ${a}}`).join('\n        ')}
        ${[1, 2, 3, 4].map((at) => `b${at}: {label: B${at}, when: ${b}}`).join('\n        ')}`;
  const before = '    ask: {type: yes_no}\n  - id: next\n';
  const told = (step: string) => check(playbookOf(before + step)).diagnostics.map(({ code }) => code);
  expect(told(tall(14, options('tall', 'not tall')))).toEqual([]);
  expect(told(tall(14, options('tall', 'tall')))).toEqual(['too-tall']);
});
