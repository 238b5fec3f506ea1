/** Numbers from `min` to `max`, both among them; of `whole` ones, those between are whole as well. */
export interface Range {
  readonly kind: 'range';
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export const MOST = Number.MAX_VALUE;

/** `undefined` where no number is in it. */
export function range(min: number, max: number, whole = false): Range | undefined {
  const [least, most] = whole ? [Math.ceil(min), Math.floor(max)] : [min, max];
  return least <= most ? { kind: 'range', min: least, max: most, whole } : undefined;
}

/** Sides of a sum, worked out from all ends: each operation of floating point keeps the order of what it is given. */
export function combined(operator: string, a: Range, b: Range): Range | undefined {
  const whole = a.whole && b.whole;
  switch (operator) {
    case '+':
      return range(a.min + b.min, a.max + b.max, whole);
    case '-':
      return range(a.min - b.max, a.max - b.min, whole);
    case '*':
      return ofEnds([a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max], whole);
    case '/':
      if (b.min <= 0 && b.max >= 0) return undefined;
      return ofEnds([a.min / b.min, a.min / b.max, a.max / b.min, a.max / b.max], false);
    case '%': {
      if (b.min <= 0 && b.max >= 0) return undefined;
      const far = Math.max(Math.abs(a.min), Math.abs(a.max));
      return range(a.min >= 0 ? 0 : -far, a.max <= 0 ? 0 : far, whole);
    }
    default:
      return undefined;
  }
}

const ofEnds = (ends: readonly number[], whole: boolean): Range | undefined =>
  range(Math.min(...ends), Math.max(...ends), whole);

/** The parts of a range that the numbers `cuts` make of it: each of these alone, and what is between them. */
export function partsOf({ min, max, whole }: Range, cuts: Iterable<number>): readonly Range[] {
  const inside = [...new Set(cuts)].filter((cut) => cut >= min && cut <= max).sort((a, b) => a - b);
  const parts: (Range | undefined)[] = [];
  let from = min;
  for (const cut of inside) {
    parts.push(range(from, beside(cut, -1), whole), range(cut, cut, whole));
    from = beside(cut, 1);
  }
  parts.push(range(from, max, whole));
  return parts.filter((part) => part !== undefined);
}

const bits = new DataView(new ArrayBuffer(8));

/** The number next to another, up or down: there is none between them. */
function beside(number: number, direction: 1 | -1): number {
  if (number === 0) return direction * Number.MIN_VALUE;
  bits.setFloat64(0, number);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(number > 0 ? direction : -direction));
  return bits.getFloat64(0);
}
