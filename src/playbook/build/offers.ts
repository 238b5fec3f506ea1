import { NUMBER } from '../expression/type.js';
import type { Offer, OfferStep } from '../flow.js';
import { at, entries, items, keySpan, number, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { type Context, expressionOf, labelOf } from './context.js';
import { buildOption } from './question.js';
import { roleAt } from './roles.js';

export function buildOffers(tree: Tree, context: Context): ReadonlyMap<string, Offer> {
  const reason = text(at(tree, 'reason'))?.text;
  const offers = new Map<string, Offer>();
  for (const { key, value } of entries(at(tree, 'offers'))) {
    const cost = expressionOf(at(value, 'cost'), NUMBER, context, 'it is an amount: `cost: monthly_value * 2`');
    const suits = at(value, 'suits') && suitsOf(value, key, reason, context);
    offers.set(key, {
      id: key,
      label: labelOf(at(value, 'label'), context) ?? key,
      ...(cost && { cost }),
      ...(suits && { suits }),
      authority: roleAt(value, 'authority'),
      times: timesOf(value, context),
    });
  }
  return offers;
}

function suitsOf(tree: Tree, offer: string, reason: string | undefined, context: Context) {
  const { names, report } = context;
  if (reason === undefined) {
    const message = `what offer "${offer}" suits are options of the step that "reason" names, and this playbook has none`;
    report('missing-key', keySpan(tree, 'suits'), message, 'add `reason: <step>` at the top, or remove `suits`');
    return undefined;
  }
  const type = names.types.get(reason);
  if (items(at(tree, 'suits')).length === 0) {
    const message = `offer "${offer}" suits no reason, so it is never made`;
    report('unused-offer', keySpan(tree, 'suits'), message, 'name options, or leave `suits` out: then it suits any');
  }
  const suits = new Set<string>();
  for (const item of items(at(tree, 'suits'))) {
    const option = text(item);
    if (option === undefined) continue;
    suits.add(option.text);
    if (type?.kind !== 'choice' || type.options.includes(option.text)) continue;
    const message = `step "${reason}" has no option "${option.text}"`;
    report('unknown-option', option.span, message, suggestion(option.text, type.options, ''), option.text);
  }
  return suits;
}

/** A count of at least one at `times`; one where there is none. */
export function timesOf(tree: Tree, { report }: Context): number {
  const times = number(at(tree, 'times')) ?? 1;
  if (times >= 1) return times;
  report('bad-bounds', at(tree, 'times')?.span ?? tree.span, `${times} times is never`, 'type 1, or more');
  return 1;
}

const REPLIES = [
  ['accepted', 'Accepts'],
  ['considering', 'Will think about it'],
  ['declined', 'Declines'],
] as const;

/** What a step that puts offers does beside its texts; `undefined` where it puts none. */
export function buildOfferStep(tree: Tree, id: string, context: Context): OfferStep | undefined {
  const list = at(tree, 'offer');
  const stray = list === undefined ? REPLIES.find(([reply]) => at(tree, reply) !== undefined) : undefined;
  if (stray !== undefined) {
    const message = `"${stray[0]}" says how an offer was taken, and step "${id}" makes none`;
    context.report('wrong-place', keySpan(tree, stray[0]), message, 'add `offer: [<offer>]`, or remove it');
  }
  if (list?.kind !== 'list') return undefined;
  if (list.items.length === 0) {
    context.report('no-options', keySpan(tree, 'offer'), 'there is no offer to make', 'name one: `offer: [<offer>]`');
  }
  return {
    offers: [...new Set(list.items.flatMap((item) => offerAt(item, id, context) ?? []))],
    replies: REPLIES.map(([reply, label]) => {
      const written = at(tree, reply);
      return written === undefined
        ? { id: reply, label, words: false }
        : buildOption(reply, written, true, label, context);
    }),
  };
}

function offerAt(tree: Tree, step: string, { names, report }: Context): string | undefined {
  const offer = text(tree);
  if (offer === undefined || names.offers.has(offer.text) || names.offersDoubtful) return offer?.text;
  const hint = suggestion(
    offer.text,
    names.offers,
    `declare it at the top: \`offers:\`, and below it \`${offer.text}:\``,
  );
  report('unknown-offer', offer.span, `step "${step}" offers "${offer.text}", which does not exist`, hint, offer.text);
  return undefined;
}
