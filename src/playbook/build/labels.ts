import { OFFER_ANSWERS } from '../offer-answers.js';
import { at, type Entry, entries, type Tree, text } from '../read/tree.js';
import type { Context } from './context.js';
import type { WrittenList } from './written.js';

/** `yes: first_day` is a label, though a step was meant: the call would go on as if nothing had been said. */
export function checkLabels(tree: Tree, lists: readonly WrittenList[], context: Context): void {
  for (const { value } of entries(at(tree, 'options'))) checkOptions(entries(value), false, context);
  for (const { tree: step } of lists.flatMap(({ steps }) => steps)) {
    const replies = entries(step).filter(({ key }) => OFFER_ANSWERS.includes(key));
    if (replies.length > 0) checkOptions(replies, true, context);
    const ask = at(step, 'ask');
    const type = text(at(ask, 'type'))?.text;
    if (type === 'choice') checkOptions(entries(at(ask, 'options')), false, context);
    if (type === 'yes_no') {
      const answers = entries(ask).filter(({ key }) => key === 'yes' || key === 'no');
      checkOptions(answers, true, context);
    }
  }
}

function checkOptions(options: readonly Entry[], isYesNo: boolean, { names, report }: Context): void {
  for (const [index, { key, value }] of options.entries()) {
    if (at(value, 'go') !== undefined || at(value, 'end') !== undefined) continue;
    const label = text(value) ?? text(at(value, 'label'));
    // An option that is called what it says, as in `lost: lost`, means no step.
    if (label === undefined || label.text === key) continue;
    const isStep = names.steps.has(label.text);
    if (!isStep && !names.outcomes.has(label.text)) continue;
    const target = `${isStep ? 'go' : 'end'}: ${label.text}`;
    // In `{price: Price, go: offer}` the braces of the option itself are missing.
    const before = key === 'go' || key === 'end' ? options[index - 1] : undefined;
    const called = text(before?.value)?.text ?? inWords(key);
    const hint = isYesNo ? `${key}: {${target}}` : `${before?.key ?? key}: {label: ${called}, ${target}}`;
    const message = `"${label.text}" stands where the label does, so the call does not go there`;
    report('label-is-a-name', label.span, message, `\`${hint}\`; a label is words, as in \`${inWords(label.text)}\``);
  }
}

const inWords = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('_', ' ')}`;
