import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { alternate, env, row, timed } from './figures.mjs';
import { inTerminal } from './pty.mjs';

/** `holdfast --version` and `--help`, from start to exit. */
export async function measureStartUp(main) {
  const run = (...args) => timed(() => void spawnSync(process.execPath, args, { env, stdio: 'ignore' }));
  const [bare, version, help] = await alternate(
    41,
    () => run('-e', '0'),
    () => run(main, '--version'),
    () => run(main, '--help'),
  );
  row('holdfast --version', version, bare, 'node -e 0', { times: 1.3 });
  row('holdfast --help', help, bare, 'node -e 0', { times: 1.6 });
}

/** From start to the first question on the screen, and the same for a bare node that prints a word. */
export async function measureFirstQuestion(main, playbook, log) {
  const until = async (what, ...args) => {
    let terminal;
    const taken = await timed(() => {
      terminal = inTerminal(args);
      return terminal.sees(what);
    });
    terminal.kill();
    await terminal.exited;
    return taken;
  };
  const [bare, question] = await alternate(
    21,
    () => until('ready', '-e', 'process.stdout.write("ready")'),
    () => until('No. 1.', main, 'call', playbook, '--customer', 'Bench', '--db', log),
  );
  row('first question on the screen, 60 steps', question, bare, 'node -e, a word on it', { times: 2.5 });
}
