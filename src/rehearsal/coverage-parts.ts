import type { Flow, Step } from '../playbook/flow.js';
import { type Lines, linesOf } from '../playbook/scenario-lines.js';
import { optionsOf } from '../playbook/targets.js';

export const KINDS = ['steps', 'options', 'routes', 'cards', 'offers'] as const;

export type Kind = (typeof KINDS)[number];

/** Something of a playbook that a scenario can come by. */
export interface Part {
  readonly kind: Kind;
  /** As a call tells of it: see `coveredBy`. */
  readonly key: string;
  /** What it is called when no scenario comes by it. */
  readonly label: string;
  /** 1-based line of the playbook. */
  readonly line: number;
}

export const keyOf = {
  step: (step: string) => `step ${step}`,
  option: (step: string, option: string) => `option ${step} ${option}`,
  way: (step: string, way: string) => `way ${step} ${way}`,
  card: (card: string) => `card ${card}`,
  offer: (offer: string) => `offer ${offer}`,
  reply: (step: string, reply: string) => `reply ${step} ${reply}`,
};

/** All there is to cover in a playbook, those that it uses not included: they have scenarios of their own. */
export function partsOf(flow: Flow): readonly Part[] {
  const lines = linesOf(flow);
  const cards = [...flow.cards.keys()].map((card): Part => {
    return { kind: 'cards', key: keyOf.card(card), label: `card "${card}" is never opened`, line: lines.card(card) };
  });
  const offers = [...flow.offers.keys()].map((offer): Part => {
    return {
      kind: 'offers',
      key: keyOf.offer(offer),
      label: `offer "${offer}" is never shown`,
      line: lines.offer(offer),
    };
  });
  return [...[...flow.steps.values()].flatMap((step) => partsOfStep(step, lines)), ...cards, ...offers];
}

function partsOfStep(step: Step, lines: Lines): readonly Part[] {
  const { id, ask, offer, use, screen, when } = step;
  const shown = screen || use !== undefined;
  const options = optionsOf(ask).map((option): Part => {
    const label = `option "${option.id}" of step "${id}" is never picked`;
    return { kind: 'options', key: keyOf.option(id, option.id), label, line: lines.option(id, option.id) };
  });
  const replies = offer === undefined ? [] : [...offer.replies.map((reply) => reply.id), 'none'];
  const route = (way: string, what: string): Part => {
    return { kind: 'routes', key: keyOf.way(id, way), label: `${what}`, line: lines.way(id, way) };
  };
  return [
    ...(shown
      ? [{ kind: 'steps' as const, key: keyOf.step(id), label: `step "${id}" is never shown`, line: lines.step(id) }]
      : []),
    ...options,
    ...(use?.outcomes ?? []).map((outcome) => {
      return route(`came to ${outcome.id}`, `"${use?.flow.id}" never comes to "${outcome.id}" in step "${id}"`);
    }),
    ...waysOf(step).map(([way, what]) => route(way, `step "${id}" never ${what}`)),
    ...(when === undefined ? [] : [route('skipped', `step "${id}" is never skipped`)]),
    // What has a screen is among the steps when it is shown.
    ...(when === undefined || shown ? [] : [route('shown', `step "${id}" is always skipped`)]),
    ...replies.map((reply): Part => {
      const what = reply === 'none' ? 'never makes no offer' : `never has an offer ${reply}`;
      return {
        kind: 'offers',
        key: keyOf.reply(id, reply),
        label: `step "${id}" ${what}`,
        line: lines.option(id, reply),
      };
    }),
  ];
}

/** The ways that a route can take, with what a call does there. */
function waysOf({ route }: Step): readonly (readonly [way: string, what: string])[] {
  switch (route.kind) {
    case 'target':
      return [];
    case 'branch': {
      const branches = route.branches.map(
        ({ if: { source } }, at) => [`${at + 1}`, `goes on by \`${source}\``] as const,
      );
      return [...branches, ['else', 'goes on by its `else`']];
    }
    case 'try': {
      const tried = new Set([...route.lists.values(), route.otherwise].flat());
      return [...[...tried].map((to) => [to, `tries "${to}"`] as const), ['then', 'comes to its `then`']];
    }
  }
}
