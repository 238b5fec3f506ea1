import { format } from '../call/format.js';
import type { Prompt, Rep, Reply } from '../call/rep.js';
import { isAside, type Screen } from '../call/screen.js';
import type { Session } from '../call/session.js';
import { hiddenBeside } from './preview-hidden.js';
import { skippedOn } from './preview-skipped.js';
import { valuesHere } from './preview-values.js';

/** A call that is only played: the session and the rep to conduct it with. */
export interface Preview {
  readonly session: Session;
  readonly rep: Rep;
  /** Whether it was left for a playbook that was edited. */
  readonly isReplaced: () => boolean;
}

/** `edited` hears that the playbook was saved: lines when the call goes on as it is, nothing when it is to be replaced. */
export function previewOf(desk: Rep, opened: Session, edited: () => readonly string[] | undefined): Preview {
  const { flow } = opened;
  const speak = format(opened.state().started?.locale ?? 'en');
  const skipped: string[] = [];
  let replaced = false;
  let shape = '';

  const session: Session = {
    ...opened,
    dispatch: (command) => {
      const before = opened.state();
      const done = opened.dispatch(command);
      if (done.kind === 'done') skipped.push(...skippedOn(flow, before, done.events, opened.today(), speak));
      return done;
    },
  };

  /** As a rep sees it, with what is hidden; a question of another kind is another screen, and keeps nothing half typed. */
  function shown(screen: Screen): Screen {
    const aside = isAside(screen);
    if (!aside) shape = `${screen.question?.type ?? ''} ${screen.jot === undefined ? '' : 'jot'} ${itemIds(screen)}`;
    const hidden =
      aside || screen.kind !== 'step' ? [] : hiddenBeside(screen, flow, opened.state(), opened.today(), speak);
    return { ...screen, key: `${shape.replaceAll('/', ':')} ${screen.key}`, hidden };
  }

  function values(behind: Screen): Screen {
    const { header, step, card, format: spoken } = behind;
    const text = valuesHere(flow, opened.state(), opened.today());
    return {
      key: `${behind.key}/values`,
      header,
      kind: 'values',
      step,
      card,
      do: text,
      options: [],
      format: spoken,
      hidden: [],
    };
  }

  async function ask(prompt: Prompt): Promise<Reply> {
    for (const line of skipped.splice(0)) desk.trail(line);
    const screen = shown(prompt.screen);
    for (let refusal = prompt.refusal; ; ) {
      const first = await desk.ask({ ...prompt, refusal, screen });
      const reply = first.kind === 'values' ? await look({ ...prompt, refusal: undefined }, screen) : first;
      refusal = undefined;
      if (reply?.kind === 'edit') {
        refusal = { kind: 'nothing', message: 'a preview writes nothing down, so no editor opens' };
      } else if (reply?.kind !== 'reload') {
        if (reply !== undefined) return reply;
      } else if (isReplacing()) return { kind: 'leave' };
    }
  }

  /** Shows what everything is worth, until Enter or Esc; any other key does what it does on the screen behind. */
  async function look(prompt: Prompt, behind: Screen): Promise<Reply | undefined> {
    const reply = await desk.ask({ ...prompt, screen: values(behind) });
    return CLOSES.has(reply.kind) ? undefined : reply;
  }

  /** Whether the call is to be replaced by one of the playbook as it is now. */
  function isReplacing(): boolean {
    const lines = edited();
    replaced = lines === undefined;
    lines?.forEach(desk.trail);
    return replaced;
  }

  return { session, rep: { ask, trail: desk.trail }, isReplaced: () => replaced };
}

const CLOSES: ReadonlySet<Reply['kind']> = new Set<Reply['kind']>(['answer', 'back', 'forward', 'values']);

const itemIds = ({ items = [] }: Screen): string => items.map(({ id }) => id).join(' ');
