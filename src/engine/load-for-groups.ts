// SPDX-License-Identifier: MIT
// A path and a criterion -> the heap, and the best paths if the criterion needs them, found by two threads.

import type { TaskOptions } from '../core/task.js';
import { usesPaths } from '../analysis/partitions.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import type { PartitionCriterion } from '../report/model.js';
import type { Analysis, ShapeSource } from './analyze.js';
import { takeFoundPaths } from './found-elsewhere.js';
import { loadAnalysis, loadAnalysisWith } from './load-analysis.js';
import { WHOLE_HEAP } from './path-search.js';

/** Errors as in `loadAnalysis`. */
export async function loadForGroups<T>(
  path: string,
  by: PartitionCriterion,
  options: TaskOptions & { readonly shapeSource?: ShapeSource },
  use: (analysis: Analysis, retainingTree: RetainingTree | null) => T | Promise<T>,
): Promise<T> {
  if (!usesPaths(by)) return use(await loadAnalysis(path, options, options.shapeSource), null);
  return loadAnalysisWith(path, { search: WHOLE_HEAP }, options, async (analysis, answers) =>
    use(analysis, await takeFoundPaths(analysis, WHOLE_HEAP, answers)),
  );
}
