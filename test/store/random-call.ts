import fc from 'fast-check';
import type { CallEvent, EventBody, Frame } from '../../src/call/event.js';
import { end, endingOf, laterBody } from './random-end.js';
import { type Move, move } from './random-move.js';
import { overridden, scriptedCall, shown } from './scripted-call.js';

export interface Recorded {
  readonly id: string;
  /** As they were appended: one element an append. */
  readonly appends: readonly (readonly CallEvent[])[];
}

interface Seen {
  readonly visit: number;
  readonly step: string;
  readonly frame: Frame | 'offer' | 'entered' | 'left';
}

interface OpenCard {
  readonly card: string;
  readonly over: Seen;
  readonly first: number;
}

const CHILD = { id: 'defend', title: 'Defend', version: 1, hash: 'c0ffee' };

/**
 * A call as the engine could have recorded it: visits grow along the path, no number is used twice, facts are asked for
 * before the first step, going back leads to a screen of the path, or within the card that is open.
 */
export const randomCall: fc.Arbitrary<Recorded> = fc
  .tuple(
    // The usual size would stop at ten.
    fc.array(move, { maxLength: 40, size: 'max' }),
    fc.subarray(['customer', 'monthly_value']),
    fc.option(end),
    fc.integer({ min: -720, max: 840 }),
  )
  .map(([moves, facts, ending, offset]) => {
    let call = scriptedCall({ offset });
    const { id } = call;
    let path: Seen[] = [];
    let open: Seen = { visit: 0, step: '', frame: 'playbook' };
    let card: OpenCard | undefined;
    let last = 0;
    const set = new Set<string>();

    const push = (step: string, frame: Seen['frame']): Seen => {
      last += 1;
      const seen = { visit: last, step, frame };
      path.push(seen);
      return seen;
    };
    const look = (step: string, frame: Frame = 'playbook'): EventBody => {
      open = push(step, frame);
      return shown(last, step, frame);
    };
    const lookOn = (step: string): EventBody => {
      const begun = path.some(({ frame }) => frame === 'playbook' || frame === 'entered');
      const fact = begun ? undefined : facts.find((id) => !set.has(id));
      return fact === undefined ? look(step) : look(fact, 'facts');
    };
    const close = (how: Extract<EventBody, { type: 'card_closed' }>['how']): EventBody[] => {
      if (card === undefined) return [];
      const { card: name, over } = card;
      card = undefined;
      if (how === 'returned' || how === 'replaced') open = over;
      return [{ type: 'card_closed', card: name, how }];
    };
    const within = (): number => path.filter(({ frame }) => frame === 'entered').length - left();
    const left = (): number => path.filter(({ frame }) => frame === 'left').length;

    const appends: CallEvent[][] = [call.start(lookOn('reason'))];
    for (const next of moves) {
      if (next.do === 'leave and return') {
        appends.push(call.events({ type: 'paused' }));
        call = call.elsewhere();
      }
      appends.push(call.events(...bodies(next)));
    }
    if (ending === null) return { id, appends };
    appends.push(call.events(...close('ended'), ...endingOf(ending)));
    for (const later of ending.later) {
      const body = laterBody(appends.flat(), later);
      call = call.elsewhere();
      if (body !== undefined) appends.push(call.events(body));
    }
    return { id, appends };

    function offered({ offer, label, cost }: Extract<Move, { do: 'offer' }>): EventBody[] {
      if (open.frame === 'facts') return [];
      open = push(open.step, card === undefined ? 'offer' : 'card');
      const known = cost === null ? {} : { cost };
      const beside = card === undefined ? {} : ({ beside: true } as const);
      return [{ type: 'offer_shown', visit: last, step: open.step, offer, label, ...known, ...beside }];
    }

    function bodies(next: Move): EventBody[] {
      switch (next.do) {
        case 'go on':
          return [...answer(next), ...onward(next)];
        case 'look on':
          return [...close('jumped'), look(next.step)];
        case 'open a card': {
          const replaced = close('replaced');
          card = { card: next.card, over: open, first: last + 1 };
          const { step } = open;
          return [
            ...replaced,
            { type: 'card_opened', card: next.card, label: next.card, step },
            look(next.card, 'card'),
          ];
        }
        case 'offer':
          return offered(next);
        case 'use': {
          const { step } = push(next.step, 'entered');
          const entered: EventBody = { type: 'frame_entered', visit: last, step, playbook: CHILD };
          return [...close('jumped'), entered, look(`${step}/hello`)];
        }
        case 'leave what is used': {
          if (within() === 0 || card !== undefined) return [];
          const { step } = push(next.step, 'left');
          const value = { type: 'choice', id: 'saved', label: 'Stays' } as const;
          return [{ type: 'frame_left', visit: last, step, value }, look(next.step)];
        }
        case 'go back': {
          const screens = path.filter(({ frame, visit }) =>
            card === undefined ? !['card', 'entered', 'left'].includes(frame) : visit >= card.first,
          );
          const to = screens.at(-1 - next.by) ?? screens[0];
          if (to === undefined) return [];
          path = path.filter(({ visit }) => visit <= to.visit);
          open = to;
          return [{ type: 'went_back', visit: to.visit }];
        }
        case 'leave and return':
          return [{ type: 'resumed' }];
        case 'other':
          return [next.body];
      }
    }

    function answer({ value, asks, reply, overrides }: Extract<Move, { do: 'go on' }>): EventBody[] {
      const { visit, step, frame } = open;
      if (frame === 'offer') {
        return [{ type: 'offer_answered', visit, step, offer: 'free_month', reply, label: reply }];
      }
      const passed = overrides.map((reason) => overridden(visit, step, reason));
      if (frame === 'facts') {
        set.add(step);
        return [...passed, { type: 'fact_set', fact: step, label: step, question: value?.type ?? 'text', value }];
      }
      const question = asks || value !== null ? { question: value?.type ?? ('text' as const) } : {};
      return [...passed, { type: 'answered', visit, step, ...question, value }];
    }

    function onward({ step, card: how }: Extract<Move, { do: 'go on' }>): EventBody[] {
      if (card === undefined) return [lookOn(step)];
      if (how === 'on') return [look(`${card.card}_more`, 'card')];
      return how === 'returned' ? close('returned') : [...close(how), lookOn(step)];
    }
  });
