import type { Scope } from '../expression.js';
import type { Scalar } from '../value.js';
import type { Term } from './term.js';

type Evaluate = (scope: Scope) => Scalar | undefined;

/**
 * A term as a function. What is missing makes all that needs it missing; `false and <missing>` is false and
 * `true or <missing>` is true, whichever side it stands on.
 */
export function evaluator(term: Term): Evaluate {
  switch (term.kind) {
    case 'literal': {
      const { value } = term;
      return () => value;
    }
    case 'name': {
      const { name } = term;
      return ({ value }) => finite(value(name));
    }
    case 'today':
      return ({ today }) => today;
    case 'answered': {
      const { name } = term;
      return ({ value }) => value(name) !== undefined;
    }
    case 'visited': {
      const { step } = term;
      return ({ visited }) => visited(step);
    }
    case 'offers': {
      const { what, offer } = term;
      return offer === undefined ? ({ offers }) => offers(what) : ({ offers }) => offers(what, offer) > 0;
    }
    case 'default': {
      const value = evaluator(term.value);
      const otherwise = evaluator(term.otherwise);
      return (scope) => value(scope) ?? otherwise(scope);
    }
    case 'not': {
      const of = evaluator(term.of);
      return (scope) => {
        const value = of(scope);
        return value === undefined ? undefined : !value;
      };
    }
    case 'and':
      return joined(evaluator(term.left), evaluator(term.right), false);
    case 'or':
      return joined(evaluator(term.left), evaluator(term.right), true);
    case 'choose': {
      const [condition, then, otherwise] = [evaluator(term.test), evaluator(term.holds), evaluator(term.fails)];
      return (scope) => {
        const value = condition(scope);
        return value === undefined ? undefined : value === true ? then(scope) : otherwise(scope);
      };
    }
    case 'call':
      return called(term.args.map(evaluator), term.apply);
  }
}

/** `decisive` on either side settles it. */
function joined(left: Evaluate, right: Evaluate, decisive: boolean): Evaluate {
  return (scope) => {
    const first = left(scope);
    if (first === decisive) return decisive;
    const second = right(scope);
    if (second === decisive) return decisive;
    return first === undefined || second === undefined ? undefined : !decisive;
  };
}

function called(
  args: readonly Evaluate[],
  apply: (args: readonly Scalar[], today: string) => Scalar | undefined,
): Evaluate {
  return (scope) => {
    const values: Scalar[] = [];
    for (const arg of args) {
      const value = arg(scope);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return finite(apply(values, scope.today));
  };
}

const finite = (value: Scalar | undefined): Scalar | undefined =>
  typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
