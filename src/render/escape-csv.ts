// SPDX-License-Identifier: MIT
// Values -> CSV fields (RFC 4180) that a spreadsheet does not run. Numbers stay plain; a text that a spreadsheet
// would take for a formula gets an apostrophe in front; control characters, also line ends, are written as `\x1b`.

import { escapeTerminal } from './escape-terminal.js';

/**
 * What starts a formula, also in its full-width form and after spaces; and behind a semicolon, which is what
 * divides cells for a spreadsheet of most of Europe, in a field with quotes around it as well.
 */
const formula = /(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%])/g;

export type CsvValue = string | number | null;

export function renderCsvField(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = escapeTerminal(value).replace(formula, "$1'");
  return /[",;\s:']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end. */
export function renderCsvRecord(values: readonly CsvValue[]): string {
  return values.map(renderCsvField).join(',') + RECORD_END;
}

/** What ends a record. */
export const RECORD_END: string = '\r\n';
