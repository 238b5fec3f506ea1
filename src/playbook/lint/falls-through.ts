import type { Flow, Step } from '../flow.js';
import { triedBy } from '../prove/graph.js';
import { at } from '../read/tree.js';
import { answersOf, targetsOf } from '../targets.js';
import type { Lint } from './linted.js';

/** Steps of a `try` that go on to another one of it because that comes next in the file: no list chose it. */
export const fallsThrough: Lint = ({ flow, lists, stepSpan, report }) => {
  for (const { tree, id } of lists.flatMap(({ steps }) => steps)) {
    const step = flow.steps.get(id?.text ?? '');
    if (step?.following === undefined || at(tree, 'next') !== undefined || !goesOn(step, step.following)) continue;
    if (isLast(flow, step.following)) continue;
    const attempts = bothTriedBy(flow, step.id, step.following);
    const fallen = attempts && fallenOf(step);
    if (fallen === undefined) continue;
    const message = `"${step.id}" is tried by "${attempts}", and ${fallen}goes on to "${step.following}", which that tries as well`;
    const hint = `write \`next: ${attempts}\`, so that the lists choose; or \`next: ${step.following}\`, if one is never heard without the other`;
    report('falls-through', stepSpan(step.id), message, hint);
  }
};

/** A step that ends the call is no argument, but how to close after one. */
const isLast = ({ steps }: Flow, id: string): boolean => {
  const step = steps.get(id);
  return step !== undefined && targetsOf(step).every((target) => 'end' in target);
};

const goesOn = ({ route }: Step, to: string): boolean =>
  route.kind === 'target' && 'go' in route.target && route.target.go === to;

function bothTriedBy({ steps }: Flow, one: string, other: string): string | undefined {
  for (const { id, route } of steps.values()) {
    if (route.kind !== 'try') continue;
    const tried = triedBy(route);
    if (tried.has(one) && tried.has(other)) return id;
  }
  return undefined;
}

/** With which answers it goes on, where that is not all of them; `undefined` when each leads somewhere of its own. */
function fallenOf(step: Step): string | undefined {
  const answers = answersOf(step);
  const fallen = answers.filter(({ target }) => target === undefined).map(({ id }) => `"${id}"`);
  const isLeftOpen = step.ask?.optional === true;
  if (fallen.length === answers.length) return '';
  if (fallen.length === 0 && !isLeftOpen) return undefined;
  return `${[...(fallen.length === 0 ? [] : [`with ${fallen.join(', ')}`]), ...(isLeftOpen ? ['left open'] : [])].join(' or ')} `;
}
