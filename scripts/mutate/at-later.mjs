import { after, ROLES } from './other.mjs';

/** Of what is promised and written for after the call. */
export function atLater({ screens, outcomes, at }, mutate) {
  const owners = [...screens.map(({ path }) => path), ...outcomes.map((id) => ['outcomes', id])];
  for (const owner of owners) {
    for (const path of each([...owner, 'follow_up'], at)) followUp(path, at(path), mutate);
    for (const path of each([...owner, 'draft'], at)) {
      mutate.drop('drop a draft', path);
      mutate.set('change a draft', [...path, 'kind'], at(path).kind === 'email' ? 'letter' : 'email');
    }
  }
}

/** Those of a list, or the one that there is. */
function each(path, at) {
  const value = at(path);
  if (value === undefined) return [];
  return Array.isArray(value) && value.length > 1
    ? value.map((_, n) => [...path, n])
    : [Array.isArray(value) ? [...path, 0] : path];
}

function followUp(path, { in: due, on, by, channel, repeat, times, call }, { drop, set, many }) {
  const change = 'change a follow-up';
  drop('drop a follow-up', path);
  if (due !== undefined) set('change when it is due', [...path, 'in'], longer(due));
  if (on !== undefined) set('change when it is due', [...path, 'on'], 'in_days(1)');
  if (by !== undefined) set(change, [...path, 'by'], after(ROLES, by));
  if (channel !== undefined) drop(change, [...path, 'channel']);
  if (repeat !== undefined) {
    set(change, [...path, 'repeat'], longer(repeat));
    const counted = times === undefined ? [] : [{ path: [...path, 'times'] }];
    many(change, path, 'comes once', { path: [...path, 'repeat'] }, ...counted);
  }
  if (times !== undefined) set(change, [...path, 'times'], times + 1);
  if (call !== undefined) drop(change, [...path, 'call']);
}

/** `2 weeks` becomes `3 weeks`, and `every month` `every 2 months`. */
const longer = (period) =>
  /\d/.test(period)
    ? period.replace(/\d+/, (count) => String(Number(count) + 1)).replace(/\b(2 .*[^s])$/, '$1s')
    : period.replace(/^every (.*)$/, 'every 2 $1s');
