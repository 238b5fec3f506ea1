import type { Rule } from '../flow.js';
import { breach } from '../paths/rules.js';
import type { Search } from '../paths/search.js';
import { nameOf } from '../paths/states.js';
import { assumed, toldWay } from '../paths/told.js';
import { at, items } from '../read/tree.js';
import type { Lint } from './linted.js';

type Way = Search & { readonly kind: 'way' };

/** Rules that some way through the playbook breaks. */
export const brokenRules: Lint = ({ flow, tree, report }) => {
  const written = items(at(tree, 'rules'));
  for (const [index, rule] of flow.rules.entries()) {
    const span = written[index]?.span ?? tree.span;
    const search = breach(flow, rule);
    if (search.kind === 'way')
      report(
        'rule-broken',
        span,
        `${rule.label}: this way breaks it: ${wayOf(rule, search)}${assumed(search)}`,
        mending(rule, search),
      );
    if (search.kind === 'unknown') {
      const message = `${rule.label}: not proved, since there are more ways through this playbook than are looked at`;
      report('rule-not-proved', span, message, 'it is still kept to in every call; make the rule simpler, or test it');
    }
  }
};

/** The way, and the screen that should not come then. */
function wayOf({ kind }: Rule, { edges }: Way): string {
  const to = edges.at(-1)?.to;
  const shows = kind === 'within' || kind === 'never';
  return shows && to !== undefined && to.made === undefined ? `${toldWay(edges)} → ${nameOf(to)}` : toldWay(edges);
}

function mending(rule: Rule, { edges }: Way): string {
  switch (rule.kind) {
    case 'at_most':
      return 'let a `when: offers_made < …` stand on the last step that offers';
    case 'before':
      return `lead every way to that end through ${named(rule.visit)}`;
    case 'always':
      return `lead every way through ${named(rule.visit)}`;
    case 'never':
      return 'lead elsewhere from there, or put a `when` on what must not be shown';
    case 'within': {
      const round = roundOn(edges);
      return round === undefined
        ? 'take screens out, or allow more'
        : `it can go round: ${round.join(' → ')}; give it a way out that is taken the second time, with \`visited()\``;
    }
  }
}

/** The steps of a round that a way goes by itself, from a step back to it. */
function roundOn(edges: Way['edges']): readonly string[] | undefined {
  const insisted = edges.findIndex(({ how }) => how === 'insist');
  const own = (insisted === -1 ? edges : edges.slice(0, insisted)).filter(({ from }) => from.made === undefined);
  const names = own.map(({ from }) => nameOf(from));
  const end = names.findIndex((name, at) => names.indexOf(name) < at);
  return end === -1 ? undefined : names.slice(names.indexOf(names[end] ?? ''), end + 1);
}

const named = (steps: readonly string[]): string => steps.map((step) => `"${step}"`).join(' and ');
