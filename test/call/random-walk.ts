import fc from 'fast-check';
import { cardsNow } from '../../src/call/cards.js';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import type { Screen } from '../../src/call/screen.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, initialState, type State } from '../../src/call/state.js';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Question } from '../../src/playbook/flow.js';
import { bundled } from '../playbooks/bundled.js';
import { HEAD, start, TODAY } from './given.js';

/** Two playbooks in which a rep can make offers for ever, but for their rules. */
export const LIMITED = 'limited';
const limited = new Map([
  [
    `${LIMITED}.yaml`,
    `${HEAD.replace('playbook: test', `playbook: ${LIMITED}`)}
insist: carry_out
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A month, times: 99}, visit: {label: A visit, times: 99}}
cards: {boss: {label: Boss, say: Well, offer: [visit]}}
rules:
  - at_most: {offers: 4}
  - never: {after: carry_out, show: offer}
  - never: {after: insist, show: sure}
steps:
  - {id: gift, say: Well, offer: [month, visit], declined: {go: gift}}
  - {id: pleading, use: pleading, next: sure}
  - {id: sure, say: Sure?, ask: {type: yes_no, yes: {go: carry_out}, no: {go: gift}}}
  - {id: carry_out, say: Done?, ask: {type: yes_no, yes: {end: over}, no: {go: gift}}}
`,
  ],
  [
    'pleading.yaml',
    `${HEAD.replace('playbook: test', 'playbook: pleading')}
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A month, times: 99}}
rules: [{at_most: {offers: 2}}]
steps:
  - {id: gift, say: Well, offer: [month], declined: {go: gift}, end: over}
  - {id: bye, say: Bye, end: over}
`,
  ],
]);

const texts = new Map([...bundled, ...limited]);
const flows: ReadonlyMap<string, Flow> = new Map(
  [...texts].map(([file, text]) => {
    const { flow } = compile(text, (id) => texts.get(`${id}.yaml`));
    if (flow === undefined) throw new Error(`${file} does not compile`);
    return [flow.id, flow];
  }),
);

/** One move of a rep; what it answers is drawn when the screen is known. */
type Move = {
  readonly kind: 'answer' | 'back' | 'forward' | 'jump' | 'note' | 'card' | 'insist';
  readonly pick: number;
};

const moves = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Move['kind']>('answer') },
      { weight: 5, arbitrary: fc.constantFrom<Move['kind']>('back', 'forward', 'jump', 'note', 'card') },
      { weight: 1, arbitrary: fc.constant<Move['kind']>('insist') },
    ),
    pick: fc.nat(1000),
  }),
  { maxLength: 60, size: 'max' },
);
/** What a rep may do on a bundled playbook; its id, and not the flow, since a counterexample is read by people. */
export const walks = fc.record({ playbook: fc.constantFrom(...flows.keys()), moves });
export const limitedWalks = fc.record({ playbook: fc.constant(LIMITED), moves });

/** The events of a walk, and the state before each of its moves. */
export function walk({ playbook, moves: steps }: { readonly playbook: string; readonly moves: readonly Move[] }) {
  const flow = flows.get(playbook) as Flow;
  const events: EventBody[] = [];
  const seen: { readonly move: Move['kind']; readonly before: State; readonly after: State }[] = [];
  let state = initialState;
  const perform = (command: Command): boolean => {
    const decision = decide(flow, state, command, TODAY);
    if (!decision.ok) return false;
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
    return true;
  };
  perform(start());
  for (const { kind, pick } of steps) {
    const before = state;
    if (perform(commandOf(kind, flow, state, pick))) seen.push({ move: kind, before, after: state });
  }
  return { flow, events, seen, state };
}

function commandOf(kind: Move['kind'], flow: Flow, state: State, pick: number): Command {
  switch (kind) {
    case 'answer':
      return answerAt(screenOf(flow, state, TODAY), pick);
    case 'note':
      return { type: 'note', text: `note ${pick}` };
    case 'card': {
      const cards = cardsNow(flow, state);
      return { type: 'open_card', card: cards[pick % Math.max(cards.length, 1)]?.name ?? 'none' };
    }
    case 'jump':
      return { type: 'jump', visit: state.path[pick % Math.max(state.path.length, 1)]?.visit ?? 0 };
    default:
      return { type: kind };
  }
}

function answerAt({ question, options }: Screen, pick: number): Command {
  const ids = options.map(({ id }) => id);
  return { type: 'answer', raw: question && rawFor(question, ids, pick), override: 'drawn at random' };
}

function rawFor(question: Question, options: readonly string[], pick: number) {
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return options[pick % options.length] ?? '';
    case 'choices':
      return options.filter((_, bit) => (pick >> bit) & 1);
    case 'scale':
      return question.min + (pick % (question.max - question.min + 1));
    case 'date':
      return `+${pick % 30}`;
    case 'number':
    case 'money':
      return pick;
    case 'text':
      return `words ${pick}`;
  }
}
