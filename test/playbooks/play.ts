import { randomUUID } from 'node:crypto';
import { conduct } from '../../src/call/conduct.js';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import type { Raw } from '../../src/call/read-answer.js';
import type { Reply } from '../../src/call/rep.js';
import type { Screen } from '../../src/call/screen.js';
import { type Scripted, scriptedRep } from '../../src/call/scripted-rep.js';
import { openSession } from '../../src/call/session.js';
import type { State } from '../../src/call/state.js';
import { readCommand } from '../../src/call/typed-command.js';
import { readAnswers, type WrittenAnswer } from '../../src/playbook/answers.js';
import type { Flow, Role } from '../../src/playbook/flow.js';
import { openLog } from '../../src/store/open-log.js';
import { freshLog } from '../terminal/log.js';

/** By the id of the step or the fact, as in a file of answers. */
export type Answers = ReadonlyMap<string, Scripted>;

/** A file of answers, as it is read for `--answers`. */
export interface Script {
  readonly answers: Answers;
  readonly wrapUp: ReadonlyMap<string, string>;
}

/** A screen, and what came of it: an answer or a command. */
export interface Turn {
  readonly screen: Screen;
  readonly reply: Reply;
}

/** How a scripted call went. */
export interface Played {
  readonly outcome: string;
  /** Steps of the path, in the order in which they were shown. */
  readonly path: readonly string[];
  readonly turns: readonly Turn[];
  readonly events: readonly EventBody[];
  /** The same as the log has them. */
  readonly logged: readonly CallEvent[];
  readonly state: State;
}

export function script(text: string): Script {
  const read = readAnswers(Buffer.from(text));
  if (!read.ok) throw new Error(read.problem);
  return { answers: new Map([...read.answers].map(([step, answer]) => [step, scripted(answer)])), wrapUp: read.wrapUp };
}

function scripted({ first = [], ...answer }: WrittenAnswer): Scripted {
  const replies = first.map((typed) => {
    const command = readCommand(typed);
    if (command === undefined || command.kind === 'help') throw new Error(`there is no command "${typed}"`);
    return command;
  });
  return { ...answer, first: replies };
}

/** Takes a whole call from a script, through the real engine and log; throws when an answer is missing, or is not taken. */
export async function play(
  flow: Flow,
  { answers, wrapUp }: Script,
  today: string,
  role: Role = 'rep',
): Promise<Played> {
  const log = openLog(freshLog());
  try {
    const now = Date.parse(`${today}T10:00:00Z`);
    const clock = { now: () => now, offset: () => 0, steady: () => 0 };
    const session = openSession({ log, clock, newId: randomUUID }, flow, randomUUID());
    const facts = beforehand(flow, answers);
    session.dispatch({ type: 'start', rep: 'Robin', role, currency: 'EUR', locale: 'en-GB', facts });
    const turns: Turn[] = [];
    const rep = scriptedRep(answers, wrapUp, () => {});
    const parting = await conduct(session, {
      ...rep,
      ask: async (prompt) => {
        const reply = await rep.ask(prompt);
        turns.push({ screen: prompt.screen, reply });
        return reply;
      },
    });
    if (parting.kind !== 'ended')
      throw new Error(`the call was left: ${'why' in parting ? parting.why : parting.kind}`);
    const state = session.state();
    const logged = log.read(session.call);
    return {
      outcome: state.ended?.outcome ?? '',
      path: state.path.map(({ step }) => step),
      turns,
      events: logged.map(({ body }) => body),
      logged,
      state,
    };
  } finally {
    log.close();
  }
}

/** The facts of a script that no screen asks for. */
export const beforehand = (flow: Flow, answers: Answers): ReadonlyMap<string, Raw> =>
  new Map(
    [...answers].flatMap(([id, { raw }]) =>
      flow.facts.get(id)?.asked === false && raw !== undefined ? [[id, raw] as const] : [],
    ),
  );
