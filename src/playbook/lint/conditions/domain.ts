import type { Type } from '../../expression/type.js';
import type { Computed, Flow, Question } from '../../flow.js';
import { ANY, DAYS, dayNumber, EITHER, NUMBERS, type Possible, type Values, WORDS } from './possible.js';
import { type Range, range } from './range.js';

/** What an answer or a fact can be, when it is not missing. */
export function domainOf(name: string, type: Type, flow: Flow): Values | undefined {
  const question = flow.facts.get(name)?.question ?? flow.steps.get(name)?.ask;
  return (question && ofBounds(question)) ?? ofType(type);
}

/** In whole units of a currency: the smallest units are kept as whole numbers. */
const MOST_MONEY = Number.MAX_SAFE_INTEGER;

function ofBounds(question: Question): Values | undefined {
  switch (question.type) {
    case 'scale':
      return range(question.min, question.max, true);
    case 'number':
      return range(question.min ?? NUMBERS.min, question.max ?? NUMBERS.max);
    case 'money':
      return range(question.min ?? -MOST_MONEY, question.max ?? MOST_MONEY);
    case 'date':
      // What was today for the answer may be another day when it is read.
      return { kind: 'days', min: dayNumber(question.min) ?? DAYS.min, max: dayNumber(question.max) ?? DAYS.max };
    case 'choices': {
      const all = question.options.length;
      const [least, most] = [question.min ?? 0, Math.min(question.max ?? all, all)];
      return { kind: 'several', outOf: all, with: new Set(), without: new Set(), least, most };
    }
    default:
      return undefined;
  }
}

function ofType(type: Type): Values | undefined {
  switch (type.kind) {
    case 'choice':
      return type.options.length > 0 ? { kind: 'one', of: new Set(type.options) } : undefined;
    case 'yes_no':
      return EITHER;
    case 'number':
      return NUMBERS;
    case 'date':
      return DAYS;
    case 'text':
      return WORDS;
    case 'choices':
    case 'unknown':
      return ANY;
  }
}

/** What a sum comes out as becomes the value of its name: money is rounded to the units of a currency. */
export function asValueOf({ type }: Computed, { missing, values }: Possible): Possible {
  return { missing, values: type === 'money' && values?.kind === 'range' ? inUnits(values) : values };
}

/** Beyond this, the rounding of money is not looked at. */
const MOST_ROUNDED = 1e12;

/** A currency that has no smaller units rounds furthest. */
function inUnits({ min, max }: Range): Values | undefined {
  return range(
    Math.abs(min) > MOST_ROUNDED ? NUMBERS.min : Math.floor(min),
    Math.abs(max) > MOST_ROUNDED ? NUMBERS.max : Math.ceil(max),
  );
}
