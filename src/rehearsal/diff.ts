import type { Flow } from '../playbook/flow.js';
import { usedFlows } from '../playbook/uses.js';
import type { Change } from './diff-change.js';
import { pair } from './diff-pairs.js';
import { diffCards, diffComputed, diffFacts, diffOffers, diffOutcomes, diffRules, diffTop } from './diff-parts.js';
import type { Renames } from './diff-spell.js';
import { spellExpression } from './diff-spell.js';
import { diffSteps, looksOf } from './diff-steps.js';

/**
 * What differs in meaning between two versions of a playbook, in the order of the language, then in the playbooks that
 * both use. How a file is written, its comments, its version and its `source` make no difference.
 */
export function diff(before: Flow, after: Flow): readonly Change[] {
  return [...diffAlone(before, after), ...diffUsed(before, after)];
}

function diffAlone(before: Flow, after: Flow): readonly Change[] {
  const steps = pair(before.steps.values(), after.steps.values(), looksOf);
  const facts = pair(before.facts.values(), after.facts.values(), ({ label, question }) => `${label} ${question.type}`);
  const computed = pair(
    before.computed.values(),
    after.computed.values(),
    ({ type, value }) => `${type} ${spellExpression(value)}`,
  );
  const outcomes = pair(before.outcomes.values(), after.outcomes.values(), ({ label, group }) => `${label} ${group}`);
  const offers = pair(before.offers.values(), after.offers.values(), ({ label }) => label);
  const cards = pair(before.cards.values(), after.cards.values(), ({ label }) => label);
  const renames: Renames = {
    names: new Map([...steps.renamed, ...facts.renamed, ...computed.renamed]),
    outcomes: outcomes.renamed,
    offers: offers.renamed,
    cards: cards.renamed,
  };
  return [
    ...diffTop(before, after, renames),
    ...diffFacts(facts, before, after, renames),
    ...diffComputed(computed, renames),
    ...diffOutcomes(outcomes, renames),
    ...diffOffers(offers, renames),
    ...diffCards(cards, renames),
    ...diffRules(before.rules, after.rules, renames),
    ...diffSteps(before, after, steps, renames),
  ];
}

function diffUsed(before: Flow, after: Flow): readonly Change[] {
  const used = new Map(usedFlows(after).map((flow) => [flow.id, flow]));
  return usedFlows(before).flatMap((was) => {
    const now = used.get(was.id);
    if (now === undefined || now.hash === was.hash) return [];
    return diffAlone(was, now).map((change) => ({
      ...change,
      where: [`playbook ${was.id}`, change.where].filter((part) => part !== '').join(': '),
    }));
  });
}
