// SPDX-License-Identifier: MIT
// "Why is this still in memory?": one snapshot and an object or class -> retainers report.

import type { RetainersReport } from '../report/model.js';
import type { ObjectQuery } from './choose-objects.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis, loadAnalysisWithPaths } from './load-analysis.js';
import {
  type RetainersOptions,
  answerRetainers,
  isWholeHeap,
  mergeRetainersOf,
  retainersOf,
} from './retainers-of.js';

/**
 * Reads a snapshot and says why an object, or the instances of a class, stay alive. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`, what `loadAnalysis` throws
 */
export async function findRetainers(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions = {},
): Promise<RetainersReport> {
  if (!isWholeHeap(options)) {
    // Another thread's paths would be through what these may not use.
    const analysis = await loadAnalysis(path, options);
    await writeLastSnapshot(process.cwd(), path);
    return retainersOf(analysis, query, options);
  }
  return loadAnalysisWithPaths(path, options, async (analysis, retainingTree) => {
    await writeLastSnapshot(process.cwd(), path);
    const merged = mergeRetainersOf(analysis, query, options);
    return answerRetainers(analysis, query, options, { merged, retainingTree: await retainingTree });
  });
}
