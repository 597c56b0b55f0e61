// SPDX-License-Identifier: MIT
// One of the earlier snapshots of a diff: read, analysed with the shapes of the last one, cut down to a table.

import type { TaskOptions } from '../core/task.js';
import { pathCounts } from '../analysis/path-tree.js';
import { type SnapshotTable, buildSnapshotTable } from '../diff/snapshot-table.js';
import { type SnapshotFacts, buildFacts } from '../report/build-head.js';
import type { ShapeSource } from './analyze.js';
import { analyzePaths } from './analyze-paths.js';
import { loadAnalysis } from './load-analysis.js';

/** What remains of it. Plain data. */
export interface EarlierSnapshot {
  readonly facts: SnapshotFacts;
  readonly table: SnapshotTable;
}

/** Reads it. Errors as in `loadSnapshot`. */
export async function loadEarlier(
  path: string,
  shapes: ShapeSource,
  options: TaskOptions,
): Promise<EarlierSnapshot> {
  const analysis = await loadAnalysis(path, options, shapes);
  const { graph, retainedSize } = analysis;
  const { paths } = analyzePaths(analysis);
  return {
    facts: buildFacts(graph.data, retainedSize[graph.root]),
    table: buildSnapshotTable(analysis, pathCounts(paths)),
  };
}
