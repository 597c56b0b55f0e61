// SPDX-License-Identifier: MIT
// When each object of the last snapshot appeared first. An id that is reused is another object, so kind and name
// must agree, and the object must be in every snapshot since. O(nodes of all snapshots).

import type { ClassIndex } from '../analysis/classes.js';
import { type IdMatch, NO_MATCH } from '../diff/match-ids.js';
import type { SnapshotTable } from '../diff/snapshot-table.js';

/** @returns by node of the last snapshot: the number of the first snapshot that has it, 0 = the baseline */
export function computeBirths(tables: readonly SnapshotTable[], matches: readonly IdMatch[]): Uint8Array {
  const end = tables.length - 1;
  const last = tables[end];
  const births = new Uint8Array(last.nodeCount).fill(Math.min(end, 255));
  for (let snapshot = end - 1; snapshot >= 0; snapshot--) {
    const table = tables[snapshot];
    const { laterOf } = matches[snapshot];
    for (let node = 0; node < table.nodeCount; node++) {
      const later = laterOf[node];
      if (later === NO_MATCH || births[later] !== Math.min(snapshot + 1, 255)) continue;
      if (table.identityHash[node] === last.identityHash[later]) births[later] = Math.min(snapshot, 255);
    }
  }
  return births;
}

/** @returns for some classes: how many of their objects appeared at each step and are still there. O(nodes) */
export function countBornByClass(
  births: Uint8Array,
  { classes, classOf }: ClassIndex,
  steps: number,
): (classNumbers: readonly number[]) => readonly number[] {
  const born = new Float64Array(classes.length * steps);
  for (let node = 0; node < births.length; node++) {
    const step = births[node] - 1;
    if (step >= 0) born[classOf[node] * steps + step]++;
  }
  return (classNumbers) =>
    Array.from({ length: steps }, (_, step) =>
      classNumbers.reduce((sum, number) => sum + born[number * steps + step], 0),
    );
}
