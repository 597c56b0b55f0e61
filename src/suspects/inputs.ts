// SPDX-License-Identifier: MIT
// What the search for leak suspects works on: all of the last snapshot, little of the earlier ones.

import type { BitSet } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn } from '../core/columns.js';
import type { ClassIndex } from '../analysis/classes.js';
import type { DetachednessColumn } from '../analysis/detachedness.js';
import type { PathTree } from '../analysis/path-tree.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { TableComparison } from '../diff/compare-tables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { LocationIndex } from '../heap/locations.js';

/** The last snapshot. */
export interface FinalHeap {
  readonly graph: HeapGraph;
  readonly retaining: BitSet;
  readonly classes: ClassIndex;
  readonly locations: LocationIndex;
  readonly detachedness: DetachednessColumn;
  readonly shallowSize: NodeColumn;
  readonly retainedSize: Float64Array;
  readonly retainingTree: RetainingTree;
  readonly paths: PathTree;
  readonly pool: ColumnPool;
}

/** The last snapshot and how all of them compare. */
export interface SuspectInputs {
  readonly heap: FinalHeap;
  readonly comparison: TableComparison;
}
