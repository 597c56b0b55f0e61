// SPDX-License-Identifier: MIT
// "How does this refer to that?": the shortest chains of edges from one object (or any of a class, a module, the
// global object) to another. objgraph's find_ref_chain, and seen from the other end find_backref_chain.

import type { ChainReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysisWithPaths } from './load-analysis.js';
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
  return loadChains(path, [from, to], options, (_, report) => report);
}

/** The same, and hands on the heap as well. */
export function loadChains<T>(
  path: string,
  ends: readonly [from: ChainEnd, to: ChainEnd],
  options: ChainOptions,
  use: (analysis: Analysis, report: ChainReport) => T,
): Promise<T> {
  return loadAnalysisWithPaths(path, chainSearch(ends[0], options), options, async (analysis, findPaths) => {
    await writeLastSnapshot(process.cwd(), path);
    return use(analysis, tellChains(analysis, ends, await findPaths(), options));
  });
}
