// SPDX-License-Identifier: MIT
// "What is in this heap, by ...?": a heap in memory and a criterion -> partition report. Heapy's heap().by...

import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import { buildFirstOf } from '../core/first-of.js';
import { type TaskOptions, startStage } from '../core/task.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { PartitionCriterion, PartitionReport, PartitionRow } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { type PartitionGroup, computePartitionGroups } from './partition-rows.js';
import type { Survivors } from './since-base.js';
import { withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface PartitionOptions extends TaskOptions {
  /** Groups; all if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** An earlier snapshot of the same process, whose objects are left out. */
  readonly since?: string | undefined;
}

/** Groups objects. O(nodes + edges). @param survivors nodes to leave out */
export function partitionOf(
  analysis: Analysis,
  by: PartitionCriterion,
  options: PartitionOptions = {},
  survivors: Survivors | null = null,
): PartitionReport {
  return partitionWith(analysis, by, options, { survivors, retainingTree: null });
}

/** The same, where the best paths of the whole heap may be known. */
export function partitionWith(
  analysis: Analysis,
  by: PartitionCriterion,
  options: PartitionOptions,
  { survivors, retainingTree }: { survivors: Survivors | null; retainingTree: RetainingTree | null },
): PartitionReport {
  const { graph } = analysis;
  startStage(options, 'groups');
  const show = options.showStrings ?? 'never';
  const shallowSize =
    survivors === null ? analysis.shallowSize : withoutSurvivors(analysis.shallowSize, survivors);
  const groupsOf = computePartitionGroups(analysis, by, show, { shallowSize, retainingTree });
  const total = {
    count: groupsOf.reduce((sum, { count }) => sum + count, 0),
    shallowSize: groupsOf.reduce((sum, group) => sum + group.shallowSize, 0),
  };
  const first = buildFirstOf<PartitionGroup>(
    Math.min(options.limit ?? Infinity, groupsOf.length),
    (a, b) => b.shallowSize - a.shallowSize || b.count - a.count || (a.key < b.key ? -1 : 1),
  );
  for (const group of groupsOf) if (first.isWanted(group)) first.keep(group);
  const whole = Math.max(1, total.shallowSize);
  let sum = 0;
  const shown = first.list().map(({ key, count, shallowSize, retainedSize }): PartitionRow => {
    sum += shallowSize;
    return {
      key,
      count,
      shallowSize,
      retainedSize,
      share: shallowSize / whole,
      cumulativeShare: sum / whole,
    };
  });
  const report: PartitionReport = {
    kind: 'partition',
    ...buildHead([buildFacts(graph.data, analysis.retainedSize[graph.root])], survivors?.warnings ?? []),
    by,
    totals: total,
    groups: { total: groupsOf.length, shown: shown.length, rows: shown },
  };
  return withSourceWarnings(report, analysis.locations.sources);
}

/** Nodes without a size are not counted. */
function withoutSurvivors(shallowSize: NodeColumn, survivors: Survivors): NodeColumn {
  const sizes = Float64Array.from(shallowSize as unknown as ArrayLike<number>);
  for (let node = 0; node < sizes.length; node++) if (survivors.has(node as NodeOrdinal)) sizes[node] = 0;
  return sizes;
}
