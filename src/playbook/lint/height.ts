import {
  type Flow,
  type Offer,
  type OfferStep,
  type Option,
  type Question,
  ROLES,
  type Role,
  type Step,
} from '../flow.js';
import { optionsOf } from '../targets.js';
import type { Template } from '../template.js';
import { casesOf } from './conditions/cases.js';
import { canBe, workOut } from './conditions/work-out.js';
import { filled } from './filled.js';
import { rowsOf } from './wrapped.js';

/** The last column and the last row stay empty. */
const COLUMNS = 79;
const HEADER = 1;
const KEYS = 1;
const BLANKS = 3;
/** `SAY`, `DO` and a blank. */
const LABEL = 5;
/** Before an option: the cursor, and the key that picks it; where several can be ticked, the tick. */
const KEY = 4;
const TICK = 4;
const MOST_KEYS = 9;

/** How many rows a terminal of 80 columns needs to show a step whole, with values of usual length in its texts. */
export function heightOf(step: Step, flow: Flow): number {
  const { card } = step;
  const label = card === undefined ? undefined : (flow.cards.get(card)?.label ?? card);
  const banner =
    label === undefined ? 0 : Math.min(rowsOf(`CARD  ${label}: back to the question after this`, COLUMNS), 2);
  return HEADER + banner + script(step, flow) + question(step, flow) + KEYS + BLANKS + 1;
}

/** Options that are searched, rather than picked with a key, show in part. */
export const isSearched = ({ ask }: Step): boolean => optionsOf(ask).length > MOST_KEYS;

function script(step: Step, flow: Flow): number {
  const parts = [step.say, step.do].map((template) => rowsOfText(template, flow)).filter((rows) => rows > 0);
  return parts.reduce((all, rows) => all + rows, Math.max(parts.length - 1, 0));
}

function rowsOfText(template: Template | undefined, flow: Flow): number {
  const text = template === undefined ? '' : filled(template, flow).trim();
  return text === '' ? 0 : rowsOf(text.replaceAll('\t', '    '), COLUMNS - LABEL);
}

function question({ ask, offer, jot }: Step, flow: Flow): number {
  const options = Math.max(offer === undefined ? rowsOfQuestion(ask, flow) : rowsOfOffers(offer, flow), 1);
  const words = rowsOfWords(ask);
  if (jot === undefined) return Math.max(options, words);
  // First the line itself; then what was typed on it stands above the question, but not above words to an option.
  return Math.max(line(`${jot} (optional)`), options + 1, words);
}

/** A line of words that an option asks for. */
function rowsOfWords(ask: Question | undefined): number {
  const asking = optionsOf(ask).filter(({ words }) => words);
  return Math.max(0, ...asking.map(({ label }) => line(`${label}: in a few words (optional)`)));
}

/** A line to type on, below its label. */
const line = (label: string): number => rowsOf(label, COLUMNS) + 1;

function rowsOfQuestion(ask: Question | undefined, flow: Flow): number {
  if (ask === undefined) return 1;
  if (!('options' in ask)) return 2;
  const indent = ask.type === 'choices' ? KEY + TICK : KEY;
  const more = ask.type === 'choices' || ask.optional ? 1 : 0;
  return mostRows(ask.options, indent, flow) + more;
}

/** Of options with a `when`, only those that can show together. */
function mostRows(options: readonly Option[], indent: number, flow: Flow): number {
  const rows = options.map(({ label }) => rowsOf(label, COLUMNS - indent));
  const conditions = options.map(({ when }) => when?.term);
  const terms = conditions.filter((term) => term !== undefined);
  let most = 0;
  for (const known of terms.length === 0 ? [undefined] : casesOf(terms, new Set(), flow)) {
    const shown = rows.filter((_, at) => {
      const condition = conditions[at];
      return condition === undefined || known === undefined || canBe(workOut(condition, known), true);
    });
    most = Math.max(most, sum(shown));
  }
  return most;
}

/** Only those that suit one reason show together. */
function rowsOfOffers({ offers }: OfferStep, flow: Flow): number {
  const all = offers.flatMap((id) => flow.offers.get(id) ?? []);
  const reasons = new Set(all.flatMap(({ suits }) => [...(suits ?? [])]));
  const together = [undefined, ...reasons].map((reason) =>
    all.filter(({ suits }) => suits === undefined || (reason !== undefined && suits.has(reason))),
  );
  const roles = ROLES.slice(ROLES.indexOf(flow.runBy));
  const heights = together.flatMap((those) => roles.map((role) => sum(those.map((each) => rowsOfOffer(each, role)))));
  return Math.max(...heights) + NONE_OF_THESE;
}

const NONE_OF_THESE = 1;

/** One that is not theirs to make stands below, as one to ask for. */
function rowsOfOffer({ label, authority }: Offer, role: Role): number {
  if (ROLES.indexOf(authority) <= ROLES.indexOf(role)) return rowsOf(label, COLUMNS - KEY);
  return rowsOf(`Ask your ${authority.replace('_', ' ')}: ${label}`, COLUMNS - 2);
}

const sum = (rows: readonly number[]): number => rows.reduce((all, each) => all + each, 0);
