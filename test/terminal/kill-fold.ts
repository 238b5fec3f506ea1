import { expect } from '@jest/globals';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import { outcomeOf } from '../../src/call/outcome.js';
import type { Flow } from '../../src/playbook/flow.js';
import type { Value } from '../../src/playbook/value.js';

/** The screen that must show: as `Asked` names it, and the card that is open. */
export interface Place {
  readonly kind: 'step' | 'fact' | 'reply' | 'wrap_up';
  readonly id: string;
  readonly options?: readonly string[];
  readonly card?: string;
}

/**
 * Where a call stands by its events alone, told anew here so that the engine is not its own witness. It checks on the way
 * that every event fits those before it, and that the last of them leads to a screen.
 */
export function placeIn(events: readonly CallEvent[], flow: Flow): Place | undefined {
  const tale = tell();
  for (const { body } of events) {
    tale.path(body);
    tale.card(body);
  }
  return events.at(-1)?.body.type === 'call_ended' ? undefined : tale.place(flow);
}

interface OpenCard {
  readonly label: string;
  readonly over: number;
  /** The first visit that can be the card's own. */
  readonly first: number;
}

function tell() {
  const visits = new Map<number, Place>();
  const ends = new Map<number, string>();
  const answers = new Map<string, Value | null>();
  let open: number | undefined;
  let card: OpenCard | undefined;
  let last = 0;

  const show = (visit: number, place: Place | undefined): void => {
    expect(visit).toBe(last + 1);
    last = visit;
    if (place === undefined) return;
    open = visit;
    visits.set(visit, place);
  };
  const settle = (visit: number, place: Partial<Place>, outcome: string | undefined): void => {
    expect(visit).toBe(open);
    expect(visits.get(visit)).toMatchObject(place);
    open = undefined;
    if (outcome !== undefined) ends.set(visit, outcome);
  };
  const goBack = (visit: number): void => {
    expect(visits.has(visit)).toBe(true);
    open = visit;
    for (const later of ends.keys()) if (later >= visit) ends.delete(later);
    if (card !== undefined && visit < card.first) card = undefined;
  };

  return {
    path: (body: EventBody): void => {
      switch (body.type) {
        case 'step_shown':
          show(body.visit, { kind: body.frame === 'facts' ? 'fact' : 'step', id: body.step, options: body.options });
          break;
        case 'frame_entered':
        case 'frame_left':
          show(body.visit, undefined);
          if (body.type === 'frame_left' && body.ends !== undefined) ends.set(body.visit, body.ends);
          break;
        case 'offer_shown':
          show(body.visit, { kind: 'reply', id: body.label });
          break;
        case 'answered':
          if (body.kept) expect(body.value).toEqual(answers.get(body.step));
          answers.set(body.step, body.value);
          settle(body.visit, { kind: 'step', id: body.step }, body.ends);
          break;
        case 'offer_answered':
          settle(body.visit, { kind: 'reply' }, body.ends);
          break;
        case 'fact_set':
          if (open !== undefined && visits.get(open)?.id === body.fact) open = undefined;
          break;
        case 'went_back':
          goBack(body.visit);
          break;
      }
    },
    card: (body: EventBody): void => {
      if (body.type === 'card_opened') {
        expect(card).toBeUndefined();
        expect(open).toBeDefined();
        card = { label: body.label, over: open ?? 0, first: last + 1 };
      } else if (body.type === 'card_closed') {
        expect(card).toBeDefined();
        if (body.how === 'returned' || body.how === 'replaced') open = card?.over;
        card = undefined;
      }
    },
    place: (flow: Flow): Place => {
      const at = open === undefined ? undefined : visits.get(open);
      if (at !== undefined) return card === undefined ? at : { ...at, card: card.label };
      const [, outcome] = [...ends].sort(([one], [other]) => one - other).at(-1) ?? [];
      if (outcome === undefined) throw new Error('the log ends between two screens');
      return { kind: 'wrap_up', id: outcomeOf(flow, outcome).label };
    },
  };
}
