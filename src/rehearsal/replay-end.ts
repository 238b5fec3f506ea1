import { brokenRules } from '../call/broken-rules.js';
import type { End } from '../call/command.js';
import { decide } from '../call/decide.js';
import type { EventBody } from '../call/event.js';
import { findOutcome } from '../call/outcome.js';
import { position } from '../call/position.js';
import { type MissingNeed, wrapUp } from '../call/wrap-up.js';
import type { Outcome, Rule } from '../playbook/flow.js';
import { ERASED } from './replay-given.js';
import { askFor, give, type Halt, type Play, placeIn, takeUnused } from './replay-play.js';
import type { Ending, Replayed, Why } from './replay-why.js';

type Ended = Extract<EventBody, { type: 'call_ended' }>;

/** Wraps up as the old call was wrapped up; both stand at the same screen. */
export function endAs(play: Play, ended: Ended): Replayed {
  const { flow, past } = play;
  const was = { outcome: ended.outcome, group: ended.group };
  // It was promised to somebody else, which any call can be.
  if (was.outcome === 'handed_over') return ran(play);
  const byHand = ended.insteadOf !== undefined || past.state().open !== undefined;
  if (byHand && findOutcome(flow, was.outcome) === undefined) {
    const why = { code: 'outcome_gone', text: `outcome "${was.outcome}" is gone, and was picked by hand` } as const;
    return { kind: 'diverges', at: placeIn(play), why };
  }
  const command: End = {
    type: 'end',
    waive: past.state().waived,
    ...(byHand ? { outcome: was.outcome } : {}),
  };
  for (;;) {
    const outcome = outcomeIn(play, command);
    const broken = outcome === undefined ? [] : brokenRules(flow, play.state, outcome, past.today());
    const against = broken.filter(({ label }) => !past.rulesOverridden().has(label));
    const override = against.length === 0 ? { override: ERASED } : {};
    const decision = decide(flow, play.state, { ...command, ...override }, past.today());
    if (decision.ok) return endedAs(play, was, decision.events);
    const halt = supply(play, command, outcome) ?? {
      at: outcome?.id ?? placeIn(play),
      why: refusedEnd(against, decision.refusal.message),
    };
    if (halt === 'supplied') continue;
    return { kind: halt.why.code === 'evidence_missing' ? 'lacks_evidence' : 'diverges', ...halt };
  }
}

function endedAs(play: Play, was: Ending, events: readonly EventBody[]): Replayed {
  const now = events.find((event) => event.type === 'call_ended');
  if (now === undefined || (now.outcome === was.outcome && now.group === was.group)) return ran(play);
  return { kind: 'other_outcome', was, now: { outcome: now.outcome, group: now.group } };
}

function refusedEnd(against: readonly Rule[], message: string): Why {
  if (against.length === 0) return { code: 'end_refused', text: message };
  return {
    code: 'rule_broken',
    text: `the outcome is against a rule: ${against.map(({ label }) => label).join('; ')}`,
  };
}

export const ran = ({ unused, inserted }: Play): Replayed => ({
  kind: 'same',
  unasked: [...new Set(unused.map(({ step }) => step))],
  inserted: [...inserted],
});

/** Evidence that the call had, from a step which is only asked for now; `undefined` where none is missing. */
function supply(play: Play, command: End, outcome: Outcome | undefined): Halt | 'supplied' | undefined {
  const lacking = outcome === undefined ? [] : lackingFor(play, outcome, command);
  for (const { id } of lacking) {
    const given = takeUnused(play, id);
    if (given !== undefined && askFor(play, id)) return give(play, given) ?? 'supplied';
  }
  if (outcome === undefined || lacking.length === 0) return undefined;
  const needs = lacking.map(({ id }) => id).join(', ');
  return {
    at: outcome.id,
    why: { code: 'evidence_missing', text: `the outcome needs evidence that was not given: ${needs}` },
  };
}

function outcomeIn({ flow, state, past }: Play, { outcome }: End): Outcome | undefined {
  if (outcome !== undefined) return findOutcome(flow, outcome);
  const at = position(flow, state, past.today());
  return at.kind === 'wrap_up' ? at.outcome : undefined;
}

function lackingFor({ flow, state, past }: Play, outcome: Outcome, { waive }: End): readonly MissingNeed[] {
  const { missing, followUps } = wrapUp(flow, state, outcome, past.today());
  return missing.filter(({ id, kind }) => !waive?.has(id) && (kind !== 'follow_up' || followUps.length === 0));
}
