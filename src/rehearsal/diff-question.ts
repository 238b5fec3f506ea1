import type { Option, Question } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import { became, type Change, figures, happens, inside, words } from './diff-change.js';
import { comings, pair } from './diff-pairs.js';
import { type Renames, spellExpression } from './diff-spell.js';
import { wordChanges } from './diff-words.js';

/** `counts`: the options are those that reports count by. */
export function diffQuestion(
  where: string,
  was: Question | undefined,
  now: Question | undefined,
  renames: Renames,
  counts = false,
): readonly Change[] {
  if (was === undefined || now === undefined) return became(happens, where, 'its question', was?.type, now?.type);
  return [
    ...became(happens, where, 'the type', was.type, now.type),
    ...became(happens, where, 'optional', was.optional, now.optional),
    ...became(happens, where, 'personal', was.personal, now.personal),
    ...became(happens, where, 'the least', bound(was, 'min'), bound(now, 'min')),
    ...became(happens, where, 'the most', bound(was, 'max'), bound(now, 'max')),
    ...became(happens, where, 'the pattern', patternOf(was), patternOf(now)),
    ...diffChecks(where, was, now, renames),
    ...diffOptions(where, optionsOf(was), optionsOf(now), renames, counts),
  ];
}

const bound = (question: Question, which: 'min' | 'max'): string | number | undefined =>
  which in question ? (question as { readonly [Key in typeof which]?: string | number })[which] : undefined;

const patternOf = (question: Question): string | undefined =>
  question.type === 'text' ? question.pattern?.source : undefined;

/** But for where the options lead, which is a matter of the step. */
export function diffOptions(
  where: string,
  was: readonly Option[],
  now: readonly Option[],
  renames: Renames,
  counts = false,
): readonly Change[] {
  const pairs = pair(was, now, ({ label }) => label);
  const order = pairs.both.map((each) => each.now.id).join();
  const kept = new Set(order.split(','));
  const newOrder = now.filter(({ id }) => kept.has(id)).map(({ id }) => id);
  return [
    ...comings(pairs, inside(where, 'option'), counts ? figures : happens),
    ...(newOrder.join() === order ? [] : [words(where, `the options come in another order: ${newOrder.join(', ')}`)]),
    ...pairs.both.flatMap(({ was, now }) => {
      const option = inside(where, `option ${now.id}`);
      return [
        ...(was.label === now.label ? [] : [words(option, `label: ${wordChanges(was.label, now.label)}`)]),
        ...diffCondition(option, 'it is shown', was.when, now.when, renames),
        ...became(happens, option, 'asks for a few words', was.words, now.words),
      ];
    }),
  ];
}

/** What a condition is for: `it is shown` if this, was if that. */
export function diffCondition(
  where: string,
  what: string,
  was: Option['when'],
  now: Option['when'],
  renames: Renames,
): readonly Change[] {
  if (spellExpression(was, renames) === spellExpression(now)) return [];
  const said = (condition: Option['when']) => (condition === undefined ? 'always' : `if ${condition.source.trim()}`);
  return [happens(where, `${what} ${said(now)}, was ${said(was)}`)];
}

function diffChecks(where: string, was: Question, now: Question, renames: Renames): readonly Change[] {
  const spelled = (question: Question, names?: Renames) =>
    question.checks.map((check) => ({ check, id: `${spellExpression(check.if, names)} ${check.level}` }));
  const pairs = pair(spelled(was, renames), spelled(now), ({ check }) => check.message);
  const said = ({ check }: (typeof pairs.added)[number]) => `${check.level} check if ${check.if.source.trim()}`;
  return [
    ...pairs.removed.map((each) => happens(where, `${said(each)} removed`)),
    ...pairs.added.map((each) => happens(where, `${said(each)} added: ${each.check.message}`)),
    ...pairs.both.flatMap((both) => {
      if (both.was.id !== both.now.id) return [happens(where, `${said(both.now)}, was ${said(both.was)}`)];
      const [before, after] = [both.was.check.message, both.now.check.message];
      return before === after ? [] : [words(where, `message of a check: ${wordChanges(before, after)}`)];
    }),
  ];
}
