// SPDX-License-Identifier: MIT
// "How does this refer to that?": the shortest chains of edges from one object (or any of a class, a module, the
// global object) to another. objgraph's find_ref_chain, and seen from the other end find_backref_chain.

import type { ChainReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { takeFoundPaths } from './found-elsewhere.js';
import { loadAnalysisWith } from './load-analysis.js';
import type { ThreadAnswers } from './second-thread.js';
import { type ChainEnd, type ChainOptions, chainSearch, tellChains } from './chains-of.js';

/**
 * Reads a snapshot and finds chains. Where an end stands for several objects, the nearest two are taken.
 * O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`, what `loadAnalysis` throws
 */
export async function findChains(
  path: string,
  from: ChainEnd,
  to: ChainEnd,
  options: ChainOptions = {},
): Promise<ChainReport> {
  return loadChains(path, [from, to], options, false, (_, report) => report);
}

/** The same, and hands on the heap and what the other thread found of it. */
export function loadChains<T>(
  path: string,
  ends: readonly [from: ChainEnd, to: ChainEnd],
  options: ChainOptions,
  hasPage: boolean,
  use: (analysis: Analysis, report: ChainReport, answers: ThreadAnswers | null) => T | Promise<T>,
): Promise<T> {
  const search = chainSearch(ends[0], options);
  return loadAnalysisWith(path, { search, hasPage }, options, async (analysis, answers) => {
    await writeLastSnapshot(path);
    const tree = await takeFoundPaths(analysis, search, answers);
    return use(analysis, tellChains(analysis, ends, tree, options), answers);
  });
}
