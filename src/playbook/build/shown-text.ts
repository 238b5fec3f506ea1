import type { Report } from '../problems.js';
import { mapMeant } from '../read/inner-quotes.js';
import type { Source } from '../read/source.js';
import { quoted, shorten } from '../read/traps.js';
import { type Text, type Tree, text } from '../read/tree.js';

interface Telling {
  readonly source: Source;
  readonly report: Report;
}

/** A text that is shown. Words after a # on its line may have been meant to be part of it. */
export function shownText(tree: Tree | undefined, { source, report }: Telling): Text | undefined {
  const shown = text(tree);
  if (shown === undefined) return undefined;
  const meant = mapMeant(shown.text);
  if (meant !== undefined) {
    const message = 'quotes around the whole { } make it one text, and nothing in it is done';
    report('wrong-value', shown.span, message, `take them away, and quote only a text inside: \`${meant}\``);
    return shown;
  }
  const { start, end } = shown.span;
  if (source.text[end] !== ' ') return shown;
  const line = source.line(end);
  const comment = /^[ \t]+(#[ \t].*[\p{L}\p{N}].*)$/u.exec(line.text.slice(end - line.start))?.[1];
  // What is in quotes, or a block, has an end of its own.
  if (comment === undefined || /["'|>]/.test(source.text[start] ?? '')) return shown;
  const at = line.start + line.text.length - comment.length;
  report(
    'comment-after-text',
    { start: at, end: at + comment.length },
    `\`${shorten(comment.trimEnd())}\` is not shown: everything after a # is a comment`,
    `if it belongs to the text: ${quoted(`${shown.text} ${comment}`)}; else put it on a line of its own`,
  );
  return shown;
}
