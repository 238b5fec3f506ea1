import type { Flow, Outcome } from '../playbook/flow.js';
import { shown } from './advance.js';
import { brokenRules } from './broken-rules.js';
import type { AfterTheEnd, Command, End, HandOver, Rewrite } from './command.js';
import type { EventBody, Waiver } from './event.js';
import { nextDue } from './follow-up.js';
import { accept, type Decision, masked, refuse } from './judge.js';
import { findOutcome, outcomeOf } from './outcome.js';
import { position } from './position.js';
import { known } from './scope.js';
import type { State } from './state.js';
import { storable, tooLong } from './words.js';
import { askedBy, type MissingNeed, wrapUp } from './wrap-up.js';

/** Ends a call: evidence, note, follow-ups and drafts in one go. */
export function end(flow: Flow, state: State, command: End, today: string): Decision {
  const at = position(flow, state, today);
  const { outcome: wanted, waive = new Map<string, Waiver>(), drop, dropDrafts, note = '', override = '' } = command;
  if (at.kind !== 'wrap_up' && wanted === undefined) return refuse('nothing', 'the call has not come to its end yet');
  if (wanted !== undefined && findOutcome(flow, wanted) === undefined) {
    return refuse('invalid', `there is no outcome "${wanted}"; there are ${[...flow.outcomes.keys()].join(', ')}`);
  }
  const long = tooLong(note) ?? tooLong(override);
  if (long !== undefined) return refuse('invalid', long);
  const ends = state.path.findLast(({ answer }) => answer?.ends)?.answer?.ends;
  // A call that breaks off has been led nowhere: it would be "hung up".
  const ledTo =
    at.kind === 'wrap_up' ? at.outcome.id : (ends ?? (flow.outcomes.has(wanted ?? '') ? 'hung_up' : undefined));
  const outcome = outcomeOf(flow, wanted ?? ledTo ?? '');
  const words = storable(note);
  const { missing: open, followUps, drafts } = wrapUp(flow, state, outcome, today);
  const promised = followUps.filter(({ id }) => !drop?.has(id));
  const given = ({ kind }: MissingNeed) =>
    (kind === 'note' && words.words !== '') || (kind === 'follow_up' && promised.length > 0);
  const missing = open.filter((need) => !given(need));
  const lacking = missing.filter(({ id }) => !waive.has(id));
  if (lacking.length > 0) {
    return refuse('invalid', `${outcome.label} still needs: ${lacking.map(({ id }) => id).join(', ')}`);
  }
  const broken = brokenRules(flow, state, outcome, today);
  const why = storable(override);
  if (broken.length > 0 && why.words === '') {
    return refuse('soft', `Against a rule of this playbook: ${broken.map(({ label }) => label).join('; ')}.`);
  }
  const overridden = broken.map(({ label }): EventBody => {
    return { type: 'rule_overridden', rule: label, outcome: outcome.id, reason: { words: why.words } };
  });
  const waived = missing.map(({ id }): EventBody => {
    return { type: 'evidence_waived', need: id, mark: waive.get(id) ?? 'not_asked' };
  });
  const noted: readonly EventBody[] = words.words === '' ? [] : [{ type: 'noted', note: { words: words.words } }];
  const kept = drafts.filter(({ id }) => !dropDrafts?.has(id));
  const dropped = [...state.drafts.keys()].filter((id) => !kept.some((draft) => draft.id === id));
  return accept(
    ...waived,
    ...overridden,
    ...noted,
    ...masked([...(broken.length > 0 ? why.endings : []), ...words.endings], undefined),
    ...promised,
    ...dropped.map((id): EventBody => ({ type: 'draft_dropped', id })),
    ...kept.filter(({ id }) => !state.rewritten.has(id)),
    ended(flow, state, outcome, ledTo, today),
  );
}

function ended(flow: Flow, state: State, outcome: Outcome, ledTo: string | undefined, today: string): EventBody {
  const scope = known({ flow, prefix: '' }, state, today);
  const computed = [...flow.computed.keys()].flatMap((name) => {
    const value = scope.recorded(name);
    return value === undefined ? [] : [{ name, value }];
  });
  const { id, label, group } = outcome;
  const insteadOf = ledTo === undefined || ledTo === id ? {} : { insteadOf: ledTo };
  return { type: 'call_ended', outcome: id, label, group, ...insteadOf, computed };
}

export function handOver(flow: Flow, state: State, command: HandOver, today: string): Decision {
  const { what, by, due, call } = command;
  const long = tooLong(what);
  if (long !== undefined) return refuse('invalid', long);
  const { words, endings } = storable(what);
  return accept(
    { type: 'follow_up_promised', id: 'handed_over', what: { words }, by, due, call },
    ...masked(endings, undefined),
    ended(flow, state, outcomeOf(flow, 'handed_over'), undefined, today),
  );
}

/** What may still happen to a call that has ended. */
export function afterTheEnd(flow: Flow, state: State, command: AfterTheEnd): Decision {
  if (state.ended === undefined) return refuse('nothing', 'this call has not ended yet');
  if (command.type === 'correct') return correct(flow, state, command);
  const promised = state.followUps.get(command.id);
  if (promised === undefined) return refuse('nothing', `this call promised no follow-up "${command.id}"`);
  const due = nextDue(promised);
  if (due === undefined) return refuse('nothing', `the follow-up "${command.id}" is done`);
  if (command.due !== undefined && command.due !== due) {
    return refuse('nothing', `somebody has dealt with the one of ${command.due}; the next is due on ${due}`);
  }
  return accept({ ...command, due });
}

type Correct = Extract<AfterTheEnd, { type: 'correct' }>;

function correct(flow: Flow, state: State, { outcome: id, by, why }: Correct): Decision {
  const outcome = findOutcome(flow, id);
  const stands = state.corrected ?? state.ended;
  if (outcome === undefined) {
    return refuse('invalid', `there is no outcome "${id}"; there are ${[...flow.outcomes.keys()].join(', ')}`);
  }
  if (stands?.outcome === id) return refuse('nothing', `the outcome is "${outcome.label}" already`);
  const long = tooLong(why);
  if (long !== undefined) return refuse('invalid', long);
  const { words, endings } = storable(why);
  if (words === '') return refuse('invalid', 'a correction needs a reason');
  const { label, group } = outcome;
  return accept(
    { type: 'outcome_corrected', outcome: id, label, group, by, why: { words } },
    ...masked(endings, undefined),
  );
}

export function askNeed(flow: Flow, state: State, { need, outcome }: AskNeed, today: string): Decision {
  const at = position(flow, state, today);
  if (at.kind !== 'wrap_up') return refuse('nothing', `nothing needs "${need}" now`);
  const { missing } = wrapUp(flow, state, outcome === undefined ? at.outcome : outcomeOf(flow, outcome), today);
  const asked = missing.find(({ id }) => id === need);
  if (asked === undefined) return refuse('nothing', `nothing needs "${need}" now`);
  const step = askedBy(asked, state, today);
  if (step === undefined) return refuse('nothing', 'this cannot be asked any more');
  return accept(shown(asked.level, step, state.lastVisit + 1, 'wrap_up', state, today));
}

type AskNeed = Extract<Command, { type: 'ask_need' }>;

export function rewrite(flow: Flow, state: State, command: Rewrite, today: string): Decision {
  const { draft: id } = command;
  const { drafts } = wrapUp(flow, state, outcomeOf(flow, command.outcome), today);
  const draft = drafts.find((each) => each.id === id);
  if (draft === undefined) return refuse('nothing', `there is no draft "${id}" now`);
  const long = tooLong(command.subject) ?? tooLong(command.body);
  if (long !== undefined) return refuse('invalid', long);
  const [subject, body] = [storable(command.subject), storable(command.body)];
  const rewritten: EventBody = { ...draft, subject: { words: subject.words }, body: { words: body.words } };
  return accept(rewritten, ...masked([...subject.endings, ...body.endings], undefined));
}
