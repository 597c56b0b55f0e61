// Whatever was thrown -> one line for stderr and an exit code.

import { HeapdiffError } from '../src/core/errors.js';
import { escapeTerminal } from '../src/render/escape-terminal.js';
import { shortenText } from '../src/render/text-width.js';
import { adviceFor } from './advice.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';

export interface Failure {
  /** Without a line end; escaped. */
  readonly line: string;
  readonly exitCode: number;
}

const LONGEST = 600;

function describePlace(error: HeapdiffError): string {
  const says = (word: string): boolean => error.message.includes(word);
  const parts = [
    error.section === undefined || says(error.section) ? '' : `section ${error.section}`,
    error.byteOffset === undefined ? '' : `byte ${error.byteOffset}`,
    error.expected === undefined || says('expected') ? '' : `expected ${error.expected}`,
    error.actual === undefined || says(error.actual) ? '' : `found ${error.actual}`,
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

function describeKnown(error: HeapdiffError): string {
  if (error.code === 'ERR_ABORTED') return 'interrupted';
  const file = error.file === undefined ? '' : `${error.file === '-' ? 'standard input' : error.file}: `;
  const advice = adviceFor(error.code);
  const code = error.code === 'ERR_USAGE' ? '' : ` [${error.code}]`;
  return `${file}${error.message}${describePlace(error)}${code}${advice === '' ? '' : `; ${advice}`}`;
}

/** `heapdiff: FILE: what, section, byte; advice`. Anything but a HeapdiffError is a bug of ours. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof HeapdiffError) {
    const text = escapeTerminal(shortenText(describeKnown(error), LONGEST));
    return { line: `heapdiff: ${text}`, exitCode: exitCodeOf(error.code) };
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const shown = escapeTerminal(shortenText(text, LONGEST));
  return {
    line: `heapdiff: internal error: ${shown}; this is a bug of heapdiff, please report it with this line (HEAPDIFF_DEBUG=1 adds the stack)`,
    exitCode: exitCodes.bug,
  };
}
