// SPDX-License-Identifier: MIT
// "What would be freed without these?": one snapshot, objects and edges -> freed report.

import type { FreedReport } from '../report/model.js';
import { type FreedOptions, type FreedQuery, freedOf } from './freed-of.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';

/**
 * Reads a snapshot and takes objects and edges away. O(nodes + edges).
 * @throws HeapdiffError as `freedOf`, and what `loadAnalysis` throws
 */
export async function findFreed(
  path: string,
  query: FreedQuery,
  options: FreedOptions = {},
): Promise<FreedReport> {
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(path);
  return freedOf(analysis, query, options);
}
