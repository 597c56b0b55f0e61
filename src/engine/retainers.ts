// SPDX-License-Identifier: MIT
// "Why is this still in memory?": one snapshot and an object or class -> retainers report.

import { startStage } from '../core/task.js';
import type { RetainersReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { type ObjectQuery, findQueried } from './choose-objects.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysisWithHolders } from './load-analysis.js';
import { type RetainersOptions, holdersOf, nameWays, searchOf, tellRetainers } from './retainers-of.js';

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
  const question = holdersOf(query, options);
  return loadAnalysisWithHolders(path, searchOf(options), question, options, async (analysis, answers) => {
    await writeLastSnapshot(process.cwd(), path);
    const nodes = findQueried(analysis, query);
    startStage(options, 'paths');
    // While the other thread may be at the tree.
    const ways = nameWays(analysis, query, nodes, await answers.findPaths(), options);
    startStage(options, 'retainers');
    const merged = await answers.mergeHolders(nodes);
    return use(analysis, tellRetainers(analysis, ways, merged, options));
  });
}
