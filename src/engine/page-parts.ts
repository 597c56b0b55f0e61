// SPDX-License-Identifier: MIT
// What a page needs of a heap besides the report. O(nodes + edges).

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

/** @param retainers if the index is there */
export function buildPageParts(
  graph: HeapGraph,
  shallowSize: NodeColumn,
  pool: ColumnPool,
  retainers: RetainerIndex = buildRetainerIndex(graph, pool),
): PageParts {
  return { retainers, statistics: computeStatistics(graph, shallowSize, retainers) };
}
