// SPDX-License-Identifier: MIT
// An analysed heap and a criterion -> count, bytes and retained bytes of each group, by its name. O(nodes + edges).

import type { NodeColumn } from '../core/columns.js';
import { computeClassTable } from '../analysis/class-table.js';
import { computePartition } from '../analysis/partitions.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { type ShowStrings, maskClassName } from '../report/mask-names.js';
import type { PartitionCriterion } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { WHOLE_HEAP, searchPaths } from './path-search.js';

/** One group. */
export interface PartitionGroup {
  readonly key: string;
  readonly count: number;
  readonly shallowSize: number;
  readonly retainedSize: number;
}

/** What of a heap is known already. */
export interface PartitionParts {
  /** Nodes of size 0 are not counted. */
  readonly shallowSize?: NodeColumn;
  /** The best paths of the whole heap; null if they are not known. */
  readonly retainingTree?: RetainingTree | null;
}

/** Groups without objects are left out. */
export function computePartitionGroups(
  analysis: Analysis,
  by: PartitionCriterion,
  show: ShowStrings,
  { shallowSize = analysis.shallowSize, retainingTree = null }: PartitionParts = {},
): readonly PartitionGroup[] {
  const { pool, tree, retainedSize, distance } = analysis;
  const findTree = (): RetainingTree => retainingTree ?? searchPaths(analysis, WHOLE_HEAP);
  const index = computePartition({ ...analysis, findTree }, by);
  const table = computeClassTable({ index, shallowSize, distance, tree, retainedSize }, pool);
  return index.classes
    .map(({ name }, number) => ({
      key: maskClassName(name, show),
      count: table.counts[number],
      shallowSize: table.shallowSizes[number],
      retainedSize: table.retainedSizes[number],
    }))
    .filter(({ count }) => count > 0);
}
