// npm start: makes the checkout ready, then becomes the assistant, in this process, so that the terminal is its own.
import process from 'node:process';
import { prepare, root } from './prepare.mjs';

if (await prepare()) process.exit(1);

// npm moves to the root of the checkout; paths on the command line are meant from where the user stands.
if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv[1] = `${root}dist/main.js`;
await import('../dist/main.js');
