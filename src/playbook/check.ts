import { type Compiled, compile, type Find } from './compile.js';
import { lint } from './lint/lint.js';

/** Compiles a playbook and looks further than a call needs: what is odd in it, and whether its rules hold on every path. */
export const check = (text: string, find?: Find): Compiled => compile(text, find, lint);
