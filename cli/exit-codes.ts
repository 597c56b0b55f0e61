// Error codes -> exit codes of the program.

import type { ErrorCode } from '../src/core/errors.js';

/** Stable: scripts may match on them. */
export const exitCodes = {
  done: 0,
  usage: 2,
  input: 3,
  output: 5,
  bug: 70,
  interrupted: 130,
} as const;

export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'ERR_USAGE':
    case 'ERR_UNKNOWN_ID':
    case 'ERR_UNKNOWN_CLASS':
    case 'ERR_OUTPUT_EXISTS':
      return exitCodes.usage;
    case 'ERR_WRITE':
      return exitCodes.output;
    case 'ERR_ABORTED':
      return exitCodes.interrupted;
    default:
      return exitCodes.input;
  }
}
