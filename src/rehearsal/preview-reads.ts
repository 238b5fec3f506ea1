import type { Format } from '../call/format.js';
import { type Known, scalar } from '../call/scope.js';
import { parts, type Term } from '../playbook/expression/term.js';
import type { Expression } from '../playbook/expression.js';
import type { Scalar, Value } from '../playbook/value.js';

/** What an expression reads, each with its value now: `yearly_value is €5,400`, `manager was not visited`. */
export function readings({ source, term }: Expression, scope: Known, speak: Format): readonly string[] {
  const said = (leaf: Term): string | undefined => {
    switch (leaf.kind) {
      case 'name':
      case 'answered':
        return `${leaf.name} is ${spokenValue(scope.recorded(leaf.name), speak) ?? 'missing'}`;
      case 'visited':
        return `${leaf.step} was ${scope.visited(leaf.step) ? '' : 'not '}visited`;
      case 'offers':
        return `${source.slice(leaf.start, leaf.end)} is ${
          leaf.offer === undefined ? scope.offers(leaf.what) : spokenScalar(scope.offers(leaf.what, leaf.offer) > 0)
        }`;
      case 'today':
        return `today is ${speak.date(scope.today)}`;
      default:
        return undefined;
    }
  };
  return [...new Set(leavesOf(term).flatMap((leaf) => said(leaf) ?? []))];
}

/** A condition with all that it reads, as in `yearly_value > 10000 (yearly_value is €5,400)`. */
export function because(condition: Expression, scope: Known, speak: Format): string {
  const read = readings(condition, scope, speak);
  return `${oneLine(condition.source)}${read.length === 0 ? '' : ` (${read.join('; ')})`}`;
}

/** A recorded value; of an option also the id, by which expressions know it. */
export function spokenValue(value: Value | undefined, speak: Format): string | undefined {
  if (value === undefined) return undefined;
  const shown = speak.value(value);
  const id = value.type === 'choice' || value.type === 'choices' ? String(scalar(value)) : shown;
  return id === shown ? shown : `${id}, "${shown}"`;
}

/** What an expression comes to; `–` while something that it reads is missing. */
export function spokenScalar(result: Scalar | undefined): string {
  if (result === undefined) return '–';
  if (typeof result === 'boolean') return result ? 'yes' : 'no';
  return Array.isArray(result) ? result.join(', ') : String(result);
}

export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

function leavesOf(term: Term): readonly Term[] {
  const below = parts(term);
  return below.length === 0 ? [term] : below.flatMap(leavesOf);
}
