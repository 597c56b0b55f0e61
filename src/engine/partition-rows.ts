// SPDX-License-Identifier: MIT
// An analysed heap and a criterion -> count, bytes and retained bytes of each group, by its name. O(nodes + edges).

import type { NodeColumn } from '../core/columns.js';
import { computeClassTable } from '../analysis/class-table.js';
import { buildDetourRules } from '../analysis/detours.js';
import { computePartition } from '../analysis/partitions.js';
import { computeRetainingTree } from '../analysis/retaining-paths.js';
import { type ShowStrings, maskClassName } from '../report/mask-names.js';
import type { PartitionCriterion } from '../report/model.js';
import type { Analysis } from './analyze.js';

/** One group. */
export interface PartitionGroup {
  readonly key: string;
  readonly count: number;
  readonly shallowSize: number;
  readonly retainedSize: number;
}

/** Groups without objects are left out. @param shallowSize nodes of size 0 are not counted */
export function computePartitionGroups(
  analysis: Analysis,
  by: PartitionCriterion,
  show: ShowStrings,
  shallowSize: NodeColumn = analysis.shallowSize,
): readonly PartitionGroup[] {
  const { graph, retaining, pool, tree, retainedSize, distance } = analysis;
  const index = computePartition(
    {
      ...analysis,
      findTree: () => computeRetainingTree(graph, retaining, buildDetourRules(graph), pool),
    },
    by,
  );
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
