import type { Flow } from '../playbook/flow.js';
import { answer } from './answer.js';
import type { Command } from './command.js';
import { here, insist, openCard } from './detour.js';
import { afterTheEnd, askNeed, end, handOver, rewrite } from './end.js';
import { accept, type Decision, masked, refuse } from './judge.js';
import { back, forward, jump } from './retrace.js';
import { start } from './start.js';
import type { State } from './state.js';
import { storable, tooLong } from './words.js';

/** What happens when a command meets a call: events to append, or a refusal with the reason. `today` is YYYY-MM-DD. */
export function decide(flow: Flow, state: State, command: Command, today: string): Decision {
  if (command.type === 'start') return start(flow, state, command, today);
  switch (command.type) {
    case 'follow_up_done':
    case 'follow_up_snoozed':
    case 'follow_up_skipped':
    case 'correct':
      return afterTheEnd(flow, state, command);
  }
  if (state.status !== 'open') return refuse('nothing', 'this call has ended');
  switch (command.type) {
    case 'answer':
      return answer(flow, state, command, today);
    case 'back':
      return back(state);
    case 'jump':
      return jump(state, command.visit);
    case 'forward':
      return forward(flow, state, today);
    case 'note':
      return note(state, command.text);
    case 'open_card':
      return openCard(flow, state, command.card, today);
    case 'insist':
      return insist(flow, state, today);
    case 'pause':
      return accept({ type: 'paused' });
    case 'resume':
      return resume(command);
    case 'ask_need':
      return askNeed(flow, state, command, today);
    case 'rewrite':
      return rewrite(flow, state, command, today);
    case 'end':
      return end(flow, state, command, today);
    case 'hand_over':
      return handOver(flow, state, command, today);
  }
}

function note(state: State, text: string): Decision {
  const long = tooLong(text);
  if (long !== undefined) return refuse('invalid', long);
  const { words, endings } = storable(text);
  if (words === '') return refuse('nothing', 'an empty note is not kept');
  const step = here(state);
  const at = step === undefined ? {} : { step };
  return accept({ type: 'noted', ...at, note: { words } }, ...masked(endings, step));
}

const resume = ({ rep, role }: Extract<Command, { type: 'resume' }>): Decision =>
  accept({ type: 'resumed', ...(rep === undefined ? {} : { rep }), ...(role === undefined ? {} : { role }) });
