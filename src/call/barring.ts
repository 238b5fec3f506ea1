import type { Rule } from '../playbook/flow.js';
import type { Level } from './level.js';
import { openVisit, type State } from './state.js';

/** What the rules of the playbooks that are played keep from being shown. */
export interface Barring {
  /** The rule by which a step shows no more offers. `isOn`: it is on the screen, or what it uses is. */
  readonly offersBarred: (step: string, isOn?: boolean) => Rule | undefined;
  /** The rule by which a step is not shown. */
  readonly stepBarred: (step: string) => Rule | undefined;
}

/** `since`: the visit with which the playbook began. `outside`: for the playbook that uses it. */
export function barring(
  { flow, prefix, outer }: Level,
  state: State,
  since: number,
  outside: Barring | undefined,
): Barring {
  const times = (step: string): number =>
    state.path.filter((visit) => visit.step === prefix + step && visit.visit > since).length;
  /** What a step shows itself does not come after it. */
  const isAfter = (rule: Rule & { readonly kind: 'never' }, own?: string): boolean =>
    'insist' in rule.after ? state.insisted : times(rule.after.step) > (rule.after.step === own ? 1 : 0);
  return {
    offersBarred: (step, isOn = openVisit(state)?.step === prefix + step) =>
      flow.rules.find((rule) => {
        if (rule.kind === 'at_most') return offersOf(state, prefix) >= rule.offers;
        return rule.kind === 'never' && 'offer' in rule.show && isAfter(rule, isOn ? step : undefined);
      }) ??
      (outer && outside?.offersBarred(outer.step.id, true)),
    // A customer who insists is let go, whatever the rules say.
    stepBarred: (step) =>
      step === flow.insist
        ? undefined
        : flow.rules.find(
            (rule) => rule.kind === 'never' && 'step' in rule.show && rule.show.step === step && isAfter(rule),
          ),
  };
}

/** Going back undoes no offer, and a playbook that is played again has made those of the time before. */
const offersOf = ({ offers }: State, prefix: string): number =>
  offers.filter(({ offer }) => offer.startsWith(prefix)).length;
