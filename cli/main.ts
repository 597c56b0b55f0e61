#!/usr/bin/env node
// The program: arguments -> exit code. Answers --version before anything else is loaded.

import { describeSystemError } from '../src/core/system-errors.js';
import { version } from '../src/core/version.js';

const args = process.argv.slice(2);

// Messages that nobody can read change nothing about the answer.
process.stderr.on('error', () => undefined);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(
      `heapdiff: standard output cannot be written: ${describeSystemError(error)} [ERR_WRITE]\n`,
    );
    process.exitCode = 5;
  });
  process.stdout.write(`${version}\n`);
} else {
  const { runProgram } = await import('./run-program.js');
  const exitCode = await runProgram(args);
  // After an interrupt, a read or a worker may still be under way.
  if (exitCode === 130) process.exit(exitCode);
  process.exitCode = exitCode;
}
