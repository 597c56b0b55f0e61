#!/usr/bin/env node
// The program: arguments -> exit code. Answers --version before anything else is loaded.

import { version } from '../src/core/version.js';

const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  const { runProgram } = await import('./run-program.js');
  process.exitCode = await runProgram(args);
}
