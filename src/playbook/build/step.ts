import type { Route, Step } from '../flow.js';
import type { Span } from '../read/source.js';
import { at, entries, flag, isDoubtful, items, keySpan, type Tree, text } from '../read/tree.js';
import { answersOf } from '../targets.js';
import { type Context, conditionAt, labelOf, RETURN } from './context.js';
import { buildLater } from './later.js';
import { buildOfferStep } from './offers.js';
import { buildQuestion } from './question.js';
import { buildRoute } from './route.js';
import { buildTemplate } from './template.js';
import { buildUse } from './use.js';
import type { Written } from './written.js';

/** A step as it was written, under its id. */
export function buildStep({ tree, span, following }: Written, id: string, context: Context): Step | undefined {
  const has = (key: string) => at(tree, key) !== undefined;
  const uses = has('use');
  const screen = !uses && ['say', 'do', 'why', 'ask', 'jot', 'offer'].some(has);
  const leads = ['next', 'try', 'end'].some(has);
  const unsure = isDoubtful(tree) || context.names.doubled.has(id);
  if (!screen && !uses && !unsure) checkSilence(tree, id, span, leads, context);
  checkQuestions(tree, id, context);
  const ask = at(tree, 'ask') && buildQuestion(at(tree, 'ask') ?? tree, context);
  const parts = optionalParts(tree, id, context);
  const { use } = parts;
  const later = buildLater(tree, id, context);
  const route = buildRoute(tree, id, context) ?? goOn(following, context) ?? neverTaken({ ask, use });
  if (route === undefined) {
    if (!leads && (screen || uses) && !unsure && following === undefined && !isMeantToLead(tree)) {
      const hint = 'add `end: <outcome>`, or `next: <step>`';
      context.report('never-ends', span, `the call comes to "${id}", the last step, and has no end`, hint);
    }
    return undefined;
  }
  return {
    id,
    source: sourcesOf(at(tree, 'source')),
    ...parts,
    ...(ask && { ask }),
    ...later,
    route,
    ...(following?.id && { following: following.id.text }),
    ...(context.card === undefined ? {} : { card: context.card }),
    screen,
    line: context.source.place(tree.span).line,
  };
}

function optionalParts(tree: Tree, id: string, context: Context) {
  const texts = { say: buildTemplate(at(tree, 'say'), context), do: buildTemplate(at(tree, 'do'), context) };
  const why = buildTemplate(at(tree, 'why'), context);
  const when = conditionAt(tree, 'when', context);
  const jot = labelOf(at(tree, 'jot'), context);
  const offer = buildOfferStep(tree, id, context);
  const use = buildUse(tree, id, context);
  return {
    ...(texts.say && { say: texts.say }),
    ...(texts.do && { do: texts.do }),
    ...(why && { why }),
    ...(when && { when }),
    ...(jot === undefined ? {} : { jot }),
    ...(offer && { offer }),
    ...(use && { use }),
  };
}

/** Whether each answer says where to go, though it may have said it wrongly, and been told so. */
function isMeantToLead(tree: Tree): boolean {
  const ask = at(tree, 'ask');
  if (ask === undefined || flag(at(ask, 'optional'))) return false;
  const isYesNo = text(at(ask, 'type'))?.text === 'yes_no';
  const options = isYesNo ? [at(ask, 'yes'), at(ask, 'no')] : entries(at(ask, 'options')).map(({ value }) => value);
  return (
    options.length > 0 && options.every((option) => at(option, 'go') !== undefined || at(option, 'end') !== undefined)
  );
}

/** From its last step a card comes back. */
function goOn(following: Written | undefined, { card }: Context): Route | undefined {
  if (following === undefined) return card === undefined ? undefined : { kind: 'target', target: { return: true } };
  return following.id && { kind: 'target', target: { go: following.id.text } };
}

/** When every answer says where to go, the route of the step is never taken; the last answer's stands in for it. */
function neverTaken({ ask, use }: Parameters<typeof answersOf>[0]): Route | undefined {
  if (ask?.type === 'choices' || ask?.optional) return undefined;
  const options = answersOf({ ask, use });
  const target = options.at(-1)?.target;
  return target && options.every((option) => option.target !== undefined) ? { kind: 'target', target } : undefined;
}

/** A step without a screen is nothing but a way. */
function checkSilence(tree: Tree, id: string, span: Span, leads: boolean, { card, report }: Context): void {
  const what = card === id ? 'card' : 'step';
  if (!leads || (card === id && text(at(tree, 'next'))?.text === RETURN)) {
    report('empty-step', span, `${what} "${id}" shows nothing and leads nowhere`, 'add `say`, `do` or `ask`');
    return;
  }
  const lost = ['follow_up', 'draft'].find((key) => at(tree, key) !== undefined);
  if (lost === undefined) return;
  const message = `${what} "${id}" has no screen, so nobody is there to be proposed its "${lost}"`;
  report('empty-step', keySpan(tree, lost), message, 'add `say` or `do`, or put it on the step before');
}

const QUESTIONS = ['ask', 'offer', 'use'];

function checkQuestions(tree: Tree, id: string, { report }: Context): void {
  const [first, second] = QUESTIONS.filter((key) => at(tree, key) !== undefined);
  if (first === undefined || second === undefined || isDoubtful(tree)) return;
  const message = `step "${id}" has both "${first}" and "${second}", and a step has one answer`;
  report('two-questions', keySpan(tree, second), message, 'make two steps of it');
}

const sourcesOf = (tree: Tree | undefined): readonly string[] =>
  [tree, ...items(tree)].flatMap((item) => text(item)?.text ?? []);
