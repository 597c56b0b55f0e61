// Whatever was thrown -> one line for stderr and an exit code.

import { type ErrorCode, HeapdiffError } from '../src/core/errors.js';
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
const LONGEST_FILE = 120;

/** Where nothing is a snapshot, no byte is more wrong than another. */
const PLACELESS: ReadonlySet<ErrorCode> = new Set(['ERR_EMPTY_FILE', 'ERR_NOT_HEAPSNAPSHOT']);
/** The messages that do not tell what was found; saying things twice would fill a third line. */
const UNTOLD: ReadonlySet<ErrorCode> = new Set(['ERR_GZIP', 'ERR_DECOMPRESSION_LIMIT']);

function describePlace(error: HeapdiffError): string {
  const { code, section, byteOffset, actual } = error;
  if (PLACELESS.has(code)) return '';
  const parts = [
    section === undefined || namesSection(error.message, section) ? '' : `section ${section}`,
    byteOffset === undefined ? '' : describeByteOffset(error, byteOffset),
    actual === undefined || !UNTOLD.has(code) ? '' : `found ${actual}`,
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

/** The byte as those count who look at the file: with what it unpacks to, or with the file as it is. */
function describeByteOffset({ code, isUnpacked }: HeapdiffError, byteOffset: number): string {
  if (code === 'ERR_GZIP') return `after ${byteOffset} unpacked bytes`;
  return isUnpacked === true ? `byte ${byteOffset} of what it unpacks to` : `byte ${byteOffset}`;
}

/** Whether a text says which section it is about; `edge_count` or `no such edges` does not. */
function namesSection(text: string, section: string): boolean {
  return [`section ${section}`, `section ${JSON.stringify(section)}`].some((words) => text.includes(words));
}

function describeKnown(error: HeapdiffError): string {
  if (error.code === 'ERR_ABORTED') return 'interrupted';
  const name = error.file === '-' ? 'standard input' : shortenText(error.file ?? '', LONGEST_FILE);
  const file = error.file === undefined ? '' : `${name}: `;
  const advice = adviceFor(error.code, error.actual);
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
