// SPDX-License-Identifier: MIT
// Groups that are one leak seen twice: an object is held by a Map and by a timer, and its parts are found first
// through the one or the other. Group B belongs to A if most of B's entries are held by A's objects as well and B
// has no class of the application to name. O(edges of the groups' objects).

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { NodeOrdinal } from '../core/columns.js';
import { NO_PATH } from '../analysis/path-tree.js';
import type { FinalHeap } from './inputs.js';
import type { SuspectGroups } from './suspect-groups.js';

/** Of a group's entries, how many must be held by another group's objects. */
const MIN_LINKED = 0.5;

/** Holders of a group's entries that are other groups: `links[a]` lists the groups that belong to a. */
export function findLinkedGroups(
  heap: FinalHeap,
  groups: SuspectGroups,
  births: Uint8Array | null,
): ReadonlySet<string> {
  const { graph, paths, retaining } = heap;
  const { groupOf } = groups;
  const isTop = new Uint8Array(paths.count);
  groups.groups.forEach(({ tops }) => {
    for (const top of tops) isTop[top] = 1;
  });
  const linked = new Set<string>();
  if (groups.groups.length < 2) return linked;
  const entries = new Float64Array(groups.groups.length);
  const counts = new Map<string, number>();
  const seen = new Map<number, ReturnType<typeof buildBitSet>>();
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const path = paths.pathOf[node];
    const group = path === NO_PATH ? 0 : groupOf[path];
    if (group === 0 || (births !== null && births[node] === 0)) continue;
    if (isTop[path] === 1) entries[group - 1]++;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) {
      const target = graph.edgeTarget[edge];
      const targetPath = paths.pathOf[target];
      if (targetPath === NO_PATH || isTop[targetPath] === 0 || groupOf[targetPath] === group) continue;
      if (!hasBit(retaining, edge) || (births !== null && births[target] === 0)) continue;
      let known = seen.get(group);
      if (known === undefined) {
        known = buildBitSet(graph.nodeCount);
        seen.set(group, known);
      }
      if (hasBit(known, target)) continue;
      addBit(known, target);
      const key = `${group - 1} ${groupOf[targetPath] - 1}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of counts) {
    const target = Number(key.split(' ')[1]);
    if (count >= entries[target] * MIN_LINKED) linked.add(key);
  }
  return linked;
}
