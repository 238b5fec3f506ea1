import { after, ROLES } from './other.mjs';

const GROUPS = ['saved', 'lost', 'pending', 'done', 'incomplete'];

/** Of what stands beside the steps: outcomes, rules, cards, what is known and worked out, who may call. */
export function atTop({ playbook, at, ids, outcomes }, mutate) {
  const { drop, set, without, expression } = mutate;
  for (const key of ['reason', 'insist', 'run_by']) if (playbook[key] !== undefined) drop(`drop ${key}`, [key]);
  if (playbook.insist !== undefined) set('drop insist', ['insist'], after(ids, playbook.insist));
  if (playbook.run_by !== undefined) set('drop run_by', ['run_by'], after(ROLES, playbook.run_by));
  for (const id of outcomes) {
    const path = ['outcomes', id];
    set('change a group', [...path, 'group'], after(GROUPS, at([...path, 'group'])));
    drop('drop an outcome', path);
    without('drop a need', [...path, 'needs']);
  }
  for (const [id, fact] of Object.entries(playbook.facts ?? {})) {
    drop('drop a fact', ['facts', id]);
    if (fact.asked === false) drop('drop a fact', ['facts', id, 'asked']);
  }
  for (const [id, { type }] of Object.entries(playbook.computed ?? {})) {
    const path = ['computed', id, 'value'];
    expression(path, { whole: false });
    if (type !== 'text') set('change a formula', path, `(${at(path)}) + 1`);
  }
  for (const [n, rule] of (playbook.rules ?? []).entries()) atRule(rule, ['rules', n], mutate);
  for (const [id, { on }] of Object.entries(playbook.cards ?? {})) {
    drop('drop a card', ['cards', id]);
    if (on !== undefined) drop('change where a card opens', ['cards', id, 'on']);
    without('change where a card opens', ['cards', id, 'on']);
  }
}

function atRule(rule, path, { drop, set, without, expression }) {
  drop('drop a rule', path);
  const [kind] = Object.keys(rule);
  const here = [...path, kind];
  if (kind === 'at_most') set('loosen a rule', [...here, 'offers'], rule.at_most.offers + 1);
  if (kind === 'within') set('loosen a rule', [...here, 'steps'], rule.within.steps + 1);
  if (rule[kind]?.visit?.length > 1) without('loosen a rule', [...here, 'visit']);
  if (rule[kind]?.if !== undefined) expression([...here, 'if']);
}
