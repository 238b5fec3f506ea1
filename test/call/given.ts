import { expect } from '@jest/globals';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import type { Refusal } from '../../src/call/judge.js';
import { known } from '../../src/call/scope.js';
import { evolve, initialState, openVisit, type State } from '../../src/call/state.js';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Role } from '../../src/playbook/flow.js';

export const TODAY = '2026-11-21';

export const HEAD = `playbook: test
title: Test
version: 1
language: en
about: cancellation
`;

/** Compiles a playbook; the head is added, and any diagnostic fails the test. `others` are whole playbooks it may use. */
export function flowOf(yaml: string, others: Readonly<Record<string, string>> = {}): Flow {
  const find = (id: string) => (Object.hasOwn(others, id) ? others[id] : undefined);
  const { flow, diagnostics } = compile(HEAD + yaml, find);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return flow;
}

/** `given(flow, commands).when(command).then(events)`: what happened, what is asked, what comes of it. */
export function given(flow: Flow, ...before: readonly Command[]) {
  const state = after(flow, ...before);
  return {
    state,
    when: (command: Command) => {
      const decision = decide(flow, state, command, TODAY);
      return {
        decision,
        then: (...events: readonly EventBody[]) => expect(decision).toEqual({ ok: true, events }),
        refused: (kind: Refusal['kind'], message: RegExp) => {
          expect(decision).toMatchObject({ ok: false, refusal: { kind, message: expect.stringMatching(message) } });
        },
      };
    },
  };
}

/** The state after commands that must all be accepted. */
export function after(flow: Flow, ...commands: readonly Command[]): State {
  return commands.reduce((state, command) => perform(flow, state, command), initialState);
}

export function perform(flow: Flow, state: State, command: Command): State {
  const decision = decide(flow, state, command, TODAY);
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.message}`);
  return decision.events.reduce(evolve, state);
}

export const start = (facts: Readonly<Record<string, string>> = {}, role?: Role): Command => ({
  type: 'start',
  rep: 'Robin',
  ...(role === undefined ? {} : { role }),
  currency: 'EUR',
  locale: 'en-GB',
  facts: new Map(Object.entries(facts)),
});

export const answer = (
  raw: Extract<Command, { type: 'answer' }>['raw'],
  more: { words?: string; jot?: string; override?: string } = {},
): Command => ({
  type: 'answer',
  raw,
  ...more,
});

/** The step on the screen. */
export const at = (state: State): string | undefined => openVisit(state)?.step;

/** What the call itself knows. */
export const knows = (flow: Flow, state: State, today = TODAY) => known({ flow, prefix: '' }, state, today);

/** The answers on the path, by step. */
export const answers = (state: State) => state.path.map(({ step, answer: given }) => [step, given?.value ?? null]);
