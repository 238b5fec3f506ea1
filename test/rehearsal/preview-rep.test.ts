import { expect, test } from '@jest/globals';
import { conduct } from '../../src/call/conduct.js';
import type { Prompt, Rep, Reply } from '../../src/call/rep.js';
import { openSession } from '../../src/call/session.js';
import { previewOf } from '../../src/rehearsal/preview-rep.js';
import { unrecorded } from '../../src/rehearsal/unrecorded.js';
import { flowOf } from '../call/given.js';

const flow = flowOf(`
outcomes:
  over:
    label: Over
    group: done
    draft: {kind: email, to: Them, subject: Thanks, body: Thank you.}
steps: [{id: only, say: Hello., end: over}]
`);

test('a draft is not opened in an editor, and the screen says why', async () => {
  const asked: Prompt[] = [];
  const edited: string[] = [];
  const replies: Reply[] = [{ kind: 'answer' }, { kind: 'edit', item: 'draft over' }];
  const desk: Rep = {
    ask: async (prompt) => {
      asked.push(prompt);
      return replies.shift() ?? { kind: 'leave' };
    },
    edit: async (text) => {
      edited.push(text);
      return text;
    },
    trail: () => {},
  };
  const clock = { now: () => Date.parse('2026-03-02T12:00:00Z'), offset: () => 0, steady: () => 0 };
  const session = openSession({ log: unrecorded(), clock, newId: () => 'x' }, flow, 'x');
  session.dispatch({ type: 'start', rep: 'Robin', currency: 'EUR', locale: 'en', facts: new Map() });
  const preview = previewOf(desk, session, () => []);
  await conduct(preview.session, preview.rep);
  expect(asked.map(({ refusal }) => refusal?.message)).toEqual([
    undefined,
    undefined,
    'a preview writes nothing down, so no editor opens',
  ]);
  expect(asked.at(-1)?.screen.key).toBe(asked.at(-2)?.screen.key);
  expect(edited).toEqual([]);
});
