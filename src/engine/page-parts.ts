// SPDX-License-Identifier: MIT
// What a page of a comparison needs of the last heap besides the comparison. O(nodes + edges).

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type RetainerIndex, buildRetainerIndex } from '../heap/retainers.js';
import { type Statistics, computeStatistics } from '../analysis/statistics.js';

/** Plain data. */
export interface PageParts {
  readonly retainers: RetainerIndex;
  readonly statistics: Statistics;
}

/** @param rootRetainedSize retained size of the root: everything in the graph */
export function buildPageParts(
  graph: HeapGraph,
  shallowSize: NodeColumn,
  rootRetainedSize: number,
  pool: ColumnPool,
): PageParts {
  const retainers = buildRetainerIndex(graph, pool);
  return { retainers, statistics: computeStatistics(graph, shallowSize, rootRetainedSize, retainers) };
}
