// SPDX-License-Identifier: MIT
// "Why is this still in memory?": one snapshot and an object or class -> retainers report.

import { startStage } from '../core/task.js';
import type { PathStep, RetainersReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { type ObjectQuery, findQueried } from './choose-objects.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { takeFoundDistances, takeFoundHolders, takeFoundPaths } from './found-elsewhere.js';
import { loadInProgress } from './load-analysis.js';
import {
  type RetainersOptions,
  holdersOf,
  nameWays,
  searchOf,
  targetOf,
  tellRetainers,
  tellWays,
} from './retainers-of.js';
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
  return loadRetainers(path, query, options, false, (_, { tell }) => tell());
}

/** What is known while the other thread may be at the tree of holders. */
export interface RetainersInProgress {
  /** The object that the report is about. */
  readonly targetId: number;
  readonly paths: readonly (readonly PathStep[])[];
  /** Waits for the tree. */
  readonly tell: () => Promise<RetainersReport>;
}

/** The same, and hands on the heap and what the other thread finds of it. */
export function loadRetainers<T>(
  path: string,
  query: ObjectQuery,
  options: RetainersOptions,
  hasPage: boolean,
  use: (analysis: Analysis, found: RetainersInProgress, answers: ThreadAnswers | null) => T | Promise<T>,
): Promise<T> {
  const search = searchOf(options);
  const question = holdersOf(query, options);
  return loadInProgress(path, { search, question, hasPage }, options, async (inProgress, answers) => {
    await writeLastSnapshot(path);
    const nodes = findQueried(inProgress, query);
    startStage(options, 'paths');
    const tree = await takeFoundPaths(inProgress, search, answers);
    const ways = nameWays(inProgress, query, nodes, tree, options);
    const analysis = await takeFoundDistances(inProgress, answers);
    const told = tellWays(analysis, ways, options);
    startStage(options, 'retainers');
    const found: RetainersInProgress = {
      targetId: analysis.graph.nodeId[targetOf(told)],
      paths: told.paths.map(({ steps }) => steps),
      tell: async () =>
        tellRetainers(analysis, told, await takeFoundHolders(analysis, question, nodes, answers), options),
    };
    return use(analysis, found, answers);
  });
}
