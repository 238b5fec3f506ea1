import { StringDecoder } from 'node:string_decoder';

/** Lines of a stream, one at a time, in order; those that come early wait. */
export interface Lines {
  /** The next line without its end; `undefined` once the input has ended, was closed, or is interrupted. */
  next(): Promise<string | undefined>;
  /** Ends it before the input does. */
  stop(): void;
  stopped(): boolean;
  /** Whoever waits for a line gets none, this one time. */
  interrupt(): void;
  /** Whether the last that `next` gave was an interruption. */
  interrupted(): boolean;
  close(): void;
}

/** Longer lines are cut. */
const MOST = 100_000;

export function readLines(input: NodeJS.ReadableStream): Lines {
  const decoder = new StringDecoder('utf8');
  const waiting: string[] = [];
  let rest = '';
  let ended = false;
  let interruption: 'none' | 'due' | 'given' = 'none';
  let stopped = false;
  let wanted: ((line: string | undefined) => void) | undefined;

  const hand = (): void => {
    const due = interruption === 'due';
    if (wanted === undefined || (waiting.length === 0 && !ended && !due)) return;
    const give = wanted;
    wanted = undefined;
    interruption = due ? 'given' : 'none';
    give(due ? undefined : waiting.shift());
  };
  const onData = (chunk: Buffer | string): void => {
    const [first = '', ...more] = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    const whole = [first, ...more];
    rest = (whole.pop() ?? '').slice(0, MOST);
    waiting.push(...whole.map((line) => line.replace(/\r$/, '').slice(0, MOST)));
    hand();
  };
  const onEnd = (): void => {
    if (!ended && rest !== '') waiting.push(rest);
    ended = true;
    hand();
  };
  input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);

  return {
    next: () =>
      new Promise((resolve) => {
        wanted = resolve;
        hand();
      }),
    stop: () => {
      stopped = true;
      waiting.length = 0;
      rest = '';
      onEnd();
    },
    stopped: () => stopped,
    interrupt: () => {
      interruption = 'due';
      hand();
    },
    interrupted: () => interruption === 'given',
    close: () => {
      input.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd);
      input.pause();
    },
  };
}
