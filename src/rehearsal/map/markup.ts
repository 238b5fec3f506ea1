/** Text of SVG or HTML: what was put into it is escaped. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined;

/**
 * The one way into a picture or a page. What stands in the template is ours; every text that is put in came from outside,
 * and is escaped for an element and for a quoted attribute alike. `undefined` is nothing.
 */
export function markup(ours: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let all = ours[0] ?? '';
  parts.forEach((part, at) => {
    all += written(part) + (ours[at + 1] ?? '');
  });
  return { markup: all };
}

/** Files of ours, as they are: a style or a script. */
export const asIs = (text: string): Markup => ({ markup: text });

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('');
}

const SIGNS = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escaped = (text: string): string => harmless(text).replace(/[&<>"']/g, (sign) => SIGNS.get(sign) ?? '');

/** Without what XML cannot hold and what would turn the text around it: control characters, bidi controls, half characters. */
export const harmless = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\t|\r\n?/g, (found) => (found === '\t' ? ' ' : '\n'))
    .replaceAll(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, '\uFFFD');
