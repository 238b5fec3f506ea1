import { beforeAll, describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Option, Step } from '../../src/playbook/flow.js';
import { htmlMap, svgMap } from '../../src/rehearsal/map/map.js';
import { mermaidMap } from '../../src/rehearsal/map/mermaid.js';
import { bundled, flowOf } from '../playbooks/bundled.js';
import { type Way, ways } from '../playbooks/graph.js';
import { type Drawn, drawnOf, textsOf } from './map-drawn.js';
import { all, classed, type Element, read, textOf } from './map-marked.js';

/** The labels, without the spaces at which lines are broken. */
const close = (text: string): string => text.replaceAll(/\s+/g, '');

describe.each([...bundled.keys()].map((file) => file.replace('.yaml', '')))('%s', (id) => {
  const flow = flowOf(id);
  let svg: Element;
  let drawn: Drawn;
  beforeAll(async () => {
    svg = read(await svgMap(flow));
    drawn = drawnOf(svg);
  });

  test('every step stands in its picture, once, with its name and what is said there', () => {
    expect([...drawn.places.keys()].filter((key) => key.startsWith('step-'))).toHaveLength(flow.steps.size);
    for (const step of flow.steps.values()) {
      const [title = '', ...rest] = textsOf(drawn.places.get(`step-${step.id}`));
      expect(title.toLowerCase()).toContain(step.id.replaceAll('_', ' ').slice(0, 12));
      const words = step.say?.source ?? step.do?.source;
      if (words !== undefined && step.screen) expect(close(rest.join(''))).toContain(close(words).slice(0, 30));
    }
  });

  test('every outcome and every card stands in it', () => {
    for (const { id: outcome, label, group } of flow.outcomes.values()) {
      const place = drawn.places.get(`end-${outcome}`);
      expect(close(textsOf(place).join(''))).toContain(close(label).slice(0, 20));
      // In words as well as by its colour.
      expect(textsOf(place)).toContain(group);
    }
    for (const { id: card, label } of flow.cards.values()) {
      const [frame] = all(svg, ({ attributes }) => attributes.get('id') === `card-${card}`);
      expect(close(textsOf(frame).join(''))).toContain(close(label));
    }
  });

  test('every way on is a line or is told of in the box that it leaves, and there are no others', () => {
    const expected = new Set(ways(flow).map((way) => endsOf(flow, way)));
    const entries = [...drawn.lines.keys()].filter((ends) => !ends.startsWith('step-'));
    expect(entries.sort()).toEqual(
      [`start step-${flow.start}`, ...(flow.insist ? [`insist step-${flow.insist}`] : [])].sort(),
    );
    const shown = [...drawn.lines.keys(), ...drawn.told.keys()].filter((ends) => ends.startsWith('step-'));
    // Past an offer that cannot be made, and an end that is skipped, the call goes on: `ways` knows only the route.
    const skips = [...flow.steps.values()].filter(({ when, offer }) => when ?? offer).map((step) => `step-${step.id}`);
    const further = shown.filter((ends) => !expected.has(ends) && !skips.includes(ends.split(' ')[0] ?? ''));
    expect(further).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
    expect([...expected].filter((ends) => !shown.includes(ends))).toEqual([]);
  });

  test('every option that leads somewhere is named where it leads', () => {
    const cut: string[] = [];
    let named = 0;
    for (const way of ways(flow)) {
      if (way.option === undefined) continue;
      const options = optionsOf(flow.steps.get(way.from));
      const label = close(options.find(({ id: option }) => option === way.option)?.label ?? '?');
      const ends = endsOf(flow, way);
      const told = close(drawn.lines.get(ends) ?? drawn.told.get(ends) ?? '');
      if (told.includes(label)) named++;
      else cut.push(told);
    }
    expect(cut.filter((told) => !told.includes('…'))).toEqual([]);
    expect(named).toBeGreaterThan(cut.length * 8);
  });

  test('no two boxes stand over each other', () => {
    const boxes = [...drawn.boxes];
    expect(boxes.length).toBeGreaterThan(flow.steps.size);
    for (const [at, [key, a]] of boxes.entries()) {
      for (const [other, b] of boxes.slice(at + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect([key, other, apart]).toEqual([key, other, true]);
      }
    }
  });

  test('Mermaid has every step, way, outcome and card, with all labels', () => {
    const { text, edges } = mermaidMap(flow);
    const lines = text.split('\n').map(plain);
    const node = (key: string): string =>
      lines.find(
        (line) =>
          line.trim().startsWith(`${key}[`) || line.trim().startsWith(`${key}(`) || line.trim().startsWith(`${key}{`),
      ) ?? `no ${key}`;
    for (const { id: step } of flow.steps.values())
      expect(node(`step_${step}`).toLowerCase()).toContain(`<b>${step.replaceAll('_', ' ')}</b>`);
    for (const { id: outcome, label } of flow.outcomes.values()) expect(node(`outcome_${outcome}`)).toContain(label);
    for (const { id: card, label } of flow.cards.values())
      expect(lines.find((line) => line.startsWith(`subgraph card_${card}[`))).toContain(label);
    for (const way of ways(flow)) {
      const [from, to] = endsOf(flow, way).replace(' end-', ' outcome-').replaceAll('-', '_').split(' ');
      expect(lines.filter((line) => line.startsWith(`${from} `) && line.endsWith(` ${to}`))).toHaveLength(1);
    }
    expect(lines.filter((line) => /^\S+ (-->|-\.->|==>)/.test(line))).toHaveLength(edges);
  });

  test('the page has all there is to read of each step', async () => {
    const page = read(await htmlMap(flow));
    for (const step of flow.steps.values()) {
      const [article] = all(page, ({ attributes }) => attributes.get('data-key') === `step-${step.id}`);
      const words = textOf(article ?? page);
      const options = optionsOf(step).map(({ id: option, label }) => `${label} ${option}`);
      const said = [step.say, step.do, step.why].flatMap((template) => template?.source ?? []);
      const checks = step.ask?.checks.map(({ message }) => message) ?? [];
      for (const told of [...said, ...options, ...checks]) expect(words).toContain(told);
    }
  });

  test('is drawn the same each time', async () => {
    expect(await svgMap(flowOf(id))).toBe(await svgMap(flow));
    expect(await htmlMap(flowOf(id))).toBe(await htmlMap(flow));
  });
});

test('a place where very many lead is drawn with few lines, and says from how many one comes', async () => {
  const flow = flowOf('defend-cancellation');
  const drawn = drawnOf(read(await svgMap(flow)));
  const from = new Set(
    ways(flow).flatMap((way) => ('go' in way.target && way.target.go === 'last_day' ? [way.from] : [])),
  );
  const lines = [...drawn.lines.keys()].filter((ends) => ends.endsWith(' step-last_day'));
  expect(from.size).toBeGreaterThan(20);
  expect(lines).toEqual(['insist step-last_day', expect.stringMatching(/^step-/)]);
  // The entry of a customer who insists is one more.
  expect(textsOf(drawn.places.get('step-last_day'))).toContain(`reached from ${from.size + 1} places`);
});

test('what hangs on a condition is dashed; the condition stands at it', async () => {
  const drawn = drawnOf(read(await svgMap(made('{if: \'q == "a"\', go: z}', '{else: y}'))));
  expect(drawn.conditional).toEqual(['step-q step-z']);
  expect(drawn.lines.get('step-q step-z')).toBe('if q == "a"');
  expect(drawn.lines.get('step-q step-y')).toBe('else');
  expect(textsOf(drawn.places.get('step-y'))).toContain('only if q == "b"');
  expect(drawn.lines.get('step-y step-z')).toBe('');
});

test('a playbook that is used is a box that says so', async () => {
  const drawn = drawnOf(read(await svgMap(flowOf('cancellation-request'))));
  const place = drawn.places.get('step-defend');
  expect(textsOf(place)).toContain('plays: Defend a cancellation');
  expect(place && classed('use')(place)).toBe(true);
});

test('a long playbook is cut into columns, which the picture says', async () => {
  const { svg, drawn } = await long(60);
  expect(Number(svg.attributes.get('height'))).toBeLessThan(2500);
  expect(textOf(svg)).toMatch(/Too long for one column: cut into \d\./);
  const next = (at: number): string => `step-q${at} step-q${at + 1}`;
  const told = Array.from({ length: 59 }, (_, at) => next(at + 1)).filter((ends) => drawn.told.has(ends));
  expect(told.map((ends) => drawn.told.get(ends))).toEqual(told.map((ends) => `→ Q${ends.split('q').at(-1)}`));
  expect(told.length).toBeGreaterThan(2);
});

test('a thousand steps are all there', async () => {
  const { drawn } = await long(1000);
  expect(drawn.places.size).toBe(1002);
  expect(drawn.lines.size + drawn.told.size).toBe(1001);
});

async function long(steps: number): Promise<{ readonly svg: Element; readonly drawn: Drawn }> {
  const rows = Array.from({ length: steps }, (_, at) => `  - {id: q${at + 1}, say: Question ${at + 1}?}\n`).join('');
  const svg = read(
    await svgMap(
      compiled(
        `${HEAD}steps:\n${rows}  - {id: last, do: Hang up., end: won}\n`.replace(
          `  - {id: q${steps}, say: Question ${steps}?}\n`,
          '',
        ),
      ),
    ),
  );
  return { svg, drawn: drawnOf(svg) };
}

const HEAD = `playbook: made
title: Made
version: 1
language: en
about: loss
outcomes:
  won: {label: Won, group: done}
`;

const made = (...next: readonly string[]): Flow =>
  compiled(`${HEAD}steps:
  - id: q
    say: One or the other?
    ask: {type: choice, options: {a: A, b: B}}
    next:
${next.map((each) => `      - ${each}\n`).join('')}  - {id: y, say: Y, when: 'q == "b"'}
  - {id: z, say: Z, end: won}
`);

function compiled(text: string): Flow {
  const { flow, diagnostics } = compile(text, () => undefined);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

const optionsOf = (step: Step | undefined): readonly Option[] =>
  step?.offer?.replies ?? step?.use?.outcomes ?? (step?.ask && 'options' in step.ask ? step.ask.options : []);

const plain = (mermaid: string): string =>
  mermaid.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

function endsOf(flow: Flow, { from, target }: Way): string {
  const to =
    'go' in target ? `step-${target.go}` : 'end' in target ? `end-${target.end}` : `back-${flow.steps.get(from)?.card}`;
  return `step-${from} ${to}`;
}
