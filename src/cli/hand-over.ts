import type { Start } from '../call/command.js';
import { format } from '../call/format.js';
import type { Raw } from '../call/read-answer.js';
import { option } from '../call/screen.js';
import { openSession } from '../call/session.js';
import { UserError } from '../call/user-error.js';
import { type Flow, ROLES, type Role } from '../playbook/flow.js';
import { askDay, askWords, choose } from './choose.js';
import type { Context, ExitCode } from './context.js';
import { customerFact } from './customer-fact.js';
import { saved } from './saved.js';
import { roleWords } from './setting.js';

/** Whether a call with the playbook is for that role. */
export const mayTake = ({ runBy }: Flow, role: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(runBy);

const whose = ({ runBy }: Flow): string => `a ${roleWords(runBy)}`;

const refusalOf = (flow: Flow, role: Role): string =>
  `"${flow.title}" is a call for ${whose(flow)}, and you are set up as ${roleWords(role)}`;

/** Where there is nothing to promise: the call has begun, or is promised already. */
export function refuseOthers(flow: Flow, role: Role): void {
  if (mayTake(flow, role)) return;
  throw new UserError(
    refusalOf(flow, role),
    `it stays open for ${whose(flow)}; if you are one: holdfast config role ${flow.runBy}`,
  );
}

type Begin = Start & { readonly role: Role };

/** Says who may take the call, and offers whoever may not to promise it to them. */
export async function handOver(
  context: Context,
  path: string,
  flow: Flow,
  start: Begin,
  asks: boolean,
): Promise<ExitCode> {
  const who = whose(flow);
  const refusal = refusalOf(flow, start.role);
  const hint = `promise it to ${who}, or, if you are one: holdfast config role ${flow.runBy}`;
  if (!context.interactive || !asks) throw new UserError(refusal, hint);

  const options = [option('promise', `Promise the call to ${who}`), option('leave', 'Leave it')];
  const chosen = await choose(context, `${refusal} (holdfast config role).`, options, 'hand-over');
  if (chosen.kind !== 'given' || chosen.value === 'leave') return 130;
  const promise = await askPromise(context, flow, start, who);
  if (promise === undefined) return 130;
  const { facts, due, what } = promise;

  const log = await context.openLog(path);
  try {
    const session = openSession({ ...context, log }, flow, context.newId());
    saved(session, { ...start, facts });
    saved(session, { type: 'hand_over', what, by: flow.runBy, due, call: flow.id });
    context.print(`Promised to ${who} for ${format(start.locale).date(due)}: ${what}. Call ${session.call}`);
    return 0;
  } finally {
    log.close();
  }
}

interface Promised {
  readonly facts: ReadonlyMap<string, Raw>;
  readonly due: string;
  readonly what: string;
}

/** Whom the call is with, when it is due, and what whoever takes it should know; `undefined` when the rep leaves. */
async function askPromise(context: Context, flow: Flow, start: Begin, who: string): Promise<Promised | undefined> {
  const facts = new Map(start.facts);
  const fact = customerFact(flow);
  if (fact !== undefined && !facts.has(fact.id)) {
    const customer = await askWords(context, { key: fact.id, asked: `Which customer is it? (${fact.label})` });
    if (customer.kind !== 'given') return undefined;
    facts.set(fact.id, customer.value);
  }
  const due = await askDay(context, { key: 'due', asked: `By which day does ${who} call them?` }, start.locale);
  if (due.kind !== 'given') return undefined;
  const note = { key: 'what', asked: `What should ${who} know?`, offered: flow.title };
  const what = await askWords(context, note);
  return what.kind === 'given' ? { facts, due: due.value, what: titled(flow, what.value) } : undefined;
}

/** Whoever is promised the call sees which one it is. */
const titled = ({ title }: Flow, words: string): string => (words.startsWith(title) ? words : `${title}: ${words}`);
