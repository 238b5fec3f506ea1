import type { Passed } from '../build/context.js';
import { useOf } from '../build/library.js';
import type { WrittenList } from '../build/written.js';
import { type Flow, type Question, ROLES } from '../flow.js';
import { OFFER_ANSWERS } from '../offer-answers.js';
import type { Report } from '../problems.js';
import type { ValueType } from '../value.js';

/** Proves that what is passed to a playbook is of the kind that its facts take; warns of one for a higher role. */
export function provePassed(
  flow: Flow,
  passed: ReadonlyMap<string, readonly Passed[]>,
  lists: readonly WrittenList[],
  report: Report,
): void {
  for (const { tree, id } of lists.flatMap(({ steps }) => steps)) {
    const used = flow.steps.get(id?.text ?? '')?.use?.flow;
    const span = useOf(tree)?.span;
    if (id === undefined || used === undefined || span === undefined) continue;
    for (const { fact, name, span: at } of passed.get(id.text) ?? []) {
      const question = used.facts.get(fact)?.question;
      const kind = kindOf(name, flow);
      const wrong = question && kind && misfit(name, kind, fact, question, used.id);
      if (wrong !== undefined) report('does-not-fit', at, ...wrong);
    }
    if (ROLES.indexOf(used.runBy) <= ROLES.indexOf(flow.runBy)) continue;
    const message = `playbook "${used.id}" is for a ${spoken(used.runBy)}, and a ${spoken(flow.runBy)} may take this one`;
    report('lower-role', span, message, `add \`run_by: ${used.runBy}\` at the top`, `${used.id} run_by`);
  }
}

const spoken = (role: string): string => role.replace('_', ' ');

interface Kind {
  readonly type: ValueType;
  readonly options?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** What kind of value a name of `flow` has. */
function kindOf(name: string, flow: Flow): Kind | undefined {
  const computed = flow.computed.get(name);
  if (computed !== undefined) return { type: computed.type };
  const step = flow.steps.get(name);
  if (step?.offer !== undefined) return { type: 'choice', options: OFFER_ANSWERS };
  if (step?.use !== undefined) return { type: 'choice', options: step.use.outcomes.map(({ id }) => id) };
  const question = flow.facts.get(name)?.question ?? step?.ask;
  return question && kindOfQuestion(question);
}

function kindOfQuestion(question: Question): Kind {
  if (question.type === 'choice' || question.type === 'choices') {
    return { type: question.type, options: question.options.map(({ id }) => id) };
  }
  if (question.type === 'scale') return { type: 'scale', min: question.min, max: question.max };
  return { type: question.type };
}

/** What is wrong with passing `name` to `fact`, and what to do; `undefined` where it fits. */
function misfit(
  name: string,
  given: Kind,
  fact: string,
  question: Question,
  playbook: string,
): readonly [message: string, hint: string] | undefined {
  const taken = kindOfQuestion(question);
  if (given.type !== taken.type) {
    const message = `fact "${fact}" of "${playbook}" takes ${KINDS[taken.type]}, and "${name}" is ${KINDS[given.type]}`;
    const isAmount = (type: ValueType) => type === 'number' || type === 'money' || type === 'scale';
    const hint =
      isAmount(given.type) && (taken.type === 'number' || taken.type === 'money')
        ? `name it under \`computed\`: \`${fact}_value: {type: ${taken.type}, value: ${name}}\`, and pass that`
        : 'pass a name of that kind';
    return [message, hint];
  }
  const stranger = given.options?.find((option) => !taken.options?.includes(option));
  if (stranger !== undefined) {
    const message = `fact "${fact}" of "${playbook}" has no option "${stranger}", which "${name}" can be`;
    return [message, `its options are: ${taken.options?.slice(0, 10).join(', ')}; add "${stranger}" there`];
  }
  const [least, most] = [taken.min ?? 0, taken.max ?? 0];
  if (given.type !== 'scale' || ((given.min ?? 0) >= least && (given.max ?? 0) <= most)) return undefined;
  const message = `fact "${fact}" of "${playbook}" goes from ${least} to ${most}, and "${name}" from ${given.min} to ${given.max}`;
  return [message, 'let both have one scale'];
}

const KINDS: Readonly<Record<ValueType, string>> = {
  choice: 'a choice',
  choices: 'several choices',
  yes_no: 'yes or no',
  text: 'a text',
  number: 'a number',
  scale: 'a mark on a scale',
  money: 'money',
  date: 'a date',
};
