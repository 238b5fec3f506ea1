import { DATE } from '../expression/type.js';
import { CHANNELS, type Draft, type FollowUp } from '../flow.js';
import { at, isDoubtful, items, keySpan, type Tree, text } from '../read/tree.js';
import { type Context, expressionOf } from './context.js';
import { isPlaybookId, kebab } from './ids.js';
import { timesOf } from './offers.js';
import { periodOf } from './period.js';
import { roleAt } from './roles.js';
import { buildTemplate } from './template.js';

/** The follow-ups and the drafts of a step or an outcome. */
export interface Later {
  readonly followUps: readonly FollowUp[];
  readonly drafts: readonly Draft[];
}

export function buildLater(tree: Tree, owner: string, context: Context): Later {
  const { followUps, drafts } = context.laterIds;
  return {
    followUps: oneOrMore(at(tree, 'follow_up')).flatMap((one) => buildFollowUp(one, owner, followUps, context) ?? []),
    drafts: oneOrMore(at(tree, 'draft')).flatMap((one) => buildDraft(one, owner, drafts, context) ?? []),
  };
}

const oneOrMore = (tree: Tree | undefined): readonly Tree[] =>
  tree === undefined ? [] : tree.kind === 'list' ? items(tree) : [tree];

/** A step and an outcome may have one name, and each several of these. `taken` holds how many an id was asked for. */
function freeId(owner: string, taken: Map<string, number>): string {
  let count = (taken.get(owner) ?? 0) + 1;
  let id = count === 1 ? owner : `${owner}_${count}`;
  while (taken.has(id)) id = `${owner}_${++count}`;
  taken.set(id, 1).set(owner, count);
  return id;
}

function buildFollowUp(tree: Tree, owner: string, taken: Map<string, number>, context: Context): FollowUp | undefined {
  if (tree.kind !== 'mapping') return undefined;
  const id = freeId(owner, taken);
  const what = buildTemplate(at(tree, 'what'), context);
  const due = dueOf(tree, context);
  const repeat = periodOf(at(tree, 'repeat'), true, context);
  const channel = CHANNELS.find((known) => known === text(at(tree, 'channel'))?.text);
  const times = at(tree, 'times') === undefined ? undefined : timesOf(tree, context);
  if (times !== undefined && at(tree, 'repeat') === undefined && !isDoubtful(tree)) {
    const hint = 'add how often: `repeat: every 6 weeks`; or remove `times`';
    context.report(
      'missing-key',
      keySpan(tree, 'times'),
      '"times" counts what comes again, and there is no "repeat"',
      hint,
    );
  }
  const call = callOf(tree, context);
  if (what === undefined || due === undefined) return undefined;
  return {
    id,
    due,
    what,
    by: roleAt(tree, 'by'),
    ...(channel && { channel }),
    ...(repeat && { repeat }),
    ...(times === undefined ? {} : { times }),
    ...(call === undefined ? {} : { call }),
  };
}

function dueOf(tree: Tree, context: Context): FollowUp['due'] | undefined {
  const [on, within] = [at(tree, 'on'), at(tree, 'in')];
  if (on !== undefined && within !== undefined) {
    context.report('when-due', keySpan(tree, 'in'), '"on" and "in" both say when it is due', 'keep one of them');
  }
  if (on === undefined && within === undefined && !isDoubtful(tree)) {
    const span = keySpan(tree, 'what');
    context.report(
      'when-due',
      span,
      'it does not say when it is due',
      'add `in: 3 days`, or `on: <an answer that is a date>`',
    );
  }
  if (within !== undefined) return periodOf(within, false, context);
  const day = expressionOf(on, DATE, context, 'name a date: a fact, an answer, or `in_days(7)`');
  return day && { on: day };
}

function callOf(tree: Tree, context: Context): string | undefined {
  const call = text(at(tree, 'call'));
  if (call === undefined) return undefined;
  if (!isPlaybookId(call.text)) {
    const hint = `playbooks go by their ids: ${kebab(call.text)}`;
    context.report('bad-id', call.span, `"${call.text.slice(0, 80)}" cannot be the id of a playbook`, hint);
  } else if (!context.isPlaybook(call.text)) {
    const message = `there is no playbook "${call.text}" for the call that it asks for`;
    context.report(
      'unknown-call',
      call.span,
      message,
      'it is looked for in the same folder, and among those that come with Holdfast',
    );
  }
  return call.text;
}

function buildDraft(tree: Tree, owner: string, taken: Map<string, number>, context: Context): Draft | undefined {
  if (tree.kind !== 'mapping') return undefined;
  const id = freeId(owner, taken);
  const kind = text(at(tree, 'kind'))?.text === 'letter' ? 'letter' : 'email';
  const [to, subject, body] = ['to', 'subject', 'body'].map((key) => buildTemplate(at(tree, key), context));
  return to && subject && body && { id, kind, to, subject, body };
}
