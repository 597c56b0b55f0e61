// SPDX-License-Identifier: MIT
// N snapshots as tables -> everything a diff report says of classes and survivors. O(nodes of all snapshots).

import { buildIdIndex } from './id-index.js';
import {
  type ClassRows,
  type RowChanges,
  buildClassRows,
  computeRowChanges,
  sumRows,
} from './class-growth.js';
import { type IdMatch, type Identity, NO_MATCH, judgeIdentity, matchIds } from './match-ids.js';
import type { SnapshotTable } from './snapshot-table.js';

/** The comparison. Arrays over snapshots are in time order. */
export interface TableComparison {
  readonly tables: readonly SnapshotTable[];
  readonly identity: Identity;
  /** Each earlier snapshot against the last; null in structural mode. */
  readonly matches: readonly IdMatch[] | null;
  readonly rows: ClassRows;
  /** First against last; null in structural mode. */
  readonly changes: RowChanges | null;
  /** Sums by row, a snapshot each. */
  readonly counts: readonly Float64Array[];
  readonly shallowSizes: readonly Float64Array[];
  readonly retainedSizes: readonly Float64Array[];
}

/** @param tables at least two, in time order */
export function compareTables(tables: readonly SnapshotTable[]): TableComparison {
  const last = tables[tables.length - 1];
  const findLast = buildIdIndex(last.id, last.nodeCount);
  const matches = tables.slice(0, -1).map((table) => matchIds(table, last, findLast));
  const verdicts = matches.map((match) => judgeIdentity(match, last));
  // One restart among several snapshots is enough to make ids useless.
  const identity = verdicts.find(({ mode }) => mode === 'structural') ?? verdicts[0];
  const byId = identity.mode === 'id';
  const rows = buildClassRows(tables, byId);
  const rowCount = rows.identities.length;
  const sum = (pick: (table: SnapshotTable) => Float64Array): readonly Float64Array[] =>
    tables.map((table, snapshot) => sumRows(rowCount, rows.rowOf[snapshot], pick(table)));
  const end = tables.length - 1;
  return {
    tables,
    identity,
    matches: byId ? matches : null,
    rows,
    changes: byId
      ? computeRowChanges(
          rows,
          { table: tables[0], rowOf: rows.rowOf[0] },
          { table: last, rowOf: rows.rowOf[end] },
          matches[0],
        )
      : null,
    counts: sum(({ table }) => table.counts),
    shallowSizes: sum(({ table }) => table.shallowSizes),
    retainedSizes: sum(({ table }) => table.retainedSizes),
  };
}

/**
 * Up to `perRow` added objects of each wanted row, oldest first.
 * @returns ordinals in the last snapshot, by row
 */
export function sampleAdded(
  comparison: TableComparison,
  wanted: ReadonlySet<number>,
  perRow: number,
): ReadonlyMap<number, readonly number[]> {
  const { tables, matches, rows } = comparison;
  const samples = new Map<number, number[]>();
  if (matches === null) return samples;
  const last = tables[tables.length - 1];
  const rowOf = rows.rowOf[tables.length - 1];
  const isOld = new Uint8Array(last.nodeCount);
  const first = tables[0];
  for (let node = 0; node < first.nodeCount; node++) {
    const later = matches[0].laterOf[node];
    if (later !== NO_MATCH && first.identityHash[node] === last.identityHash[later]) isOld[later] = 1;
  }
  for (let node = 0; node < last.nodeCount; node++) {
    const row = rowOf[last.classOf[node]];
    if (isOld[node] === 1 || last.shallowSize[node] === 0 || !wanted.has(row)) continue;
    const sample = samples.get(row);
    if (sample === undefined) samples.set(row, [node]);
    else {
      // Ids grow with time: keep the newest.
      sample.push(node);
      if (sample.length > 64) keepNewest(sample, last, perRow);
    }
  }
  for (const sample of samples.values()) keepNewest(sample, last, perRow);
  return samples;
}

function keepNewest(nodes: number[], table: SnapshotTable, count: number): void {
  nodes.sort((a, b) => table.id[a] - table.id[b]);
  nodes.splice(0, Math.max(0, nodes.length - count));
}
