import { usedBy } from './build/library.js';
import { collectNames, type Registry } from './build/names.js';
import { writtenLists } from './build/written.js';
import type { Flow, Step } from './flow.js';
import { BUILT_IN_OUTCOMES } from './outcomes.js';
import type { Report } from './problems.js';
import { createSource } from './read/source.js';
import { parseYaml } from './read/yaml.js';

/** Everything that a scenario can name, as it is named in a call: `use_step/step` in a playbook that is used. */
export interface ScenarioNames {
  readonly steps: ReadonlyMap<string, Step>;
  /** By their own ids, without the step that uses their playbook. */
  readonly cards: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly followUps: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  /** What an expression can read at the end of the call. */
  readonly read: Registry | undefined;
}

export function scenarioNames(flow: Flow): ScenarioNames {
  const [steps, cards, offers] = [new Map<string, Step>(), new Set<string>(), new Set<string>()];
  const [followUps, drafts] = [new Set<string>(), new Set<string>()];
  const gather = (level: Flow, prefix: string): void => {
    for (const card of level.cards.keys()) cards.add(card);
    for (const offer of level.offers.keys()) offers.add(prefix + offer);
    for (const { followUps: promises, drafts: letters } of [...level.steps.values(), ...level.outcomes.values()]) {
      for (const { id } of promises) add(followUps, prefix + id);
      for (const { id } of letters) add(drafts, prefix + id);
    }
    for (const step of level.steps.values()) {
      steps.set(prefix + step.id, step);
      if (step.use !== undefined) gather(step.use.flow, `${prefix}${step.id}/`);
    }
  };
  gather(flow, '');
  const outcomes = new Set([...flow.outcomes.keys(), ...BUILT_IN_OUTCOMES.keys()]);
  return { steps, cards, offers, followUps, drafts, outcomes, read: readable(flow) };
}

/** Of two with one id, the second goes by another: see `distinct` in the wrap-up. */
const add = (ids: Set<string>, id: string): void => void ids.add(ids.has(id) ? `${id}_2` : id);

const UNHEARD: Report = () => {};

/** The names of a playbook that has no errors, from its text: with their types, a flow alone does not hold them. */
function readable(flow: Flow): Registry | undefined {
  const source = createSource(flow.text);
  const tree = parseYaml(source, UNHEARD);
  if (tree === undefined) return undefined;
  const lists = writtenLists(tree);
  const used = new Map([...flow.steps.values()].flatMap(({ use }) => (use ? [[use.flow.id, use.flow] as const] : [])));
  const use = (id: string) => {
    const found = used.get(id);
    return found === undefined ? ({ kind: 'unknown' } as const) : ({ kind: 'flow', flow: found } as const);
  };
  const uses = usedBy(lists, { use, has: () => true }, UNHEARD);
  return collectNames({ tree, lists, uses, source, report: UNHEARD });
}
