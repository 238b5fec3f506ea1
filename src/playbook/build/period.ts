import type { Period } from '../flow.js';
import { type Tree, typed } from '../read/tree.js';
import type { Context } from './context.js';

const UNITS: ReadonlyMap<string, Period['unit']> = new Map([
  ['day', 'day'],
  ['business day', 'business_day'],
  ['week', 'week'],
  ['month', 'month'],
]);

/** Ten years. */
const MOST: Readonly<Record<Period['unit'], number>> = { day: 3650, business_day: 2600, week: 520, month: 120 };

/** `3 business days`; or, of something that comes again, `every 6 weeks` and `every month`. */
export function periodOf(tree: Tree | undefined, again: boolean, { report }: Context): Period | undefined {
  const written = typed(tree);
  if (written === undefined) return undefined;
  const words = written.text.trim().replace(/\s+/g, ' ');
  const form = again
    ? /^every (?:(\d+) )?((?:business )?(?:day|week|month))s?$/
    : /^(\d+) ((?:business )?(?:day|week|month))s?$/;
  const [, digits = '1', unitName = ''] = form.exec(words) ?? [];
  const unit = UNITS.get(unitName);
  const shown = `"${words.slice(0, 60)}"`;
  if (unit === undefined) {
    const hint = again ? 'write it as in `every 6 weeks`, `every 10 business days` or `every month`' : inHint(words);
    report('bad-period', written.span, `${shown} cannot be read as ${again ? 'how often' : 'a time from now'}`, hint);
    return undefined;
  }
  const count = Number(digits);
  if (count > MOST[unit] || (again && count === 0)) {
    const message = count === 0 ? `${shown} would never end` : `${shown} is more than ten years`;
    report('bad-period', written.span, message, `write it as in \`${again ? 'every 6 weeks' : '12 months'}\``);
    return undefined;
  }
  return { count, unit };
}

const inHint = (words: string): string =>
  /^\d+$/.test(words)
    ? `write \`${words} days\`, \`${words} business days\`, \`${words} weeks\` or \`${words} months\``
    : 'write it as in `3 days`, `5 business days`, `2 weeks` or `1 month`';
