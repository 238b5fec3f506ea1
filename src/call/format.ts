import type { Template } from '../playbook/template.js';
import type { Value } from '../playbook/value.js';
import { toMajor } from './money.js';

/** Speaks values the way the rep's customers do: money and dates by locale, options by their label. */
export interface Format {
  readonly value: (value: Value) => string;
  readonly date: (date: string) => string;
  readonly number: (number: number) => string;
  /** As a person would type it: no grouping. */
  readonly typed: (number: number) => string;
  readonly money: (major: number, currency: string) => string;
}

export function format(locale: string): Format {
  const known = FORMATS.get(locale);
  if (known) return known;
  const made = makeFormat(locale);
  FORMATS.set(locale, made);
  return made;
}

const FORMATS = new Map<string, Format>();

function makeFormat(locale: string): Format {
  // Each is made when first needed: together they cost the first screen a tenth of its time.
  const number = lazily(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));
  const bare = lazily(
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: false, numberingSystem: 'latn' }),
  );
  const day = lazily(
    () =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }),
  );
  const money = new Map<string, Intl.NumberFormat>();
  const self: Format = {
    number: (value) => number().format(value),
    typed: (value) => bare().format(value).replace('\u2212', '-'),
    date: (date) => day().format(new Date(`${date}T00:00:00Z`)),
    money: (major, currency) => {
      let formatter = money.get(currency);
      if (formatter === undefined) {
        formatter = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          trailingZeroDisplay: 'stripIfInteger',
        });
        money.set(currency, formatter);
      }
      return formatter.format(major);
    },
    value: (value) => {
      switch (value.type) {
        case 'choice':
        case 'yes_no':
          return value.words ? `${value.label} (${value.words})` : value.label;
        case 'choices':
          return value.chosen.map(({ label }) => label).join(', ');
        case 'text':
          return value.words ?? '(erased)';
        case 'number':
        case 'scale':
          return self.number(value.number);
        case 'money':
          return self.money(toMajor(value.minor, value.currency), value.currency);
        case 'date':
          return self.date(value.date);
      }
    },
  };
  return self;
}

/**
 * The text with its names filled in. A missing value shows as its label in brackets, so that the rep sees what to say
 * instead of a hole.
 */
export function render(
  template: Template,
  recorded: (name: string) => Value | undefined,
  labelOf: (name: string) => string,
  speak: Format,
): string {
  return template.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const [name] = part.reads;
      if (name === undefined) return '';
      const value = recorded(name);
      if (value === undefined || (value.type === 'text' && value.words === null)) return `[${labelOf(name)}]`;
      return value.type === 'choice' || value.type === 'yes_no' ? value.label : speak.value(value);
    })
    .join('');
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
