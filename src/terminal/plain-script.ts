import { expected } from '../call/read-answer.js';
import type { Prompt } from '../call/rep.js';
import { isPreview, type Screen } from '../call/screen.js';
import { clock, offPath } from './head-and-foot.js';
import { itemsOf } from './items.js';
import { numberOf } from './plain-option.js';

/** A screen as plain lines. */
export function script({ screen, elapsed, onScreen }: Prompt): string {
  const { kind, header, card, ask, say, do: doing, question, options, askFirst = [], hidden = [] } = screen;
  const left = header.left > 0 ? `, ${header.left}+ to go` : '';
  const time = kind === 'trail' ? ` · ${clock(elapsed())} in the call, ${clock(onScreen())} on the step` : '';
  return [
    `\n-- ${isPreview(screen) ? 'PREVIEW, nothing is recorded · ' : ''}${header.title}${header.customer === undefined ? '' : ` · ${header.customer}`} · ${header.done} done${left}${time}`,
    ...(card === undefined ? [] : [`CARD: ${offPath(card)}`]),
    ...(ask === undefined ? [] : [`ASK: ${ask}`]),
    ...(say === undefined ? [] : [`SAY: ${say.trim()}`]),
    ...(doing === undefined ? [] : [kind === 'trail' || kind === 'values' ? doing.trim() : `DO: ${doing.trim()}`]),
    ...options.map(({ label }, at) => `  ${numberOf(screen, at)} ${label}`),
    ...askFirst.map((offer) => `  (${offer})`),
    ...hidden.map((line) => `  ${line}`),
    ...(question === undefined || itemsOf(screen).length > 0 ? [] : [`(${hint(screen)})`]),
    ...before(screen),
  ].join('\n');
}

function before({ prefill, format, jot }: Screen): readonly string[] {
  const said = [prefill?.value ? format.value(prefill.value) : '', jot && prefill?.jot ? `${jot}: ${prefill.jot}` : ''];
  const words = said.filter((part) => part !== '').join('; ');
  return words === '' ? [] : [`(before: ${words}; an empty line keeps it)`];
}

function hint({ kind, question, options }: Screen): string {
  if (question === undefined) return '';
  if (kind === 'cards') return 'type a number or words of a label, or nothing to go back to the question';
  if (kind === 'way_out') return `type a number from 1 to ${options.length}, or nothing to go back to the call`;
  if (kind === 'trail') return 'type a number to go back to that step, or nothing to stay';
  const more = question.optional ? ', or nothing' : '';
  if (question.type === 'choice') return `type a number from 1 to ${options.length}${more}`;
  if (question.type === 'choices') return `type numbers, for example 1,2${more}`;
  return `${expected(question, options)}${more}`;
}
