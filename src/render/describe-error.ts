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

/** Without the file's name, and as it came: not escaped. */
export function describeError(error: HeapdiffError): string {
  const advice = adviceFor(error.code, error.actual);
  const code = error.code === 'ERR_USAGE' ? '' : ` [${error.code}]`;
  return `${error.message}${describePlace(error)}${code}${advice === '' ? '' : `; ${advice}`}`;
}
