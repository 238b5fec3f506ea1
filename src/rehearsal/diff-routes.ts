import type { Option, Route, Step, Target } from '../playbook/flow.js';
import { answersOf, optionsOf } from '../playbook/targets.js';
import { type Change, happens, inside } from './diff-change.js';
import { NO_RENAMES, type Renames, renamed, spellExpression } from './diff-spell.js';

/** Where a step leads: by what is picked, and else. */
export function diffRoutes(where: string, was: Step, now: Step, renames: Renames): readonly Change[] {
  return [
    ...answersOf(now).flatMap((option) => {
      const before = answersOf(was).find(({ id }) => id === option.id || renamedLabel(was, now, id, option));
      return before === undefined
        ? []
        : diffTarget(
            inside(where, `option ${option.id}`),
            { step: was, option: before },
            { step: now, option },
            renames,
          );
    }),
    ...(isPassed(was) && isPassed(now) ? diffRoute(where, was, now, renames) : []),
  ];
}

/** An option that is called otherwise now has the label that the old one had. */
function renamedLabel(was: Step, now: Step, id: string, option: Option): boolean {
  const [before, after] = [answersOf(was), answersOf(now)];
  const old = before.find((each) => each.id === id);
  return (
    old?.label === option.label &&
    !after.some((each) => each.id === id) &&
    !before.some((each) => each.id === option.id)
  );
}

interface Picked {
  readonly step: Step;
  readonly option: Option;
}

function diffTarget(where: string, was: Picked, now: Picked, renames: Renames): readonly Change[] {
  if (was.option.target === undefined && now.option.target === undefined) return [];
  const [before, after] = [leadsTo(was, renames), leadsTo(now)];
  return before === after ? [] : [happens(where, `leads to ${after}, was ${before}`)];
}

/** An option without a place of its own goes where the step goes. */
function leadsTo({ step, option }: Picked, renames: Renames = NO_RENAMES): string {
  if (option.target !== undefined) return targetName(option.target, renames);
  return step.route.kind === 'target' ? targetName(step.route.target, renames) : 'where the step goes';
}

/** Whether a step can go where its route says: not when each answer has a place of its own. */
function isPassed(step: Step): boolean {
  const { ask, offer } = step;
  if (offer !== undefined || ask?.optional || ask?.type === 'choices') return true;
  const answers = ask === undefined ? answersOf(step) : optionsOf(ask);
  return answers.length === 0 || answers.some(({ target }) => target === undefined);
}

function diffRoute(where: string, was: Step, now: Step, renames: Renames): readonly Change[] {
  // That another step follows is told where that step was added, moved or removed.
  if (fallsThrough(was) && fallsThrough(now)) return [];
  if (spellRoute(was.route, renames) === spellRoute(now.route)) return [];
  return [happens(where, `leads to ${routeName(now.route)}, was ${routeName(was.route, renames)}`)];
}

/** Whether it goes on to the step after it. */
const fallsThrough = ({ route, following }: Step): boolean =>
  route.kind === 'target' && 'go' in route.target && route.target.go === following;

/** Whether a step goes on to another one because another one follows it; when it is skipped counts as well. */
export function goesOnElsewhere(was: Step, now: Step, renames: Renames): boolean {
  const [before, after] = [was.following && renamed(renames.names, was.following), now.following];
  return before !== after && ((fallsThrough(was) && fallsThrough(now)) || (isPassedOver(was) && isPassedOver(now)));
}

const isPassedOver = ({ when, route }: Step): boolean =>
  when !== undefined && route.kind === 'target' && 'end' in route.target;

function spellRoute(route: Route, renames: Renames = NO_RENAMES): string {
  switch (route.kind) {
    case 'target':
      return targetName(route.target, renames);
    case 'branch': {
      const branches = route.branches.map((each) => [
        spellExpression(each.if, renames),
        targetName(each.target, renames),
      ]);
      return JSON.stringify([branches, targetName(route.otherwise, renames)]);
    }
    case 'try':
      return routeName(route, renames);
  }
}

function routeName(route: Route, renames: Renames = NO_RENAMES): string {
  const names = (ids: readonly string[]) => ids.map((id) => `"${renamed(renames.names, id)}"`).join(', ');
  switch (route.kind) {
    case 'target':
      return targetName(route.target, renames);
    case 'branch': {
      const branches = route.branches.map((each) => `${targetName(each.target, renames)} if ${each.if.source.trim()}`);
      return `${[...branches, `else ${targetName(route.otherwise, renames)}`].join('; ')}`;
    }
    case 'try': {
      const lists = [...route.lists].map(([option, ids]) => `for ${option} ${names(ids)}`);
      const by = route.by === undefined ? [] : [`by ${renamed(renames.names, route.by)}`];
      const rest = [`else ${names(route.otherwise)}`, `then ${targetName(route.then, renames)}`];
      return `the first of: ${[...by, ...lists, ...rest].join('; ')}`;
    }
  }
}

function targetName(target: Target, renames: Renames): string {
  if ('go' in target) return `"${renamed(renames.names, target.go)}"`;
  return 'end' in target ? `the end "${renamed(renames.outcomes, target.end)}"` : 'where the card was opened';
}
