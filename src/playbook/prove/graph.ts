import { type Given, given, NOTHING, union, valued } from '../expression/presence.js';
import type { Expression } from '../expression.js';
import type { Flow, Step, Target } from '../flow.js';
import { answersOf, asks } from '../targets.js';

/**
 * The ways through a flow. Each step is four nodes: `enter` looks at its `when`, `shown` is its screen, `done` is where its
 * route decides, and `skipped` is where it leads when it is not shown.
 */
export interface Graph {
  readonly steps: readonly Step[];
  readonly edges: readonly (readonly Edge[])[];
  /** Where one can be without anything known: the first step, the one for a customer who insists, and each card. */
  readonly entries: readonly number[];
  readonly node: (step: string, part: Part) => number;
  readonly stepAt: (node: number) => Step | undefined;
}

export interface Edge {
  /** `END` for an outcome, and where a card comes back. */
  readonly to: number;
  /** What is certainly there once it has been taken. */
  readonly gives: Given;
  /** The outcome that the call ends with. */
  readonly end?: string;
  /** Taken only where a rule bars the step, and never round in a circle. */
  readonly barred?: true;
}

type Part = 'enter' | 'shown' | 'done' | 'skipped';

export const END = -1;

const PARTS = { enter: 0, shown: 1, done: 2, skipped: 3 } as const satisfies Record<Part, number>;
const COUNT = 4;

export function buildGraph(flow: Flow): Graph {
  const steps = [...flow.steps.values()];
  const indexes = new Map(steps.map(({ id }, index) => [id, index]));
  const node = (step: string, part: Part) => (indexes.get(step) ?? 0) * COUNT + PARTS[part];
  const lead = (target: Target): Pick<Edge, 'to' | 'end'> =>
    'go' in target ? { to: node(target.go, 'enter') } : 'end' in target ? { to: END, end: target.end } : { to: END };
  const when: When = (expression, outcome) =>
    expression === undefined ? NOTHING : withValued(given(expression.term, outcome), flow);
  const barred = barredIn(flow);
  const edges = steps.flatMap((step) => {
    const shown = node(step.id, 'shown');
    const entering: Edge[] = [{ to: shown, gives: when(step.when, 'yes') }];
    // Offers may all be used up, or suit somebody else.
    const past = node(step.id, 'skipped');
    if (step.offer !== undefined) entering.push({ to: past, gives: NOTHING });
    else if (step.when !== undefined) entering.push({ to: past, gives: when(step.when, 'not_yes') });
    if (barred.has(step.id)) entering.push({ to: past, gives: NOTHING, barred: true });
    const answering = answers(step, when).map(
      ({ target, gives }): Edge => ({ ...(target ? lead(target) : { to: node(step.id, 'done') }), gives }),
    );
    const done = routesOf(step, flow, when).map(
      ({ target, tried, gives }): Edge => ({ ...(tried ? { to: node(tried, 'shown') } : lead(target)), gives }),
    );
    // A skipped step goes on as if it had been passed, but ends no call where another step follows, or a card can come back.
    const passedOver = step.following === undefined ? step.card && RETURNS : { go: step.following };
    const ends = step.route.kind === 'target' && 'end' in step.route.target;
    const skipped = ends && passedOver ? [{ ...lead(passedOver), gives: NOTHING }] : done;
    return [entering, answering, done, skipped];
  });
  const { insist } = flow;
  const entries = [flow.start, ...(insist === undefined ? [] : [insist])];
  for (const { start } of flow.cards.values()) entries.push(start);
  return {
    steps,
    edges,
    entries: entries.filter((id) => indexes.has(id)).map((id) => node(id, 'enter')),
    node,
    stepAt: (at) => steps[Math.floor(at / COUNT)],
  };
}

const barredIn = ({ rules }: Flow): ReadonlySet<string> =>
  new Set(rules.flatMap((rule) => (rule.kind === 'never' && 'step' in rule.show ? [rule.show.step] : [])));

const RETURNS: Target = { return: true };

type When = (expression: Expression | undefined, outcome: 'yes' | 'not_yes') => Given;

interface Answer {
  /** Absent where the route of the step decides. */
  readonly target?: Target;
  readonly gives: Given;
}

function answers(step: Step, when: When): readonly Answer[] {
  const { id, ask, offer } = step;
  if (!asks(step)) return [{ gives: NOTHING }];
  const own = new Set([id]);
  const options = ask?.type === 'choices' ? [] : answersOf(step);
  const found: Answer[] = [];
  for (const option of options) {
    if (option.target !== undefined) found.push({ target: option.target, gives: union(own, when(option.when, 'yes')) });
  }
  if (ask?.optional) found.push({ gives: NOTHING });
  else if (offer !== undefined || options.length === 0 || options.some(({ target }) => target === undefined))
    found.push({ gives: own });
  return found;
}

interface Way {
  readonly target: Target;
  /** The step that `try` has picked, whose `when` therefore holds. */
  readonly tried?: string;
  readonly gives: Given;
}

function routesOf({ route }: Step, flow: Flow, when: When): readonly Way[] {
  switch (route.kind) {
    case 'target':
      return [{ target: route.target, gives: NOTHING }];
    case 'branch': {
      const ways: Way[] = [];
      let before = NOTHING;
      for (const branch of route.branches) {
        ways.push({ target: branch.target, gives: union(before, when(branch.if, 'yes')) });
        before = union(before, when(branch.if, 'not_yes'));
      }
      return [...ways, { target: route.otherwise, gives: before }];
    }
    case 'try':
      return [
        ...[...triedBy(route)].map((tried) => ({
          target: { go: tried },
          tried,
          gives: when(flow.steps.get(tried)?.when, 'yes'),
        })),
        { target: route.then, gives: NOTHING },
      ];
  }
}

export const triedBy = (route: Step['route'] & { readonly kind: 'try' }): ReadonlySet<string> =>
  new Set([...route.lists.values(), route.otherwise].flat());

/** Adds what must have been there for what is given: a computed value that is there has read something. */
export function withValued(gives: Given, flow: Flow): Given {
  if (gives.size === 0) return gives;
  const all = new Set<string>();
  const add = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    const value = flow.computed.get(name)?.value;
    if (value !== undefined) for (const inner of valued(value.term)) add(inner);
  };
  for (const name of gives) add(name);
  return all;
}
