import type { Flow, Offer } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import type { Template } from '../playbook/template.js';
import { fill } from './fill.js';
import { format } from './format.js';
import { headerOf } from './header.js';
import { position } from './position.js';
import { offersNow, optionsNow } from './route.js';
import { known } from './scope.js';
import { choice, type Screen } from './screen.js';
import { type Answer, placeOf, type State, type Visit } from './state.js';
import { spoken } from './trail.js';
import { wrapUpScreen } from './wrap-up-screen.js';

/** The screen a call stands at; at wrap-up that of the outcome it has come to. */
export function screenOf(flow: Flow, state: State, today: string): Screen {
  const at = position(flow, state, today);
  const speak = format(state.started?.locale ?? 'en');
  if (at.kind === 'closed') throw new Error('a closed call has no screen');
  if (at.kind === 'wrap_up')
    return wrapUpScreen(flow, state, { outcome: at.outcome.id, ledTo: at.outcome.id }, {}, today);
  const place = placeOf(state.path, at.visit);
  const base = {
    key: keyOf(place),
    header: headerOf(flow, state, at),
    step: at.visit.step,
    card: state.card?.label,
    prefill: state.kept.get(place),
    format: speak,
  };
  if (at.kind === 'fact') {
    const { label, question } = at.fact;
    return { ...base, kind: 'fact', ask: label, question, options: optionsOf(question) };
  }
  const { level, step, visit } = at;
  const scope = known(level, state, today);
  const text = (template: Template | undefined) => template && fill(level.flow, template, scope, speak);
  const script = { say: text(step.say), do: text(step.do), why: text(step.why) };
  if (at.kind === 'reply') {
    const options = step.offer?.replies ?? [];
    return {
      ...base,
      // What was set for another offer, made here before, is not for this one.
      key: `${base.key} ${at.offer.id}`,
      kind: 'step',
      do: `You offer: ${at.offer.label}. How is it taken?`,
      why: script.why,
      question: choice(options),
      options,
      weighty: ACCEPTING,
      prefill: replyBefore(state, visit),
    };
  }
  if (step.offer !== undefined) {
    const { beyond } = offersNow(level.flow, step, scope);
    const options = optionsNow(level.flow, step, scope).filter(({ id }) => visit.options.includes(id));
    const askFirst = beyond.map(askFirstFor);
    // Since it came on the screen, a card may have shown the last that a rule allows.
    const rule = options.length === 1 ? scope.offersBarred(step.id) : undefined;
    const why = rule === undefined ? [] : [`No more offers: ${rule.label}.`];
    return { ...base, kind: 'step', ...script, question: choice(options), options, askFirst: [...askFirst, ...why] };
  }
  const options = optionsOf(step.ask).filter(({ id }) => visit.options.includes(id));
  return { ...base, kind: 'step', ...script, jot: step.jot, question: step.ask, options };
}

/** An offer that suits, and who may make it. */
export const askFirstFor = ({ label, authority }: Offer): string =>
  `Ask your ${spoken(authority).toLowerCase()}: ${label}`;

/** How an offer was taken before the rep went back. */
function replyBefore(state: State, { visit }: Visit): Answer | undefined {
  const made = state.offers.find((offer) => offer.visit === visit);
  return made?.reply && { value: { type: 'choice', id: made.reply, label: made.reply } };
}

const ACCEPTING: ReadonlySet<string> = new Set(['accepted']);

// A slash stands before a screen beside the path.
const keyOf = (place: string): string => place.replaceAll('/', ':');
