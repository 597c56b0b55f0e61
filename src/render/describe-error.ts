// SPDX-License-Identifier: MIT
// An error -> one clause for people: what, in which section, at which byte, and what to do.

import type { ErrorCode, HeapdiffError } from '../core/errors.js';
import { adviceFor } from './error-advice.js';

/** Where nothing is a snapshot, no byte is more wrong than another. */
const PLACELESS: ReadonlySet<ErrorCode> = new Set(['ERR_EMPTY_FILE', 'ERR_NOT_HEAPSNAPSHOT']);
/** The messages that do not tell what was found; saying things twice would fill a third line. */
const UNTOLD: ReadonlySet<ErrorCode> = new Set(['ERR_GZIP', 'ERR_DECOMPRESSION_LIMIT']);

function describePlace(error: HeapdiffError): string {
  const { code, section, byteOffset, actual } = error;
  if (PLACELESS.has(code)) return '';
  const parts = [
    section === undefined || error.message.includes(section) ? '' : `section ${section}`,
    byteOffset === undefined ? '' : `byte ${byteOffset}`,
    actual === undefined || !UNTOLD.has(code) ? '' : `found ${actual}`,
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('');
}

/** Without the file's name, and as it came: not escaped. */
export function describeError(error: HeapdiffError): string {
  const advice = adviceFor(error.code);
  const code = error.code === 'ERR_USAGE' ? '' : ` [${error.code}]`;
  return `${error.message}${describePlace(error)}${code}${advice === '' ? '' : `; ${advice}`}`;
}
