import type { Raw } from '../call/read-answer.js';
import { scalar } from '../call/scope.js';
import type { Value } from '../playbook/value.js';

/** An answer as it would be given again. Words are not among these: whoever asks has to say whether they may be repeated. */
export function rawOf(value: Exclude<Value, { type: 'text' }>): Raw {
  const given = scalar(value);
  return typeof given === 'boolean' ? (given ? 'yes' : 'no') : (given ?? '');
}
