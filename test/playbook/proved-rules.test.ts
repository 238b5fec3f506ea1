import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import { evolve, initialState, openVisit, type State } from '../../src/call/state.js';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Question, Rule } from '../../src/playbook/flow.js';
import { breach } from '../../src/playbook/paths/rules.js';
import type { Search } from '../../src/playbook/paths/search.js';
import { type Edge, nameOf } from '../../src/playbook/paths/states.js';
import { answer, start, TODAY } from '../call/given.js';
import { walk, walks } from '../call/random-walk.js';
import { bundled } from '../playbooks/bundled.js';

/** The bundled playbooks without their own rules, which would keep calls from breaking others. */
const texts = new Map([...bundled].map(([file, text]) => [file, text.replace(/^rules:\n(?: .*\n| *#.*\n)*/m, '')]));
const flows: readonly Flow[] = [...texts.values()].map((text) => {
  const { flow } = compile(text, (id) => texts.get(`${id}.yaml`));
  if (flow === undefined) throw new Error('a bundled playbook does not compile');
  return flow;
});

/** Rules of every kind that a playbook might have, whether they hold or not. */
function rulesFor(flow: Flow): readonly Rule[] {
  const first = [...flow.steps.values()].filter(({ screen, card }) => screen && card === undefined).slice(0, 2);
  const base = { label: '', line: 1 };
  return [
    ...[1, 2].map((offers): Rule => ({ ...base, kind: 'at_most', offers })),
    ...[10, 30].map((steps): Rule => ({ ...base, kind: 'within', steps })),
    { ...base, kind: 'never', after: { insist: true }, show: { offer: true } },
    ...first.map(({ id }): Rule => ({ ...base, kind: 'always', visit: [id] })),
    ...first.map(({ id }): Rule => ({ ...base, kind: 'never', after: { insist: true }, show: { step: id } })),
    ...[...flow.outcomes.keys()].flatMap((outcome) =>
      first.map(({ id }): Rule => ({ ...base, kind: 'before', outcome, visit: [id] })),
    ),
  ];
}

const searched: ReadonlyMap<string, readonly (readonly [Rule, Search])[]> = new Map(
  flows.map((flow) => [flow.id, rulesFor(flow).map((rule) => [rule, breach(flow, rule, 3000)] as const)]),
);

type Seen = ReturnType<typeof walk>['seen'];

/** Whether a call breaks a rule, told from its states alone. */
function breaks(rule: Rule, flow: Flow, seen: Seen): boolean {
  const isVisited = (state: State, step: string) => state.path.some((visit) => visit.step === step);
  const endsOf = (state: State): string | undefined =>
    openVisit(state) === undefined ? state.path.findLast(({ answer }) => answer?.ends)?.answer?.ends : undefined;
  const isBroken = ({ before, after }: Seen[number]): boolean => {
    const ends = endsOf(after);
    const came = openVisit(after);
    const isNew = came !== undefined && came !== openVisit(before);
    switch (rule.kind) {
      case 'at_most':
        return after.offers.length > rule.offers;
      case 'never':
        return 'offer' in rule.show
          ? before.insisted && after.offers.length > before.offers.length
          : after.insisted && isNew && came.step === rule.show.step;
      case 'before':
        return ends === rule.outcome && rule.visit.some((step) => !isVisited(after, step));
      case 'always':
        return flow.outcomes.has(ends ?? '') && rule.visit.some((step) => !isVisited(after, step));
      case 'within':
        return false;
    }
  };
  return seen.some(isBroken);
}

test('a rule that is proved is broken by no call', () => {
  let proved = 0;
  fc.assert(
    fc.property(walks, (drawn) => {
      const rules = searched.get(drawn.playbook) ?? [];
      const { flow, seen } = walk(drawn);
      const back = seen.findIndex(({ move }) => move === 'back' || move === 'forward' || move === 'jump');
      const forward = back === -1 ? seen : seen.slice(0, back);
      for (const [rule, search] of rules) {
        if (search.kind !== 'never') continue;
        proved += 1;
        expect([flow.id, rule, breaks(rule, flow, forward)]).toEqual([flow.id, rule, false]);
      }
    }),
    { numRuns: 300 },
  );
  expect(proved).toBeGreaterThan(500);
});

describe('a way that breaks a rule can be gone in a call', () => {
  test.each(flows.map((flow) => [flow.id, flow] as const))('%s', (id, flow) => {
    let played = 0;
    for (const [rule, search] of searched.get(id) ?? []) {
      // What cannot be decided beforehand depends on amounts and days.
      if (search.kind !== 'way' || search.undecided.length > 0) continue;
      const told = search.edges.map(({ from, how, what }) => `${nameOf(from)} ${how} ${what ?? ''}`);
      const ways = [false, true].map((isKnown) => play(flow, search.edges, isKnown));
      // A check may refuse what is drawn here: then nothing is shown by it.
      if (!ways.includes('gone') && ways.includes('refused')) continue;
      expect([rule, told, ways]).toEqual([rule, told, expect.arrayContaining(['gone'])]);
      played += 1;
    }
    expect(played).toBeGreaterThan(1);
  });
});

/** Goes a way, screen by screen; `isKnown`: with the facts that need not be known. */
function play(flow: Flow, edges: readonly Edge[], isKnown: boolean): 'gone' | 'refused' | 'elsewhere' {
  const facts = [...flow.facts.values()].filter(({ asked, question }) => asked || question.optional || isKnown);
  const isAtFacts = edges[0]?.from.facts === true && edges[0].how !== 'answer';
  const given = facts.filter(({ asked }) => !asked || !isAtFacts);
  const first = start(Object.fromEntries(given.map(({ id, question }) => [id, String(drawn(question))])));
  let state = initialState;
  for (const command of [first, ...edges.filter(({ from, how }) => !from.facts || how !== 'answer')]) {
    if ('from' in command && !isAt(command.from, state)) return 'elsewhere';
    const decision = decide(flow, state, 'from' in command ? commandFor(command) : command, TODAY);
    if (!decision.ok) return 'refused';
    state = decision.events.reduce(evolve, state);
  }
  return 'gone';
}

const isAt = (from: Edge['from'], state: State): boolean =>
  from.facts || openVisit(state)?.step === (from.wrapUp === undefined ? nameOf(from) : undefined);

function commandFor({ from, how, what }: Edge): Command {
  if (how === 'insist') return { type: 'insist' };
  if (how === 'ask') return { type: 'ask_need', need: what ?? '' };
  if (how === 'card') return { type: 'open_card', card: what ?? '' };
  return answer(what === 'left open' ? '' : (what ?? (from.step.ask && drawn(from.step.ask))), { override: 'drawn' });
}

function drawn(question: Question): string | number | readonly string[] {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return question.options.slice(0, 1).map(({ id }) => id)[0] ?? '';
    case 'yes_no':
      return 'yes';
    case 'date':
      return '+3';
    case 'scale':
      return question.min;
    case 'number':
    case 'money':
      return Math.max(question.min ?? 0, 100);
    case 'text':
      return 'words';
  }
}
