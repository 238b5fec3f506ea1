import { format } from '../call/format.js';
import type { Option } from '../playbook/flow.js';
import type { Context } from './context.js';

/** Asks the person at the terminal to pick one; `undefined` when they leave instead. */
export async function choose(context: Context, asked: string, options: readonly Option[]): Promise<string | undefined> {
  const desk = await context.openDesk();
  for (;;) {
    const reply = await desk.ask({
      screen: {
        key: 'menu',
        header: { title: 'Holdfast', done: 0, left: 0 },
        kind: 'menu',
        do: asked,
        question: { type: 'choice', options, optional: false, personal: false, checks: [] },
        options,
        format: format('en'),
      },
      saving: () => ({ kind: 'saved' }),
      elapsed: () => 0,
    });
    if (reply.kind === 'leave') return undefined;
    if (reply.kind === 'answer' && options.some(({ id }) => id === reply.raw)) return String(reply.raw);
  }
}
