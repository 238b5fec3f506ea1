import { every } from '../../call/period.js';
import { spoken } from '../../call/trail.js';
import type { FollowUp, Outcome, Period, Step } from '../../playbook/flow.js';
import { type Markup, markup } from './markup.js';
import type { Picture } from './picture.js';

/** A heading of the panel, and what stands under it. */
export type Entry = Markup;

/** Nothing where there is nothing to tell. */
export const entry = (name: string, told: Markup | undefined, kind?: 'from'): Entry | undefined =>
  told === undefined ? undefined : markup`<dt>${name}</dt><dd${kind && markup` class="${kind}"`}>${told}</dd>`;

export function listOf(items: readonly Markup[], kind: 'ul' | 'ol' = 'ul'): Markup | undefined {
  if (items.length === 0) return undefined;
  const rows = items.map((item) => markup`<li>${item}</li>`);
  return kind === 'ul' ? markup`<ul>${rows}</ul>` : markup`<ol>${rows}</ol>`;
}

/** A place by its title, that leads to it. */
export function linked({ places }: Picture, key: string, why: string): Markup {
  const place = places.get(key);
  const after = why === '' ? undefined : markup`: ${why}`;
  if (place === undefined || place.kind === 'back' || place.kind === 'insist')
    return markup`${place?.title ?? key}${after}`;
  return markup`<a href="#${key}">${place.kind === 'end' ? `end: ${place.title}` : place.title}</a>${after}`;
}

/** What a step or an outcome promises and writes. */
export function detailed({
  followUps,
  drafts,
}: Pick<Step | Outcome, 'followUps' | 'drafts'>): readonly (Entry | undefined)[] {
  return [
    entry('Follow-ups', listOf(followUps.map(promised))),
    entry(
      'Letters and e-mails',
      listOf(
        drafts.map(
          ({ kind, to, subject, body }) =>
            markup`${kind === 'email' ? 'e-mail' : kind} to ${to.source}: <strong>${subject.source}</strong><blockquote>${body.source}</blockquote>`,
        ),
      ),
    ),
  ];
}

function promised({ what, due, by, channel, repeat, times, call }: FollowUp): Markup {
  const when = 'on' in due ? markup`on <code>${due.on.source}</code>` : markup`in ${period(due)}`;
  const how = [
    ...(channel === undefined ? [] : [`by ${channel}`]),
    ...(by === 'rep' ? [] : [`by a ${spoken(by).toLowerCase()}`]),
    ...(repeat === undefined ? [] : [every(repeat, times)]),
    ...(call === undefined ? [] : [`calls with ${call}`]),
  ];
  return markup`${what.source} <em>(${when}${how.length === 0 ? '' : `; ${how.join('; ')}`})</em>`;
}

const period = ({ count, unit }: Period): string => `${count} ${unit.replaceAll('_', ' ')}${count === 1 ? '' : 's'}`;
