import type { Replayed } from '../rehearsal/replay-why.js';

/** Counts what calls came to, and keeps a few ids of each group: it grows with the groups, not with the calls. */
export interface Tally {
  add(call: string, replayed: Replayed): void;
  /** New ids of steps, by the old ones, that a call was played under. */
  renamed(steps: ReadonlyMap<string, string>): void;
  calls(): number;
  /** Whether any call does not end as it did. */
  different(): boolean;
  lines(playbook: string): readonly string[];
}

type Sort = 'ends' | 'diverges' | 'lacks';

interface Group {
  count: number;
  readonly ids: string[];
}

const SHOWN = 3;

export function tally(): Tally {
  const groups: Readonly<Record<Sort, Map<string, Group>>> = {
    ends: new Map(),
    diverges: new Map(),
    lacks: new Map(),
  };
  const unasked = new Map<string, number>();
  const inserted = new Map<string, number>();
  const renamed = new Map<string, number>();
  let calls = 0;
  let same = 0;

  const count = (sort: Sort, text: string, call: string): void => {
    const group = groups[sort].get(text) ?? { count: 0, ids: [] };
    groups[sort].set(text, group);
    group.count += 1;
    if (group.ids.length < SHOWN) group.ids.push(call);
  };
  const sum = (sort: Sort): number => [...groups[sort].values()].reduce((all, group) => all + group.count, 0);

  return {
    add(call, replayed) {
      calls += 1;
      switch (replayed.kind) {
        case 'same':
          same += 1;
          for (const step of replayed.unasked) unasked.set(step, (unasked.get(step) ?? 0) + 1);
          for (const step of replayed.inserted) inserted.set(step, (inserted.get(step) ?? 0) + 1);
          return;
        case 'other_outcome': {
          const { was, now } = replayed;
          return count('ends', `${was.outcome} (${was.group}) becomes ${now.outcome} (${now.group})`, call);
        }
        case 'diverges':
          return count('diverges', `${replayed.at}: ${replayed.why.text}`, call);
        case 'lacks_evidence':
          return count('lacks', `${replayed.at}: ${replayed.why.text}`, call);
      }
    },
    renamed(steps) {
      for (const [was, now] of steps) {
        const text = `${was} is called ${now} now, as it seems`;
        renamed.set(text, (renamed.get(text) ?? 0) + 1);
      }
    },
    calls: () => calls,
    different: () => same < calls,
    lines: (playbook) => [
      `${calls} call${calls === 1 ? '' : 's'} of ${playbook}: ${[
        `${same} ${same === 1 ? 'runs as it did' : 'run as they did'}`,
        `${sum('ends')} end${sum('ends') === 1 ? 's' : ''} otherwise`,
        `${sum('diverges')} diverge${sum('diverges') === 1 ? 's' : ''}`,
        ...(sum('lacks') === 0 ? [] : [`${sum('lacks')} lack${sum('lacks') === 1 ? 's' : ''} evidence`]),
      ].join(', ')}`,
      ...section('end otherwise', groups.ends),
      ...section('diverge', groups.diverges),
      ...section('lack evidence', groups.lacks),
      ...steps('run as they did, without', unasked),
      ...steps('run as they did, with new screens', inserted),
      ...steps('played as renamed', renamed),
    ],
  };
}

function section(title: string, groups: ReadonlyMap<string, Group>): readonly string[] {
  if (groups.size === 0) return [];
  const sorted = [...groups].sort(([, a], [, b]) => b.count - a.count);
  return ['', title, ...sorted.flatMap(([text, group]) => [`  ${group.count}x  ${text}`, `      ${ids(group)}`])];
}

const steps = (title: string, counts: ReadonlyMap<string, number>): readonly string[] =>
  counts.size === 0
    ? []
    : ['', title, ...[...counts].sort(([, a], [, b]) => b - a).map(([step, times]) => `  ${times}x  ${step}`)];

function ids({ count, ids }: Group): string {
  const rest = count - ids.length;
  return `${ids.join(', ')}${rest === 0 ? '' : `, and ${rest} more`}`;
}
