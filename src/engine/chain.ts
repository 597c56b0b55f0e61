// SPDX-License-Identifier: MIT
// "How does this refer to that?": the shortest chains of edges from one object (or any of a class, a module, the
// global object) to another. objgraph's find_ref_chain, and seen from the other end find_backref_chain.

import type { ChainReport } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';
import { type ChainEnd, type ChainOptions, chainsOf } from './chains-of.js';

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
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(process.cwd(), path);
  return chainsOf(analysis, from, to, options);
}
