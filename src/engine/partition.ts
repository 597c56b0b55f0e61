// SPDX-License-Identifier: MIT
// "What is in this heap, by ...?": one snapshot and a criterion -> partition report. Heapy's heap().by...
// With a base: only what was not in that earlier snapshot (Heapy's setrelheap).

import type { PartitionCriterion, PartitionReport } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadForGroups } from './load-for-groups.js';
import { loadBase } from './load-base.js';
import { findSurvivors } from './since-base.js';
import { type PartitionOptions, partitionWith } from './partition-of.js';

/**
 * Reads a snapshot and groups its objects. O(nodes + edges).
 * @throws HeapdiffError what `loadAnalysis` throws
 */
export async function partitionSnapshot(
  path: string,
  by: PartitionCriterion,
  options: PartitionOptions = {},
): Promise<PartitionReport> {
  const base = options.since === undefined ? null : await loadBase(options.since, options);
  return loadForGroups(path, by, options, async (analysis, retainingTree) => {
    await writeLastSnapshot(path);
    const survivors = base === null ? null : findSurvivors(base, analysis.graph);
    return partitionWith(analysis, by, options, { survivors, retainingTree });
  });
}
