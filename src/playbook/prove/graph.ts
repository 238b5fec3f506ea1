import type { Placed } from '../build/context.js';
import { given } from '../expression/presence.js';
import type { Expression } from '../expression.js';
import type { Flow, Step, Target } from '../flow.js';

/**
 * The ways through a flow. Each step is four nodes: `enter` looks at its `when`, `shown` is its screen, `done` is where its
 * route decides, and `skipped` is where it leads when it is not shown.
 */
export interface Graph {
  readonly steps: readonly Step[];
  readonly edges: readonly (readonly Edge[])[];
  /** Where a call can begin: the first step, and the one for a customer who insists. */
  readonly entries: readonly number[];
  readonly node: (step: string, part: Part) => number;
  readonly stepAt: (node: number) => Step | undefined;
}

export interface Edge {
  /** `END` for an outcome. */
  readonly to: number;
  /** What is certainly there once it has been taken. */
  readonly gives: ReadonlySet<string>;
}

export type Part = 'enter' | 'shown' | 'done' | 'skipped';

export const END = -1;

const PARTS: readonly Part[] = ['enter', 'shown', 'done', 'skipped'];

const NOTHING: ReadonlySet<string> = new Set();

export function buildGraph(flow: Flow, terms: ReadonlyMap<Expression, Placed>): Graph {
  const steps = [...flow.steps.values()];
  const indexes = new Map(steps.map(({ id }, index) => [id, index]));
  const node = (step: string, part: Part) => (indexes.get(step) ?? 0) * PARTS.length + PARTS.indexOf(part);
  const edges: Edge[][] = steps.flatMap(() => PARTS.map(() => []));
  const add = (from: number, to: number, gives: ReadonlySet<string> = NOTHING) => edges[from]?.push({ to, gives });
  const enter = (target: Target) => ('end' in target ? END : node(target.go, 'enter'));
  const when = (expression: Expression | undefined, outcome: 'yes' | 'not_yes') => {
    const term = expression && terms.get(expression)?.term;
    return term === undefined ? NOTHING : given(term, outcome);
  };

  for (const [index, step] of steps.entries()) {
    const following = steps[index + 1];
    const [entered, shown, done, skipped] = PARTS.map((part) => node(step.id, part)) as [
      number,
      number,
      number,
      number,
    ];
    add(entered, shown, when(step.when, 'yes'));
    if (step.when !== undefined) add(entered, skipped, when(step.when, 'not_yes'));
    addAnswers(step, (gives, target) => add(shown, target === undefined ? done : enter(target), gives), when);
    addRoute(
      step,
      (gives, target, tried) => {
        const to = tried === undefined ? enter(target) : node(tried, 'shown');
        add(done, to, gives);
        // A skipped step goes on as if it had been passed, but ends no call while another step follows.
        const ends = step.route.kind === 'target' && 'end' in target && following !== undefined;
        add(skipped, ends ? node(following.id, 'enter') : to, gives);
      },
      flow,
      when,
    );
  }
  const first = steps[0];
  const entries = [
    ...(first ? [first.id] : []),
    ...(flow.insist !== undefined && indexes.has(flow.insist) ? [flow.insist] : []),
  ];
  return {
    steps,
    edges,
    entries: entries.map((id) => node(id, 'enter')),
    node,
    stepAt: (at) => steps[Math.floor(at / PARTS.length)],
  };
}

type When = (expression: Expression | undefined, outcome: 'yes' | 'not_yes') => ReadonlySet<string>;

/** From a screen: where each option leads, and whether the route of the step may be needed. */
function addAnswers({ id, ask }: Step, add: (gives: ReadonlySet<string>, target?: Target) => void, when: When): void {
  const own = new Set([id]);
  if (ask === undefined) return add(NOTHING);
  const options = 'options' in ask && ask.type !== 'choices' ? ask.options : [];
  for (const option of options) {
    if (option.target !== undefined) add(new Set([...own, ...when(option.when, 'yes')]), option.target);
  }
  if (ask.optional) return add(NOTHING);
  if (options.length === 0 || options.some(({ target }) => target === undefined)) add(own);
}

function addRoute(
  { route }: Step,
  add: (gives: ReadonlySet<string>, target: Target, tried?: string) => void,
  flow: Flow,
  when: When,
): void {
  switch (route.kind) {
    case 'target':
      return add(NOTHING, route.target);
    case 'branch': {
      let before = NOTHING;
      for (const branch of route.branches) {
        add(new Set([...before, ...when(branch.if, 'yes')]), branch.target);
        before = new Set([...before, ...when(branch.if, 'not_yes')]);
      }
      return add(before, route.otherwise);
    }
    case 'try':
      for (const step of triedBy(route)) add(when(flow.steps.get(step)?.when, 'yes'), { go: step }, step);
      return add(NOTHING, route.then);
  }
}

export const triedBy = (route: Step['route'] & { readonly kind: 'try' }): ReadonlySet<string> =>
  new Set([...route.lists.values(), route.otherwise].flat());
