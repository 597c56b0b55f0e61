// Whatever was thrown -> one line for stderr and an exit code.

import { HeapdiffError } from '../src/core/errors.js';
import { shortenText } from '../src/core/shorten-text.js';
import { describeError } from '../src/render/describe-error.js';
import { escapeTerminal } from '../src/render/escape-terminal.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';

export interface Failure {
  /** Without a line end; escaped. */
  readonly line: string;
  readonly exitCode: number;
  /** Of a bug of ours, escaped; null of whatever is none. */
  readonly stack: string | null;
}

const LONGEST = 600;
const LONGEST_FILE = 120;

function describeKnown(error: HeapdiffError): string {
  if (error.code === 'ERR_ABORTED') return 'interrupted';
  const name = error.file === '-' ? 'standard input' : shortenText(error.file ?? '', LONGEST_FILE);
  const file = error.file === undefined ? '' : `${name}: `;
  return `${file}${describeError(error)}`;
}

/** `heapdiff: FILE: what, section, byte; advice`. Anything but a HeapdiffError is a bug of ours. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof HeapdiffError) {
    const text = escapeTerminal(shortenText(describeKnown(error), LONGEST));
    return { line: `heapdiff: ${text}`, exitCode: exitCodeOf(error.code), stack: null };
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const shown = escapeTerminal(shortenText(text, LONGEST));
  return {
    line: `heapdiff: internal error: ${shown}; this is a bug of heapdiff, please report it with this line (HEAPDIFF_DEBUG=1 adds the stack)`,
    exitCode: exitCodes.bug,
    stack: error instanceof Error ? escapeLines(error.stack ?? '') : null,
  };
}

/** A message may have names out of a snapshot. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeTerminal).join('\n');
}
