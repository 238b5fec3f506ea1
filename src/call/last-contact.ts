import type { Format } from './format.js';
import type { LastContact } from './log.js';

/** What was last agreed with the customer, in lines for the rep. */
export function lastContact({ day, title, rep, outcome, promised }: LastContact, speak: Format): readonly string[] {
  const came = outcome === undefined ? '' : `${outcome}, `;
  return [
    `↺ last call: ${came}${speak.date(day)}, ${title}, with ${rep}`,
    ...promised.map(
      ({ what, due, snoozedTo }) => `↺ promised for ${speak.date(snoozedTo ?? due)}: ${what ?? '(erased)'}`,
    ),
  ];
}
