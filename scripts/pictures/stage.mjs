// Loaded into Holdfast before its own code, so that the same keys give the same screens on any day and machine.
import process from 'node:process';

const { PICTURES_AT, PICTURES_FRAME } = process.env;
const SECONDS_A_KEY = 14;

const began = Date.parse(PICTURES_AT);
let passed = 0;
Date.now = () => began + passed;
performance.now = () => passed;

// A listener for 'data' would begin to read before Holdfast is ready to.
const { emit } = process.stdin;
process.stdin.emit = (name, ...rest) => {
  if (name === 'data') passed += SECONDS_A_KEY * 1000;
  return emit.call(process.stdin, name, ...rest);
};

// A frame reaches the terminal in pieces; when this mark does, all of it has.
const { write } = process.stdout;
let marked = true;
process.stdout.write = (...written) => {
  if (marked) setImmediate(mark);
  marked = false;
  return write.apply(process.stdout, written);
};
function mark() {
  marked = true;
  write.call(process.stdout, `\x1b]${PICTURES_FRAME};\x07`);
}
