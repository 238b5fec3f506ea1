/** Decimals of a currency (ISO 4217): 2 for EUR, 0 for JPY. */
export function decimals(currency: string): number {
  const known = DECIMALS.get(currency);
  if (known !== undefined) return known;
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  DECIMALS.set(currency, found);
  return found;
}

const DECIMALS = new Map<string, number>();

/** Whole units to the smallest unit, rounded half-up. */
export function fromMajor(amount: number, currency: string): number {
  const scaled = amount * 10 ** decimals(currency);
  // 1.005 * 100 is 100.49999999999999: what a double cannot hold must not decide a cent.
  return Math.round(Number(scaled.toPrecision(15)));
}

export const toMajor = (minor: number, currency: string): number => minor / 10 ** decimals(currency);
