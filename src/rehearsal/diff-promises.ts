import type { Draft, FollowUp, Period } from '../playbook/flow.js';
import type { Template } from '../playbook/template.js';
import { became, type Change, happens, inside, words } from './diff-change.js';
import { comings, pair } from './diff-pairs.js';
import { type Renames, spellExpression, spellTemplate } from './diff-spell.js';
import { wordChanges } from './diff-words.js';

interface Proposing {
  readonly followUps: readonly FollowUp[];
  readonly drafts: readonly Draft[];
}

/** The follow-ups and drafts of a step or an outcome. */
export function diffPromises(where: string, was: Proposing, now: Proposing, renames: Renames): readonly Change[] {
  const promises = pair(was.followUps, now.followUps, () => '');
  const drafts = pair(was.drafts, now.drafts, () => '');
  return [
    ...comings(promises, inside(where, 'follow-up')),
    ...promises.both.flatMap((both) =>
      diffFollowUp(inside(where, `follow-up ${both.now.id}`), both.was, both.now, renames),
    ),
    ...comings(drafts, inside(where, 'draft')),
    ...drafts.both.flatMap((both) => {
      const draft = inside(where, `draft ${both.now.id}`);
      return [
        ...became(happens, draft, 'it', both.was.kind, both.now.kind),
        ...diffText(draft, 'to', both.was.to, both.now.to, renames),
        ...diffText(draft, 'subject', both.was.subject, both.now.subject, renames),
        ...diffText(draft, 'body', both.was.body, both.now.body, renames),
      ];
    }),
  ];
}

/** A text that is read aloud or written. */
export function diffText(
  where: string,
  what: string,
  was: Template | undefined,
  now: Template | undefined,
  renames: Renames,
): readonly Change[] {
  if (spellTemplate(was, renames) === spellTemplate(now)) return [];
  return [words(where, `${what}: ${wordChanges(was?.source ?? '', now?.source ?? '')}`)];
}

function diffFollowUp(where: string, was: FollowUp, now: FollowUp, renames: Renames): readonly Change[] {
  const sameDue = spellDue(was, renames) === spellDue(now);
  return [
    ...(sameDue ? [] : became(happens, where, 'it is due: it', dueOf(was), dueOf(now))),
    ...diffText(where, 'what', was.what, now.what, renames),
    ...became(happens, where, 'by', was.by, now.by),
    ...became(happens, where, 'channel', was.channel, now.channel),
    ...became(happens, where, 'repeat', period(was.repeat), period(now.repeat)),
    ...became(happens, where, 'times', was.times, now.times),
    ...became(happens, where, 'the call it asks for', was.call, now.call),
  ];
}

const spellDue = ({ due }: FollowUp, renames?: Renames): string | undefined =>
  'on' in due ? spellExpression(due.on, renames) : period(due);

const dueOf = ({ due }: FollowUp): string | undefined => ('on' in due ? `on ${due.on.source}` : `in ${period(due)}`);

const period = (each: Period | undefined): string | undefined =>
  each && `${each.count} ${each.unit.replace('_', ' ')}${each.count === 1 ? '' : 's'}`;
