export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Digits with signs between them. */
const AMOUNT = /^([+-]?)\s*(\d[\d.,\s'’]*|[.,]\d+)$/u;
const SPACED = /^(?!0)\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/u;
const LONGEST = 60;

/**
 * A number as people type it in a locale. The locale's decimal sign is always one; its grouping sign groups when exactly
 * three digits follow it, and is taken for a decimal sign when it cannot be anything else.
 */
export function readNumber(typed: string, locale: string): Read<number> {
  const { decimal, group } = signs(locale);
  const none = { ok: false, problem: `"${shorten(typed)}" is not a number; type 1250 or 1250${decimal}50` } as const;
  const text = typed.trim().replaceAll(/[−–]/g, '-');
  const [, sign = '', digits = ''] = (text.length <= LONGEST && AMOUNT.exec(text)) || [];
  const spaced = digits.trim();
  if (spaced === '' || (/[\s'’]/u.test(spaced) && !SPACED.test(spaced))) return none;

  const bare = spaced.replaceAll(/[\s'’]/gu, '');
  const grouped = new RegExp(`^(?!0)\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`);
  const parts = bare.split(/[.,]/);
  if (!grouped.test(bare) && parts.length > 2) {
    const meant = `${parts.slice(0, -1).join('')}${decimal}${parts.at(-1)}`;
    return { ok: false, problem: `"${shorten(typed)}" can be read in two ways; type ${meant}` };
  }
  const plain = grouped.test(bare) ? bare.replaceAll(group, '').replace(decimal, '.') : bare.replace(',', '.');
  return { ok: true, value: Number(`${sign}${plain}`) };
}

const SIGNS = new Map<string, { readonly decimal: string; readonly group: string }>();

function signs(locale: string): { readonly decimal: string; readonly group: string } {
  const known = SIGNS.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
  const found = { decimal, group: decimal === ',' ? '.' : ',' };
  SIGNS.set(locale, found);
  return found;
}

export const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
