import type { CallEvent, EventBody } from '../../src/call/event.js';

/** A call as the log gives it, all of it on one day, in UTC. */
export const pastCall = (bodies: readonly EventBody[], day: string): readonly CallEvent[] =>
  bodies.map((body, at) => ({
    call: '01900000-0000-7000-8000-000000000001',
    seq: at + 1,
    at: `${day}T12:00:00.000Z`,
    offset: 0,
    session: '01900000-0000-7000-8000-000000000002',
    ms: at,
    body,
  }));
