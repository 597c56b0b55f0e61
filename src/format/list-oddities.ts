// SPDX-License-Identifier: MIT
// A snapshot that has been read -> one warning for each kind of thing in it that was read as something else, or that
// makes answers doubtful.

import { countUnknownFunctions } from './allocation-traces.js';
import { countRepeatedIds } from './repeated-ids.js';
import type { FormatWarning, SnapshotData } from './snapshot-data.js';

/**
 * @param malformed strings that are no UTF-8
 * @param clampedFunctions numbers of functions that were cut
 */
export function listOddities(
  { nodes, edges, locations, traces }: SnapshotData,
  malformed: number,
  clampedFunctions: number,
): FormatWarning[] {
  const found: FormatWarning[] = [];
  const warn = (code: string, count: number, one: string, many: string): void => {
    if (count > 0) found.push({ code, message: `${count} ${count === 1 ? one : many}` });
  };
  const cut = 'cut to that';
  warn(
    'CLAMPED_INDEX',
    edges.clampedElements,
    `element index above 2^32 - 1 was ${cut}`,
    `element indexes above 2^32 - 1 were ${cut}`,
  );
  const states = 'a detachedness above 2, read as unknown';
  warn('UNKNOWN_DETACHEDNESS', nodes.unknownStates, `object has ${states}`, `objects have ${states}`);
  const bytes = 'bytes that are no UTF-8, shown as \ufffd';
  warn('INVALID_UTF8', malformed, `string holds ${bytes}`, `strings hold ${bytes}`);
  const place = `a script, line or column above 2^32 - 1, ${cut}`;
  warn(
    'CLAMPED_LOCATION',
    locations.clamped + clampedFunctions,
    `location has ${place}`,
    `locations have ${place}`,
  );
  const functions = 'a function that is not there, left out';
  warn(
    'UNKNOWN_FUNCTION',
    traces === null ? 0 : countUnknownFunctions(traces),
    `call has ${functions}`,
    `calls have ${functions}`,
  );
  const id = 'the id of another one: comparisons, and questions by id, take one for the other';
  warn('REPEATED_IDS', countRepeatedIds(nodes.id, nodes.count), `object has ${id}`, `objects have ${id}`);
  return found;
}
