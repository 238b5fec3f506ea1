import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import type { Context } from './context.js';

/** Who takes the call, and how money and dates are spoken in it. A flag is above the environment. */
export interface Settings {
  readonly rep: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
}

export function settings({ env, userName, systemLocale }: Context, flow: Flow, rep: string | undefined): Settings {
  const currency = env['HOLDFAST_CURRENCY']?.toUpperCase() || 'EUR';
  if (currency !== 'EUR' && !Intl.supportedValuesOf('currency').includes(currency)) {
    throw new UserError(
      `HOLDFAST_CURRENCY is "${currency}", which is not a currency`,
      'use the three letters of ISO 4217, for example EUR, USD or GBP',
      2,
    );
  }
  const locale = env['HOLDFAST_LOCALE'] || speaking(flow.language, systemLocale());
  return { rep: rep || env['HOLDFAST_REP'] || userName(), currency, locale: canonical(locale) };
}

/** The system's locale when it speaks the playbook's language, for its ways with dates and amounts; else the language. */
function speaking(language: string, system: string): string {
  return system.split('-')[0] === language.split('-')[0] ? system : language;
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    throw new UserError(
      `"${locale}" is not a locale`,
      'use a language with or without a country, for example en-GB or nl',
      2,
    );
  }
}
