// heapdiff completion [bash|zsh]: the script that a shell reads at its start.

import type { Argv } from 'yargs';
import { HeapdiffError } from '../src/core/errors.js';
import { openStandardOutput, printThrough } from './standard-output.js';

const help = `heapdiff completion [bash|zsh]

Print a completion script, by itself for the shell of $SHELL. In ~/.bashrc or ~/.zshrc:
  source <(heapdiff completion)`;

/** Prints the script of yargs, or how to use it. */
export async function printCompletion([shell, ...rest]: readonly string[], build: () => Argv): Promise<void> {
  if (shell === '--help' || shell === '-h') {
    await openStandardOutput().write(help + '\n');
    return;
  }
  if (rest.length > 0 || (shell !== undefined && shell !== 'bash' && shell !== 'zsh')) {
    const found = [shell, ...rest].join(' ');
    throw new HeapdiffError('ERR_USAGE', `completion is for bash or zsh, not "${found}"`);
  }
  if (shell !== undefined) {
    // What yargs goes by, when a parser is built.
    process.env['SHELL'] = shell;
    delete process.env['ZSH_NAME'];
  }
  const parser = build();
  // With a callback, as with other commands, yargs does not print the script.
  await printThrough(() => parser.showCompletionScript());
}
