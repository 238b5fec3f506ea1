/** A key press in the queue: what it is, and when it came (ms). */
export interface Press {
  readonly id: string;
  readonly at: number;
}

/** The press that answered the last question, and the latest repeat of it. */
export interface Settled extends Press {
  readonly held: boolean;
}

/** Keyboards repeat a held key every 20 to 90 ms; a burst from a program is faster, a person slower. */
const FASTEST = 20;
const SLOWEST = 90;
/** They wait up to this long before the first repeat. */
const DELAY = 700;
/** A key known to be held has been let go only after such a silence: a busy machine makes some repeats late. */
const SILENCE = 250;

/**
 * Whether a press is the key that answered the last question, still held down: it must not answer this one. `wait`: too
 * early to say, ask again at `until`.
 */
export function heldDown(
  settled: Settled | undefined,
  press: Press,
  next: Press | undefined,
  now: number,
): { readonly kind: 'pressed' | 'held' } | { readonly kind: 'wait'; readonly until: number } {
  if (settled === undefined || settled.id !== press.id) return { kind: 'pressed' };
  const repeats = (gap: number) => gap >= FASTEST && gap <= SLOWEST;
  const gap = press.at - settled.at;
  if (settled.held) return { kind: gap <= SILENCE ? 'held' : 'pressed' };
  if (gap < FASTEST || gap > DELAY) return { kind: 'pressed' };
  // One repeat may be a quick second press; a key that is held goes on.
  if (next !== undefined) return { kind: next.id === press.id && repeats(next.at - press.at) ? 'held' : 'pressed' };
  const until = press.at + SLOWEST;
  return now > until ? { kind: 'pressed' } : { kind: 'wait', until };
}
