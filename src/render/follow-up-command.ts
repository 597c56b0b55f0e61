// SPDX-License-Identifier: MIT
// A file and arguments -> the command to type next, quoted for a shell and escaped for a terminal.

import { escapeTerminal } from './escape-terminal.js';
import { measureWidth } from './text-width.js';

/** A word as a POSIX shell reads it back; what cannot be printed is shown escaped. */
export function quoteForShell(word: string): string {
  const printable = escapeTerminal(word);
  if (/^[\w@%+=:,./-]+$/.test(printable) && !printable.startsWith('-')) return printable;
  return `'${printable.replaceAll("'", `'\\''`)}'`;
}

/**
 * `heapdiff retainers FILE --id N`, without FILE where that is too wide or standard input: the last file that
 * was read is the default.
 */
export function buildRetainersCommand(file: string, id: number, width: number): string {
  const short = `heapdiff retainers --id ${id}`;
  if (file === '-') return short;
  const full = `heapdiff retainers ${quoteForShell(file)} --id ${id}`;
  return measureWidth(full) <= width ? full : short;
}
