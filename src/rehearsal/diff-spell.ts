import type { Term } from '../playbook/expression/term.js';
import type { Expression } from '../playbook/expression.js';
import type { Template } from '../playbook/template.js';

/** What is called otherwise in the new version, by its old id. Steps, facts and computed values share one name space. */
export interface Renames {
  readonly names: ReadonlyMap<string, string>;
  readonly outcomes: ReadonlyMap<string, string>;
  readonly offers: ReadonlyMap<string, string>;
  readonly cards: ReadonlyMap<string, string>;
}

export const NO_RENAMES: Renames = { names: new Map(), outcomes: new Map(), offers: new Map(), cards: new Map() };

export const renamed = (map: ReadonlyMap<string, string>, id: string): string => map.get(id) ?? id;

/** An expression by what it means: two that differ in brackets, spaces or `1` for `1.0` are spelled alike. */
export function spellExpression(expression: Expression | undefined, renames: Renames = NO_RENAMES): string {
  return expression === undefined ? '' : JSON.stringify(spell(expression.term, expression.source, renames));
}

/** A text by what is read aloud: how its lines are broken in the file is nothing. */
export function spellTemplate(template: Template | undefined, renames: Renames = NO_RENAMES): string {
  if (template === undefined) return '';
  const parts = template.parts.map((part) => (typeof part === 'string' ? part : [spellExpression(part, renames)]));
  return JSON.stringify(parts)
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/(?:\\n)+(?="\])/g, '');
}

type Spelled = readonly unknown[];

function spell(term: Term, source: string, renames: Renames): Spelled {
  const below = (part: Term): Spelled => spell(part, source, renames);
  switch (term.kind) {
    case 'literal':
      return ['literal', term.value];
    case 'name':
    case 'answered':
      return [term.kind, renamed(renames.names, term.name)];
    case 'today':
      return ['today'];
    case 'default':
      return ['default', below(term.value), below(term.otherwise)];
    case 'visited':
      return ['visited', renamed(renames.names, term.step)];
    case 'offers':
      return ['offers', term.what, ...(term.offer === undefined ? [] : [renamed(renames.offers, term.offer)])];
    case 'not':
      return ['not', below(term.of)];
    case 'and':
    case 'or':
      return [term.kind, below(term.left), below(term.right)];
    case 'choose':
      return ['choose', below(term.test), below(term.holds), below(term.fails)];
    case 'call': {
      // The pattern is compiled into the term: its text stands in the source alone.
      const pattern =
        term.name === 'matches' ? [quoted(source.slice(term.args.at(-1)?.end ?? term.start, term.end))] : [];
      return ['call', term.name, ...term.args.map(below), ...pattern];
    }
  }
}

const quoted = (source: string): string => source.replace(/^[\s,]*["']/, '').replace(/["'][\s)]*$/, '');
