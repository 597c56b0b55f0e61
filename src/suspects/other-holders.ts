// SPDX-License-Identifier: MIT
// Where else the entries of a suspect are held: an array and its copy, `_cache` and `children`. O(edges).

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { NO_PATH, StepRole } from '../analysis/path-tree.js';
import type { FinalHeap } from './inputs.js';

/** Another edge into an entry. */
export interface OtherHolder {
  readonly owner: NodeOrdinal;
  readonly edge: EdgeOrdinal;
  readonly target: NodeOrdinal;
}

/** Of a suspect's entries, how many another place must hold to be told. */
const MIN_HELD = 0.5;
const SHOWN = 3;

/** @param entries by suspect; @param suspectOf the suspect whose object a node is, or -1 */
export function findOtherHolders(
  heap: FinalHeap,
  entries: readonly (readonly number[])[],
  suspectOf: (node: NodeOrdinal) => number,
): readonly (readonly OtherHolder[])[] {
  const { graph, retaining, retainingTree, paths } = heap;
  const isEntry = buildBitSet(graph.nodeCount);
  for (const list of entries) for (const entry of list) addBit(isEntry, entry);
  const places = entries.map(() => new Map<number, { count: number; first: OtherHolder }>());
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const path = paths.pathOf[node];
    if (path === NO_PATH || paths.role[path] === StepRole.noise) continue;
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) {
      const target = graph.edgeTarget[edge];
      if (!hasBit(isEntry, target) || retainingTree.edgeOf[target] === (edge as number)) continue;
      if (!hasBit(retaining, edge)) continue;
      const suspect = suspectOf(target);
      if (suspect < 0 || suspectOf(node) === suspect) continue;
      const place = places[suspect].get(path);
      if (place === undefined) places[suspect].set(path, { count: 1, first: { owner: node, edge, target } });
      else place.count++;
    }
  }
  return places.map((byPath, suspect) => {
    const least = entries[suspect].length * MIN_HELD;
    return [...byPath.entries()]
      .filter(
        ([path, { count }]) =>
          count >= least && path !== paths.pathOf[retainingTree.parentOf[entries[suspect][0]]],
      )
      .sort(([a, x], [b, y]) => y.count - x.count || a - b)
      .slice(0, SHOWN)
      .map(([, { first }]) => first);
  });
}
