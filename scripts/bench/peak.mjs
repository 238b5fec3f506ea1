// Imported into a process before its own code: tells on its way out the most memory it held, in KB.
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

process.on('exit', () => {
  // resourceUsage counts what a process inherits from the one that started it; Linux knows better.
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /VmHWM:\s*(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  process.stderr.write(`peak ${peak}\n`);
});
