// SPDX-License-Identifier: MIT
// "Why is this still in memory?": one snapshot and an object or class -> retainers report.

import { startStage } from '../core/task.js';
import type { RetainersReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { type ObjectQuery, findQueried } from './choose-objects.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { takeFoundDistances, takeFoundHolders, takeFoundPaths } from './found-elsewhere.js';
import { loadInProgress } from './load-analysis.js';
import { type RetainersOptions, holdersOf, nameWays, searchOf, tellRetainers } from './retainers-of.js';
import type { ThreadAnswers } from './second-thread.js';

/**
 * Reads a snapshot and says why an object, or the instances of a class, stay alive. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`, what `loadAnalysis` throws
 */
export async function findRetainers(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions = {},
): Promise<RetainersReport> {
  return loadRetainers(path, query, options, false, (_, report) => report);
}

/** The same, and hands on the heap and what the other thread found of it. */
export function loadRetainers<T>(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions,
  hasPage: boolean,
  use: (analysis: Analysis, report: RetainersReport, answers: ThreadAnswers | null) => T | Promise<T>,
): Promise<T> {
  const search = searchOf(options);
  const question = holdersOf(query, options);
  return loadInProgress(path, { search, question, hasPage }, options, async (inProgress, answers) => {
    await writeLastSnapshot(process.cwd(), path);
    const nodes = findQueried(inProgress, query);
    startStage(options, 'paths');
    // While the other thread may be at the tree.
    const tree = await takeFoundPaths(inProgress, search, answers);
    const ways = nameWays(inProgress, query, nodes, tree, options);
    const analysis = await takeFoundDistances(inProgress, answers);
    startStage(options, 'retainers');
    const merged = await takeFoundHolders(analysis, question, nodes, answers);
    return use(analysis, tellRetainers(analysis, ways, merged, options), answers);
  });
}
