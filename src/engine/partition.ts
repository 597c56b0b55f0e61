// SPDX-License-Identifier: MIT
// "What is in this heap, by ...?": one snapshot and a criterion -> partition report. Heapy's heap().by...
// With a base: only what was not in that earlier snapshot (Heapy's setrelheap).

import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import { computeClassTable } from '../analysis/class-table.js';
import { buildDetourRules } from '../analysis/detours.js';
import { computePartition } from '../analysis/partitions.js';
import { computeRetainingTree } from '../analysis/retaining-paths.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { type ShowStrings, maskClassName } from '../report/mask-names.js';
import type { PartitionCriterion, PartitionReport, PartitionRow } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadAnalysis } from './load-analysis.js';
import { type Survivors, findSurvivors, loadBase } from './since-base.js';
import { withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface PartitionOptions extends TaskOptions {
  /** Groups; all if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** An earlier snapshot of the same process, whose objects are left out. */
  readonly since?: string | undefined;
}

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
  const analysis = await loadAnalysis(path, options);
  await writeLastSnapshot(process.cwd(), path);
  return partitionOf(analysis, by, options, base === null ? null : findSurvivors(base, analysis.graph));
}

/** The same for a heap that is in memory. @param survivors nodes to leave out */
export function partitionOf(
  analysis: Analysis,
  by: PartitionCriterion,
  options: PartitionOptions = {},
  survivors: Survivors | null = null,
): PartitionReport {
  const { graph, retaining, pool, tree, retainedSize } = analysis;
  const show = options.showStrings ?? 'never';
  const shallowSize =
    survivors === null ? analysis.shallowSize : withoutSurvivors(analysis.shallowSize, survivors);
  const index = computePartition(
    {
      ...analysis,
      findTree: () => computeRetainingTree(graph, retaining, buildDetourRules(graph), pool),
    },
    by,
  );
  const table = computeClassTable(
    { index, shallowSize, distance: analysis.distance, tree, retainedSize },
    pool,
  );
  const total = { count: 0, shallowSize: 0 };
  const rows = index.classes.map(({ name }, number) => {
    const row = {
      key: maskClassName(name, show),
      count: table.counts[number],
      shallowSize: table.shallowSizes[number],
      retainedSize: table.retainedSizes[number],
    };
    total.count += row.count;
    total.shallowSize += row.shallowSize;
    return row;
  });
  const sorted = rows
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.shallowSize - a.shallowSize || b.count - a.count || (a.key < b.key ? -1 : 1));
  let sum = 0;
  const groups = sorted.map((row): PartitionRow => {
    sum += row.shallowSize;
    const whole = Math.max(1, total.shallowSize);
    return { ...row, share: row.shallowSize / whole, cumulativeShare: sum / whole };
  });
  const shown = groups.slice(0, options.limit ?? Infinity);
  const report: PartitionReport = {
    kind: 'partition',
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])]),
    by,
    totals: total,
    groups: { total: groups.length, shown: shown.length, rows: shown },
  };
  return withSourceWarnings(report, analysis.locations.sources);
}

/** Nodes without a size are not counted. */
function withoutSurvivors(shallowSize: NodeColumn, survivors: Survivors): NodeColumn {
  const sizes = Float64Array.from(shallowSize as unknown as ArrayLike<number>);
  for (let node = 0; node < sizes.length; node++) if (survivors.has(node as NodeOrdinal)) sizes[node] = 0;
  return sizes;
}
