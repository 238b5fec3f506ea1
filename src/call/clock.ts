/** The world's time and its ids, as the engine asks for them. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Minutes east of UTC at that moment. */
  offset(at: number): number;
  /** Milliseconds by a clock that never steps. */
  steady(): number;
}

/** The rep's day, YYYY-MM-DD. */
export function today(clock: Clock): string {
  const at = clock.now();
  return new Date(at + clock.offset(at) * 60_000).toISOString().slice(0, 10);
}
