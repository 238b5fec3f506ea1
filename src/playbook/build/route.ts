import { YES_NO } from '../expression/type.js';
import type { Branch, Route, Target } from '../flow.js';
import type { Span } from '../read/source.js';
import { at, entries, isDoubtful, items, keySpan, type Text, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { type Context, expressionOf, goOrEnd, RETURN, reportStep, stepOrEnd, targetOf } from './context.js';

/** Where the step written at `tree` leads; `undefined` when it does not say so itself. */
export function buildRoute(tree: Tree, id: string, context: Context): Route | undefined {
  const ways = ['next', 'try', 'end'].filter((key) => at(tree, key) !== undefined);
  const [first, second] = ways;
  if (first !== undefined && second !== undefined && !isDoubtful(tree)) {
    context.report(
      'two-ways-on',
      keySpan(tree, second),
      `step "${id}" has both "${first}" and "${second}"`,
      'keep one of them',
    );
  }
  const from = `step "${id}"`;
  const end = at(tree, 'end');
  if (end !== undefined) return whole(targetOf(end, 'end', from, context));
  const attempts = at(tree, 'try');
  if (attempts !== undefined) return buildTry(attempts, id, context);
  const next = at(tree, 'next');
  if (next?.kind === 'scalar') return whole(targetOf(next, 'go', from, context));
  return next?.kind === 'list' ? buildBranches(next, from, context) : undefined;
}

const whole = (target: Target | undefined): Route | undefined => target && { kind: 'target', target };

function buildBranches(tree: Tree, from: string, context: Context): Route | undefined {
  const list = items(tree);
  const last = list.at(-1);
  const branches: Branch[] = [];
  for (const [index, item] of list.entries()) {
    const isLast = item === last;
    if (at(item, 'else') !== undefined) {
      if (!isLast) {
        const span = keySpan(item, 'else');
        context.report(
          'missing-else',
          span,
          `what stands after "else" is never looked at`,
          'move `else` to the end of the list',
        );
        return undefined;
      }
      continue;
    }
    const target = goOrEnd(item, from, context);
    if (
      !isDoubtful(item) &&
      target === undefined &&
      at(item, 'go') === undefined &&
      at(item, 'end') === undefined &&
      at(item, 'if') !== undefined
    ) {
      const hint = 'add `go: <step>` or `end: <outcome>`';
      context.report('missing-key', keySpan(item, 'if'), `item ${index + 1} of "next" does not say where to go`, hint);
    }
    const condition = expressionOf(at(item, 'if'), YES_NO, context);
    if (condition !== undefined && target !== undefined) branches.push({ if: condition, target });
  }
  if (last === undefined || (last.kind === 'mapping' && !last.entries.has('else') && last.entries.has('if'))) {
    const hint = 'add `- else: <step>` at the end of the list';
    context.report(
      'missing-else',
      last?.span ?? tree.span,
      `${from} does not say where to go when no condition holds`,
      hint,
    );
    return undefined;
  }
  const otherwise = stepOrEnd(at(last, 'else'), from, context);
  return otherwise && { kind: 'branch', branches, otherwise };
}

const WORDS = ['by', 'else', 'then'];

function buildTry(tree: Tree, id: string, context: Context): Route | undefined {
  const by = text(at(tree, 'by'));
  const options = by && triedOptions(by, context);
  const lists = new Map<string, readonly string[]>();
  for (const { key, keySpan: span, value } of entries(tree)) {
    if (WORDS.includes(key)) checkTryWord(key, span, by, options, context);
    else lists.set(key, stepList(value, id, context));
  }
  checkTryKeys(tree, by, options, context);
  const target = stepOrEnd(at(tree, 'then'), `step "${id}"`, context);
  if (target === undefined) return undefined;
  const otherwise = stepList(at(tree, 'else'), id, context);
  return { kind: 'try', lists, otherwise, then: target, ...(by && { by: by.text }) };
}

/** The ids of the options of the step named by `by`; `undefined` where they cannot be told. */
function triedOptions(by: Text, context: Context): readonly string[] | undefined {
  const { names, report } = context;
  if (!names.steps.has(by.text)) {
    reportStep(by, `there is no step "${by.text}"`, context);
    return undefined;
  }
  const type = names.types.get(by.text);
  if (type?.kind === 'choice') return type.options;
  if (type?.kind !== 'unknown') {
    const choices = [...names.steps].filter((step) => names.types.get(step)?.kind === 'choice');
    const hint = suggestion('', choices, 'ask one of the type `choice` first');
    report('not-a-choice', by.span, `step "${by.text}" does not ask for a choice`, hint);
  }
  return undefined;
}

function checkTryWord(
  key: string,
  span: Span,
  by: Text | undefined,
  options: readonly string[] | undefined,
  { report }: Context,
) {
  if (!options?.includes(key)) return;
  const message = `"${key}" is a word of \`try\`, so no option of "${by?.text}" can be called that`;
  report('reserved-word', span, message, 'rename the option');
}

/** Each list goes by the id of an option. */
function checkTryKeys(tree: Tree, by: Text | undefined, options: readonly string[] | undefined, { report }: Context) {
  for (const { key, keySpan: span } of entries(tree)) {
    if (WORDS.includes(key) || options?.includes(key)) continue;
    if (options !== undefined) {
      report('unknown-option', span, `step "${by?.text}" has no option "${key}"`, suggestion(key, options, ''), key);
    } else if (at(tree, 'by') === undefined) {
      const hint = 'add `by: <choice step>`, or use `else: [steps]` alone';
      report('unknown-key', span, `"${key}" means nothing without "by"`, hint);
      return;
    }
  }
}

function stepList(tree: Tree | undefined, id: string, context: Context): readonly string[] {
  return items(tree).flatMap((item) => {
    if (text(item)?.text === RETURN) {
      const message = '`return` is no step, so it cannot be tried';
      context.report('misplaced-return', item.span, message, 'write `then: return`, in a card');
      return [];
    }
    const target = targetOf(item, 'go', `"try" of step "${id}"`, context);
    return target !== undefined && 'go' in target ? [target.go] : [];
  });
}
