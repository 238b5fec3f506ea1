import type { Command } from '../call/command.js';
import type { Session } from '../call/session.js';
import { UserError } from '../call/user-error.js';

/** Does one thing to a call outside of a conversation: it is on disk afterwards, or a UserError says why not. */
export function saved(session: Session, command: Command): void {
  const done = session.dispatch(command);
  if (done.kind === 'refused') throw new UserError(done.refusal.message);
  if (done.kind === 'superseded') throw new UserError('somebody else changed this call just now', 'try again');
  const saving = session.save();
  if (saving.kind === 'not_saved') throw new UserError(`it is not saved: ${saving.why}`, 'try again');
}
