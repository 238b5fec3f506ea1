import type { Flow, Option, Question } from '../playbook/flow.js';
import type { Template } from '../playbook/template.js';
import { type Format, format, render } from './format.js';
import { needId, type Position, position } from './position.js';
import { screensLeft } from './progress.js';
import { optionsOf } from './route.js';
import { known } from './scope.js';
import { type Answer, placeOf, type State } from './state.js';
import { spoken } from './trail.js';

/** One screen as data: what a keyboard, a line reader or a file of answers is asked. */
export interface Screen {
  /** The same when the rep comes back to it, another for every other screen of the call. */
  readonly key: string;
  readonly header: Header;
  readonly kind: 'fact' | 'step' | 'wrap_up' | 'override' | 'note' | 'way_out' | 'cards' | 'trail' | 'menu';
  /** The label of the card that is open: the screen is off the path. */
  readonly card?: string | undefined;
  /** The step or fact that is asked; at wrap-up the need that is missing. */
  readonly step?: string | undefined;
  /** A fact to ask for, by its label. */
  readonly ask?: string | undefined;
  readonly say?: string | undefined;
  readonly do?: string | undefined;
  readonly why?: string | undefined;
  readonly jot?: string | undefined;
  /** A screen without a question waits to be passed. */
  readonly question?: Question | undefined;
  readonly options: readonly Option[];
  /** Of `cards`: the digit that picks an option, by its id. Letters search. */
  readonly keys?: ReadonlyMap<string, string> | undefined;
  /** Of `wrap_up`: what is settled together with the note. */
  readonly items?: readonly Item[] | undefined;
  /** Offers that suit, which this rep may not make, and who may. */
  readonly askFirst?: readonly string[] | undefined;
  /** The answer from before the rep went back. */
  readonly prefill?: Answer | undefined;
  readonly format: Format;
}

/** A line of the wrap-up. */
export interface Item {
  /** As in `outcome`, `needs promise`, `follow_up visit_on`, `draft letter`. */
  readonly id: string;
  readonly kind: 'outcome' | 'evidence' | 'follow_up' | 'draft';
  readonly label: string;
  /** What it can be set to. */
  readonly options: readonly Option[];
  /** The id of the option it is set to; empty: the rep has to say. */
  readonly value: string;
}

export interface Header {
  readonly title: string;
  readonly customer?: string | undefined;
  /** Screens answered on the path, and the fewest that are still to come. */
  readonly done: number;
  readonly left: number;
}

/** The screen a call stands at. */
export function screenOf(flow: Flow, state: State, today: string): Screen {
  const scope = known(flow, state, today);
  const at = position(flow, state, scope);
  const speak = format(state.started?.locale ?? 'en');
  const key = 'visit' in at ? placeOf(state.path, at.visit) : 'wrap_up';
  const base = { key, header: headerOf(flow, state, at), options: [], format: speak };
  switch (at.kind) {
    case 'fact': {
      const { label, question } = at.fact;
      const options = optionsOf(question);
      const prefill = state.kept.get(key);
      return { ...base, kind: 'fact', step: at.fact.id, ask: label, question, options, prefill };
    }
    case 'step': {
      const { step, visit } = at;
      const text = (template: Template | undefined) =>
        template && render(template, scope.recorded, (name) => labelOf(flow, name), speak);
      return {
        ...base,
        kind: 'step',
        step: step.id,
        say: text(step.say),
        do: text(step.do),
        why: text(step.why),
        jot: step.jot,
        question: step.ask,
        options: optionsOf(step.ask).filter(({ id }) => visit.options.includes(id)),
        prefill: state.kept.get(key),
      };
    }
    case 'wrap_up': {
      const [need] = at.missing;
      if (need === undefined) return wrapUp(base, at.outcome.label);
      const what = need.kind === 'note' ? 'A note' : `The answer to "${spoken(need.step)}"`;
      const ask = need.kind === 'note' ? 'Write it now' : 'Ask it now';
      const options = [
        option('ask', ask),
        option('would_not_say', 'The customer would not say'),
        option('not_asked', 'It was not asked'),
      ];
      const doing = `"${at.outcome.label}" needs more: ${what} is missing.`;
      return {
        ...base,
        key: `${key} ${needId(need)}`,
        kind: 'evidence',
        step: needId(need),
        do: doing,
        question: choice(options),
        options,
      };
    }
    case 'closed':
      throw new Error('a closed call has no screen');
  }
}

/** The last screen: what the call comes to, and a note. */
export function wrapUp(base: Pick<Screen, 'key' | 'header' | 'options' | 'format'>, label: string): Screen {
  return {
    ...base,
    kind: 'wrap_up',
    do: `Wrap up: ${label}. A note, or nothing, then Enter ends the call.`,
    question: words,
  };
}

/** A screen beside the path: it asks for something about the call, in the header of the screen behind it. */
export function aside(behind: Screen, kind: Screen['kind'], doing: string, options: readonly Option[] = []): Screen {
  const { header, step, say, format: speak } = behind;
  const key = `${behind.key}/${kind}`;
  const question = options.length > 0 ? choice(options) : kind === 'trail' ? undefined : words;
  return {
    key,
    header,
    step,
    kind,
    say: kind === 'trail' ? undefined : say,
    do: doing,
    question,
    options,
    format: speak,
  };
}

/** Whether a screen stands beside the path, and going back from it goes back to the one behind. */
export const isAside = ({ key }: Screen): boolean => key.includes('/');

export const option = (id: string, label: string): Option => ({ id, label, words: false });

const choice = (options: readonly Option[]): Question => ({
  type: 'choice',
  options,
  optional: false,
  personal: false,
  checks: [],
});

const words: Question = { type: 'text', optional: true, personal: false, checks: [] };

function headerOf(flow: Flow, state: State, at: Position): Header {
  const fewest = at.kind === 'step' ? leftOf(flow, at.step.id) : at.kind === 'fact' ? leftOf(flow, flow.start) + 1 : 0;
  const done = state.path.filter(({ answer }) => answer !== undefined).length;
  return { title: flow.title, customer: customerOf(flow, state), done, left: fewest };
}

/** The identifying fact as typed; else the fact named `customer`. */
export function customerOf(flow: Flow, state: State): string | undefined {
  const fact = [...flow.facts.values()].find(({ identifies }) => identifies === 'customer')?.id ?? 'customer';
  const value = state.facts.get(fact);
  return value?.type === 'text' ? (value.words ?? undefined) : undefined;
}

function labelOf(flow: Flow, name: string): string {
  return flow.facts.get(name)?.label ?? flow.computed.get(name)?.label ?? name.replaceAll('_', ' ');
}

const LEFT = new WeakMap<Flow, ReadonlyMap<string, number>>();

function leftOf(flow: Flow, step: string): number {
  const left = LEFT.get(flow) ?? screensLeft(flow);
  LEFT.set(flow, left);
  return left.get(step) ?? 0;
}
