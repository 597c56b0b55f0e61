// SPDX-License-Identifier: MIT
// The class diff: one row a class over all snapshots; added, removed and resized between the first and the last.
// Added and removed are DevTools' comparison: an object belongs to a row by class key and id, and nodes whose
// shallow size is 0 do not count. Resized is what DevTools leaves out. O(nodes + classes).
// Source: DevTools HeapSnapshot.ts, calculateSnapshotDiff.

import { shortenKey } from '../core/shorten-text.js';
import type { ClassIdentity } from '../analysis/classes.js';
import { type BuiltClass, joinBuilds } from './join-builds.js';
import { type IdMatch, NO_MATCH } from './match-ids.js';
import type { SnapshotTable } from './snapshot-table.js';

/** Objects that came, went or changed, by row. */
export interface RowChanges {
  readonly addedCount: Float64Array;
  readonly addedSize: Float64Array;
  readonly removedCount: Float64Array;
  readonly removedSize: Float64Array;
  readonly resizedCount: Float64Array;
  readonly resizedDelta: Float64Array;
}

/** The rows. Row numbers are those of the last snapshot's classes, followed by classes it does not have. */
export interface ClassRows {
  readonly identities: readonly ClassIdentity[];
  /** Text keys, unique: `name`, or `name@url:line:column` (1-based). A name that is too long is cut. */
  readonly keys: readonly string[];
  /** What the keys have behind the name. */
  readonly keyEnds: readonly string[];
  /** URL of each row's place, null if it has none or it is not known. */
  readonly urls: readonly (string | null)[];
  /** By snapshot: row of each of its classes. */
  readonly rowOf: readonly Uint32Array[];
}

/** URL written for a script whose name the heap does not tell. */
export const UNKNOWN_URL: string = '(unknown script)';

/**
 * Numbers the rows of all snapshots.
 * @param byScript in one process script ids tell classes apart as in DevTools; else the URL does, as far as builds
 *   agree in it
 */
export function buildClassRows(
  tables: readonly Pick<SnapshotTable, 'classes' | 'urls'>[],
  byScript: boolean,
): ClassRows {
  const rows = new Map<string, number>();
  const classes: (BuiltClass & { snapshots: number[]; url: string | null })[] = [];
  // Many classes can have one name of many megabytes.
  const numbers = new Map<string, number>();
  const rowOf = tables.map((table) => new Uint32Array(table.classes.length));
  const order = [tables.length - 1, ...tables.keys()].slice(0, tables.length);
  for (const snapshot of order) {
    const table = tables[snapshot];
    table.classes.forEach((identity, number) => {
      const { name, place } = identity;
      const url = place === null ? null : (table.urls.get(place.scriptId) ?? null);
      const script = place === null ? '' : byScript ? place.scriptId : (url ?? UNKNOWN_URL);
      let called = numbers.get(name);
      if (called === undefined) numbers.set(name, (called = numbers.size));
      const key = place === null ? `,${called}` : `${script}:${place.line}:${place.column},${called}`;
      let row = rows.get(key);
      if (row === undefined) {
        row = classes.push({ identity, url, snapshots: [] }) - 1;
        rows.set(key, row);
      }
      classes[row].url ??= url;
      if (classes[row].snapshots.at(-1) !== snapshot) classes[row].snapshots.push(snapshot);
      rowOf[snapshot][number] = row;
    });
  }
  return numberRows(classes, rowOf, byScript ? Uint32Array.from(classes.keys()) : joinBuilds(classes));
}

/** @param first by class: the first one of its row */
function numberRows(
  classes: readonly BuiltClass[],
  classOf: readonly Uint32Array[],
  first: Uint32Array,
): ClassRows {
  const told = classes.filter((_, number) => first[number] === number);
  const rowOfFirst = new Uint32Array(classes.length);
  let row = 0;
  for (let number = 0; number < classes.length; number++)
    if (first[number] === number) rowOfFirst[number] = row++;
  const identities = told.map(({ identity }) => identity);
  const urls = told.map(({ url }) => url);
  const rowOf = classOf.map((numbers) => numbers.map((number) => rowOfFirst[first[number]]));
  return { identities, urls, rowOf, ...uniqueKeys(identities, urls) };
}

function uniqueKeys(
  identities: readonly ClassIdentity[],
  urls: readonly (string | null)[],
): Pick<ClassRows, 'keys' | 'keyEnds'> {
  const uses = new Map<string, number>();
  const keys: string[] = [];
  const keyEnds = identities.map(({ name, place }, row) => {
    const front = shortenKey(name);
    const end =
      place === null ? '' : `@${shortenKey(urls[row] ?? UNKNOWN_URL)}:${place.line + 1}:${place.column + 1}`;
    const use = (uses.get(front + end) ?? 0) + 1;
    uses.set(front + end, use);
    const unique = use === 1 ? end : `${end}#${use}`; // one script loaded twice
    keys.push(front + unique);
    return unique;
  });
  return { keys, keyEnds };
}

/** A table's sums by row. */
export function sumRows(rowCount: number, rowOf: Uint32Array, sums: Float64Array): Float64Array {
  const byRow = new Float64Array(rowCount);
  for (let number = 0; number < sums.length; number++) byRow[rowOf[number]] += sums[number];
  return byRow;
}

/** Compares the first with the last snapshot, object by object. */
export function computeRowChanges(
  rows: ClassRows,
  first: { table: SnapshotTable; rowOf: Uint32Array },
  last: { table: SnapshotTable; rowOf: Uint32Array },
  match: IdMatch,
): RowChanges {
  const rowCount = rows.identities.length;
  const changes: RowChanges = {
    addedCount: new Float64Array(rowCount),
    addedSize: new Float64Array(rowCount),
    removedCount: new Float64Array(rowCount),
    removedSize: new Float64Array(rowCount),
    resizedCount: new Float64Array(rowCount),
    resizedDelta: new Float64Array(rowCount),
  };
  const survived = new Uint8Array(last.table.nodeCount);
  const { table: a } = first;
  const { table: b } = last;
  for (let node = 0; node < a.nodeCount; node++) {
    const size = a.shallowSize[node];
    const row = first.rowOf[a.classOf[node]];
    const later = match.laterOf[node];
    if (later !== NO_MATCH) {
      const laterRow = last.rowOf[b.classOf[later]];
      const laterSize = b.shallowSize[later];
      if (size !== 0 && laterSize !== 0 && laterRow === row) survived[later] = 1;
      if (size !== laterSize && a.identityHash[node] === b.identityHash[later]) {
        changes.resizedCount[laterRow]++;
        changes.resizedDelta[laterRow] += laterSize - size;
      }
      if (survived[later] === 1) continue;
    }
    if (size === 0) continue;
    changes.removedCount[row]++;
    changes.removedSize[row] += size;
  }
  for (let node = 0; node < b.nodeCount; node++) {
    const size = b.shallowSize[node];
    if (size === 0 || survived[node] === 1) continue;
    const row = last.rowOf[b.classOf[node]];
    changes.addedCount[row]++;
    changes.addedSize[row] += size;
  }
  return changes;
}
