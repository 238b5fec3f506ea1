import type { Route, Step } from '../flow.js';
import { at, items, keySpan, type Tree, text } from '../read/tree.js';
import { type Context, conditionAt, labelOf } from './context.js';
import { buildQuestion } from './question.js';
import { buildRoute } from './route.js';
import { buildTemplate } from './template.js';

/** The step written at `tree`; `following` is the id of the one after it. */
export function buildStep(tree: Tree, id: string, following: string | undefined, context: Context): Step | undefined {
  const route = buildRoute(tree, id, context);
  const templates = {
    say: buildTemplate(at(tree, 'say'), context),
    do: buildTemplate(at(tree, 'do'), context),
    why: buildTemplate(at(tree, 'why'), context),
  };
  const when = conditionAt(tree, 'when', context);
  const asked = at(tree, 'ask');
  const ask = asked && buildQuestion(asked, context);
  const jot = labelOf(at(tree, 'jot'), context);
  const screen = ['say', 'do', 'why', 'ask', 'jot'].some((key) => at(tree, key) !== undefined);
  const leads = ['next', 'try', 'end'].some((key) => at(tree, key) !== undefined);
  const span = at(tree, 'id')?.span ?? keySpan(tree, 'id');
  const unsure = context.unsure.has(tree);
  if (!screen && !leads && !unsure) {
    context.report('empty-step', span, `step "${id}" shows nothing and leads nowhere`, 'add `say`, `do` or `ask`');
  }
  const options =
    ask !== undefined && 'options' in ask && ask.type !== 'choices' && !ask.optional ? ask.options : undefined;
  const decided = options?.length !== 0 && options?.every(({ target }) => target !== undefined);
  const onward: Route | undefined =
    route ?? (following !== undefined ? { kind: 'target', target: { go: following } } : undefined);
  // When every option says where to go the route is never taken; the last one's stands in for it.
  const standIn = decided ? options?.at(-1)?.target : undefined;
  if (onward === undefined && standIn === undefined) {
    if (!leads && screen && !unsure) {
      context.report(
        'never-ends',
        span,
        `the call comes to "${id}", the last step, and has no end`,
        'add `end: <outcome>`, or `next: <step>`',
      );
    }
    return undefined;
  }
  return {
    id,
    source: sourcesOf(at(tree, 'source')),
    ...(templates.say && { say: templates.say }),
    ...(templates.do && { do: templates.do }),
    ...(templates.why && { why: templates.why }),
    ...(when && { when }),
    ...(jot === undefined ? {} : { jot }),
    ...(ask && { ask }),
    route: onward ?? { kind: 'target', target: standIn ?? { end: 'abandoned' } },
    screen,
    line: context.source.place(tree.span).line,
  };
}

const sourcesOf = (tree: Tree | undefined): readonly string[] =>
  tree?.kind === 'list' ? items(tree).flatMap((item) => text(item)?.text ?? []) : [text(tree)?.text ?? []].flat();
