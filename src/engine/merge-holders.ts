// SPDX-License-Identifier: MIT
// Who holds an object, or the instances of a class: the question as plain data that another thread can be told, and
// its answer, the merged tree of retainers.

import type { BitSet } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { NodeOrdinal } from '../core/columns.js';
import { type DetourRules, buildDetourRules } from '../analysis/detours.js';
import {
  type MergedRetainersBounds,
  type MergedTree,
  computeMergedRetainers,
} from '../analysis/merged-retainers.js';
import { type RetainerIndex, buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import {
  type NamedHeap,
  type ObjectQuery,
  everyEdge,
  markIgnoredNodes,
  withoutIgnored,
} from './choose-objects.js';

/** What is asked, and how much of the answer is wanted. */
export interface HoldersQuestion {
  readonly query: ObjectQuery;
  /** Classes and edge names that are left out. */
  readonly ignore: readonly string[];
  readonly bounds: MergedRetainersBounds;
}

/** A heap in which holders are looked for. */
export type HeldHeap = NamedHeap & {
  readonly retaining: BitSet;
  readonly pool: ColumnPool;
};

/**
 * The tree of who holds the nodes, which are those that were asked about. O(nodes + edges).
 * @param known who refers to what, if it is there
 * @param rules if they are there
 */
export function mergeHoldersOf(
  heap: HeldHeap,
  nodes: readonly NodeOrdinal[],
  { ignore, bounds }: HoldersQuestion,
  known: RetainerIndex | null = null,
  rules: DetourRules = buildDetourRules(heap.graph),
): MergedTree {
  const { graph, classes, shallowSize, pool } = heap;
  const retaining = bounds.isRaw ? (ignore.length === 0 ? null : everyEdge(graph)) : heap.retaining;
  const closed = markIgnoredNodes({ graph, classes }, ignore);
  const index = known ?? buildRetainerIndex(graph, pool);
  const merged = computeMergedRetainers(
    {
      graph,
      classes,
      shallowSize,
      index,
      retaining: retaining && withoutIgnored(heap, retaining, ignore),
      rules,
      closed,
      pool,
    },
    nodes,
    bounds,
  );
  if (known === null) releaseRetainerIndex(index, pool);
  return merged;
}
