// SPDX-License-Identifier: MIT
// Objects of both snapshots whose shallow size changed: the growing Map itself, which every comparison of ids
// alone misses because it was there before. The largest changes first; V8's own groups such as (object shape),
// which change in any program, are left to the class rows. O(nodes).

import { type IdMatch, NO_MATCH } from './match-ids.js';
import type { SnapshotTable } from './snapshot-table.js';

/** One survivor, by its ordinals in the first and the last snapshot. */
export interface ResizedNode {
  readonly first: number;
  readonly last: number;
  readonly sizeDelta: number;
}

/** @returns the number of resized objects and the `limit` with the largest change either way */
export function findResized(
  first: SnapshotTable,
  last: SnapshotTable,
  match: IdMatch,
  limit: number,
): { total: number; top: readonly ResizedNode[] } {
  const isInternal = Uint8Array.from(last.classes, ({ name }) => (name.startsWith('(') ? 1 : 0));
  let top: ResizedNode[] = [];
  let total = 0;
  const byChange = (a: ResizedNode, b: ResizedNode): number =>
    Math.abs(b.sizeDelta) - Math.abs(a.sizeDelta) || last.id[a.last] - last.id[b.last];
  for (let node = 0; node < first.nodeCount; node++) {
    const later = match.laterOf[node];
    if (later === NO_MATCH || first.shallowSize[node] === last.shallowSize[later]) continue;
    if (first.identityHash[node] !== last.identityHash[later]) continue;
    if (isInternal[last.classOf[later]] === 1) continue;
    total++;
    top.push({ first: node, last: later, sizeDelta: last.shallowSize[later] - first.shallowSize[node] });
    if (top.length > 4096 && top.length > 4 * limit) top = top.sort(byChange).slice(0, limit);
  }
  return { total, top: top.sort(byChange).slice(0, limit) };
}
