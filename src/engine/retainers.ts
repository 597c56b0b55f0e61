// SPDX-License-Identifier: MIT
// "Why is this still in memory?": one snapshot and an object or class -> retainers report.

import type { RetainersReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import type { ObjectQuery } from './choose-objects.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysisWithPaths } from './load-analysis.js';
import { type RetainersOptions, findHolders, searchOf, tellRetainers } from './retainers-of.js';

/**
 * Reads a snapshot and says why an object, or the instances of a class, stay alive. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`, what `loadAnalysis` throws
 */
export async function findRetainers(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions = {},
): Promise<RetainersReport> {
  return loadRetainers(path, query, options, (_, report) => report);
}

/** The same, and hands on the heap as well. */
export function loadRetainers<T>(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions,
  use: (analysis: Analysis, report: RetainersReport) => T,
): Promise<T> {
  return loadAnalysisWithPaths(path, searchOf(options), options, async (analysis, findPaths) => {
    await writeLastSnapshot(process.cwd(), path);
    // While the other thread may be at the paths.
    const found = findHolders(analysis, query, options);
    return use(analysis, tellRetainers(analysis, found, await findPaths(), options));
  });
}
