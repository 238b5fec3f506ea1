import { spoken } from '../../call/trail.js';
import { type Draft, type Flow, type OutcomeGroup, ROLES, type Step } from '../../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../../playbook/outcomes.js';
import { asks, optionsOf } from '../../playbook/targets.js';
import { backKey, endKey, INSIST, START, stepKey } from './keys.js';
import { type Way, waysFrom } from './ways.js';
import { questionInWords } from './words.js';

/** What there is to draw of a playbook, before anybody knows where it stands: places, and the ways between them. */
export interface Picture {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** By their keys, in the order of the file: steps first, then outcomes. */
  readonly places: ReadonlyMap<string, Place>;
  /** One for each two places; those of one place stand together, in the order in which its options do. */
  readonly edges: readonly Edge[];
  readonly cards: readonly CardFrame[];
}

export interface Place {
  readonly key: string;
  readonly kind: 'start' | 'insist' | 'step' | 'use' | 'route' | 'end' | 'back';
  readonly title: string;
  /** What is said there; or, where nothing is, done. */
  readonly words?: string;
  /** A line each: what is asked, when it is shown, what comes of it. */
  readonly notes: readonly string[];
  readonly group?: OutcomeGroup;
  /** Id of the card it belongs to. */
  readonly card?: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Labels of the options that take it, conditions, or nothing: just the way on. */
  readonly labels: readonly string[];
  /** Every way along it hangs on a condition. */
  readonly conditional: boolean;
}

export interface CardFrame {
  readonly id: string;
  readonly label: string;
  readonly key?: string;
  readonly on: readonly string[];
}

/** Takes in all of a playbook; the playbooks that it uses are a box each. */
export function pictureOf(flow: Flow): Picture {
  const steps = [...flow.steps.values()];
  const ways = steps.flatMap((step) => waysFrom(flow, step));
  const entries: Way[] = [{ from: START, to: stepKey(flow.start), label: '', conditional: false }];
  if (flow.insist !== undefined)
    entries.push({ from: INSIST, to: stepKey(flow.insist), label: '', conditional: false });
  const edges = merged([...entries, ...ways]);
  const places = [
    { key: START, kind: 'start', title: 'Start', notes: [] } as const,
    ...(flow.insist === undefined ? [] : [INSISTS]),
    ...steps.map((step) => placeOf(flow, step)),
    ...endsOf(flow, edges),
    ...[...flow.cards.keys()].map((card) => ({ ...BACK, key: backKey(card), card })),
  ];
  const { id, title, version } = flow;
  const cards = [...flow.cards.values()].map(({ id, label, key, on = [] }) => ({
    id,
    label,
    on: [...on],
    ...(key === undefined ? {} : { key }),
  }));
  return { id, title, version, places: new Map(places.map((place) => [place.key, place])), edges, cards };
}

const INSISTS: Place = { key: INSIST, kind: 'insist', title: 'The customer insists', notes: ['Ctrl-X, at any moment'] };
const BACK = { kind: 'back', title: 'back to the question', notes: [] } as const;

function merged(ways: readonly Way[]): readonly Edge[] {
  const byEnds = new Map<string, Way[]>();
  for (const way of ways) {
    const ends = `${way.from} ${way.to}`;
    const before = byEnds.get(ends);
    if (before === undefined) byEnds.set(ends, [way]);
    else before.push(way);
  }
  return [...byEnds.values()].map((same) => ({
    from: same[0]?.from ?? '',
    to: same[0]?.to ?? '',
    labels: same.map(({ label }) => label).filter((label, at, all) => label !== '' && all.indexOf(label) === at),
    conditional: same.every(({ conditional }) => conditional),
  }));
}

function placeOf(flow: Flow, step: Step): Place {
  const words = step.say?.source ?? step.do?.source;
  return {
    key: stepKey(step.id),
    kind: step.use !== undefined ? 'use' : step.screen ? 'step' : 'route',
    title: spoken(step.id),
    notes: notesOf(flow, step),
    ...(words === undefined ? {} : { words: step.say === undefined ? `Do: ${words}` : `“${words.trim()}”` }),
    ...(step.card === undefined ? {} : { card: step.card }),
  };
}

function notesOf(flow: Flow, step: Step): readonly string[] {
  const { when, ask, jot, use, route, screen, followUps, drafts } = step;
  const writes = (kind: Draft['kind']): number => drafts.filter((draft) => draft.kind === kind).length;
  return [
    ...(when === undefined ? [] : [`only if ${when.source}`]),
    ...(ask === undefined ? [] : [`asks: ${questionInWords(ask)}`]),
    ...(jot !== undefined || optionsOf(ask).some(({ words }) => words) ? ['takes down their words'] : []),
    ...offerNotes(flow, step),
    ...(use === undefined ? [] : [`plays: ${use.flow.title}`]),
    ...(screen || use !== undefined ? [] : [route.kind === 'try' ? 'tries in turn' : 'goes on at once']),
    ...counted(followUps.length, 'follow-up'),
    ...counted(writes('letter'), 'letter'),
    ...counted(writes('email'), 'e-mail'),
    ...(screen && !asks(step) ? ['asks nothing'] : []),
  ];
}

function offerNotes({ offers }: Flow, { offer }: Step): readonly string[] {
  if (offer === undefined) return [];
  const put = offer.offers.flatMap((id) => offers.get(id) ?? []);
  const most = Math.max(0, ...put.map(({ authority }) => ROLES.indexOf(authority)));
  const beyond = most === 0 ? [] : [`some need a ${spoken(ROLES[most] ?? '').toLowerCase()}`];
  return [`offers: ${put.map(({ label }) => label).join(', ')}`, ...beyond];
}

const counted = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`+ ${count === 1 ? what : `${count} ${what}s`}`];

/** Those declared, and the built-in ones that some step ends with. */
function endsOf(flow: Flow, edges: readonly Edge[]): readonly Place[] {
  const reached = new Set(edges.map(({ to }) => to));
  const builtIn = [...BUILT_IN_OUTCOMES.values()].filter(({ id }) => !flow.outcomes.has(id) && reached.has(endKey(id)));
  return [...flow.outcomes.values(), ...builtIn].map(({ id, label, group, needs }) => ({
    key: endKey(id),
    kind: 'end',
    title: label,
    notes:
      needs.length === 0
        ? []
        : [`needs ${needs.map((need) => (need.kind === 'step' ? spoken(need.step) : spoken(need.kind))).join(', ')}`],
    group,
  }));
}
