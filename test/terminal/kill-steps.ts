import type { Fact, Flow, Step } from '../../src/playbook/flow.js';

/** A step by its name in the call, and where it stands. */
export interface Placed {
  readonly name: string;
  readonly step: Step;
  readonly flow: Flow;
  /** The label of the card it belongs to, or that plays its playbook. */
  readonly card: string | undefined;
}

/** The steps of a playbook with a screen, and those of the playbooks that it uses. */
export function stepsOf(flow: Flow, prefix = '', playing?: string): readonly Placed[] {
  return [...flow.steps.values()].flatMap((step) => {
    const name = prefix + step.id;
    const card = step.card === undefined ? playing : flow.cards.get(step.card)?.label;
    if (step.use !== undefined) return stepsOf(step.use.flow, `${name}/`, card);
    return step.screen ? [{ name, step, flow, card }] : [];
  });
}

/**
 * The step that reads like the frame: all that it says and does stands there, apart from the values in it. One of a card
 * stands there without its card when it is asked at wrap-up.
 */
export function stepIn(flow: Flow, title: string, card: string | undefined, frame: string): Placed | undefined {
  const candidates = stepsOf(flow)
    .filter((placed) => placed.flow.title === title)
    .map((placed) => ({ placed, script: scriptOf(placed.step) }))
    .filter(({ script }) => script.length > 0 && script.every((part) => frame.includes(part)))
    .sort((one, other) => other.script.join().length - one.script.join().length)
    .map(({ placed }) => placed);
  const beside = card === undefined ? candidates[0] : undefined;
  return candidates.find((placed) => placed.card === card) ?? beside;
}

export const factIn = (flow: Flow, frame: string): Fact | undefined =>
  [...flow.facts.values()].find(({ label }) => frame.startsWith(`ASK ${label} `));

const scriptOf = ({ say, do: doing }: Step): readonly string[] =>
  [...(say?.parts ?? []), ...(doing?.parts ?? [])].flatMap((part) => (typeof part === 'string' ? [plain(part)] : []));

export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
