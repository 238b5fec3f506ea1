import type { Raw } from '../../src/call/read-answer.js';
import type { Answering, Picks, Reply } from '../../src/call/rep.js';
import type { Item, Screen } from '../../src/call/screen.js';
import type { Turn } from '../playbooks/play.js';
import { DOWN, ENTER, UP } from './keys.js';

/** What a trained rep types on a screen for an answer or a command. */
export function keysFor({ screen, reply }: Turn): string {
  return reply.kind === 'answer' ? answerKeys(screen, reply) : `/${commandFor(reply)}${ENTER}`;
}

function commandFor(reply: Exclude<Reply, Answering>): string {
  switch (reply.kind) {
    case 'cards':
      return `card ${reply.card ?? ''}`;
    case 'way_out':
      return reply.way === undefined ? 'out' : reply.way.replace('_', '').replace('wrongnumber', 'wrong');
    case 'note':
      return `note ${reply.text ?? ''}`;
    case 'edit':
      throw new Error('a draft is opened with a key of its own');
    default:
      return reply.kind;
  }
}

function answerKeys(screen: Screen, { raw = '', words = '', jot = '', picks = new Map() }: Answering): string {
  const { kind, question, options, weighty } = screen;
  if (kind === 'wrap_up') return wrapUpKeys(screen.items ?? [], picks) + raw + ENTER;
  const before = screen.jot === undefined ? '' : jot + ENTER;
  if (question === undefined) return before + ENTER;
  const digit = (id: string) => String(options.findIndex((option) => option.id === id) + 1);
  switch (question.type) {
    case 'choice': {
      const picked = options.find(({ id }) => id === raw);
      const sure = weighty?.has(String(raw)) ? ENTER : '';
      return before + digit(String(raw)) + sure + (picked?.words ? words + ENTER : '');
    }
    case 'yes_no':
      return before + (isYes(raw) ? 'y' : 'n');
    case 'choices':
      return before + (Array.isArray(raw) ? raw : []).map(digit).join('') + ENTER;
    case 'scale':
      return before + String(raw) + (question.max > 9 ? ENTER : '');
    default:
      return before + String(raw) + ENTER;
  }
}

const isYes = (raw: Raw): boolean => raw === true || raw === 'yes';

/** From where the cursor is, which is on what has to be said first, else on the note: to each item that is set otherwise. */
function wrapUpKeys(items: readonly Item[], picks: Picks): string {
  const open = items.findIndex(({ kind, value }) => kind === 'evidence' && value === '');
  let row = open < 0 ? items.length : open;
  const keys = items.map(({ id, value, options }, at) => {
    const [from, to] = [value, picks.get(id)].map((setting) => options.findIndex((option) => option.id === setting));
    if (from === undefined || to === undefined || to < 0 || from === to) return '';
    const moves = at < row ? UP.repeat(row - at) : DOWN.repeat(at - row);
    row = at;
    return moves + ' '.repeat((to - from + options.length) % options.length || options.length);
  });
  return keys.join('') + DOWN.repeat(items.length - row);
}
