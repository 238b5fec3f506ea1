export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/**
 * A number as people type it in a locale. The locale's decimal sign is always one; its grouping sign groups when exactly
 * three digits follow it, and is taken for a decimal sign when it cannot be anything else.
 */
export function readNumber(typed: string, locale: string): Read<number> {
  const { decimal, group } = signs(locale);
  const bare = typed.replaceAll(/[\s'’_]/gu, '').replace(/^[^\d.,+-]+|[^\d.,]+$/gu, '');
  if (!/^[+-]?(?:\d[\d.,]*|[.,]\d+)$/.test(bare)) {
    return { ok: false, problem: `"${shorten(typed)}" is not a number; type digits, for example 1250${decimal}50` };
  }
  const grouped = new RegExp(`^[+-]?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`);
  if (grouped.test(bare)) return { ok: true, value: Number(bare.replaceAll(group, '').replace(decimal, '.')) };
  if (bare.split(/[.,]/).length > 2) {
    return {
      ok: false,
      problem: `"${shorten(typed)}" can be read in two ways; type it without ${group} between digits`,
    };
  }
  return { ok: true, value: Number(bare.replace(',', '.')) };
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
