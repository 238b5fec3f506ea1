import type { Question, Route, Step } from '../flow.js';
import { at, isDoubtful, items, keySpan, type Tree, text } from '../read/tree.js';
import { type Context, conditionAt, labelOf } from './context.js';
import { buildQuestion } from './question.js';
import { buildRoute } from './route.js';
import { buildTemplate } from './template.js';

/** The step written at `tree`; `following` is the id of the one after it, `null` where that cannot be told. */
export function buildStep(
  tree: Tree,
  id: string,
  following: string | null | undefined,
  context: Context,
): Step | undefined {
  const has = (key: string) => at(tree, key) !== undefined;
  const screen = ['say', 'do', 'why', 'ask', 'jot'].some(has);
  const leads = ['next', 'try', 'end'].some(has);
  const span = at(tree, 'id')?.span ?? keySpan(tree, 'id');
  const unsure = isDoubtful(tree) || context.names.doubled.has(id);
  if (!screen && !leads && !unsure) {
    context.report('empty-step', span, `step "${id}" shows nothing and leads nowhere`, 'add `say`, `do` or `ask`');
  }
  const said = { say: buildTemplate(at(tree, 'say'), context), do: buildTemplate(at(tree, 'do'), context) };
  const why = buildTemplate(at(tree, 'why'), context);
  const when = conditionAt(tree, 'when', context);
  const asked = at(tree, 'ask');
  const ask = asked && buildQuestion(asked, context);
  const jot = labelOf(at(tree, 'jot'), context);
  const route = buildRoute(tree, id, context) ?? goOn(following) ?? neverTaken(ask);
  if (route === undefined) {
    if (!leads && screen && !unsure && following === undefined) {
      const hint = 'add `end: <outcome>`, or `next: <step>`';
      context.report('never-ends', span, `the call comes to "${id}", the last step, and has no end`, hint);
    }
    return undefined;
  }
  return {
    id,
    source: sourcesOf(at(tree, 'source')),
    ...(said.say && { say: said.say }),
    ...(said.do && { do: said.do }),
    ...(why && { why }),
    ...(when && { when }),
    ...(jot === undefined ? {} : { jot }),
    ...(ask && { ask }),
    route,
    screen,
    line: context.source.place(tree.span).line,
  };
}

const goOn = (following: string | null | undefined): Route | undefined =>
  following === undefined || following === null ? undefined : { kind: 'target', target: { go: following } };

/** When every option says where to go, the route of the step is never taken; the last option's stands in for it. */
function neverTaken(ask: Question | undefined): Route | undefined {
  if (ask === undefined || !('options' in ask) || ask.type === 'choices' || ask.optional) return undefined;
  const target = ask.options.at(-1)?.target;
  return target && ask.options.every((option) => option.target !== undefined) ? { kind: 'target', target } : undefined;
}

const sourcesOf = (tree: Tree | undefined): readonly string[] =>
  [tree, ...items(tree)].flatMap((item) => text(item)?.text ?? []);
