// SPDX-License-Identifier: MIT
// "What grew, by ...?": two or more snapshots and a criterion -> growth report. With `peak`, against the most that
// any earlier snapshot has, so that what shrank and came back has not grown (objgraph's growth).

import { HeapdiffError } from '../core/errors.js';
import type { TaskOptions } from '../core/task.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { type SnapshotFacts, buildFacts, buildHead } from '../report/build-head.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { GrowthReport, GrowthRow, PartitionCriterion } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { sameFileWarnings } from './diff.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { loadForGroups } from './load-for-groups.js';
import { type PartitionGroup, computePartitionGroups } from './partition-rows.js';
import { withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface GrowthOptions extends TaskOptions {
  /** Groups; all if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** Compares with the most that any earlier snapshot has, instead of with the first. */
  readonly peak?: boolean;
}

interface Step {
  readonly facts: SnapshotFacts;
  readonly groups: readonly PartitionGroup[];
}

/**
 * Compares groups over snapshots, given in time order. One graph is in memory at a time. O(nodes + edges) each.
 * @throws HeapdiffError `ERR_USAGE` for fewer than two snapshots, what `loadAnalysis` throws
 */
export async function compareGroups(
  paths: readonly string[],
  by: PartitionCriterion,
  options: GrowthOptions = {},
): Promise<GrowthReport> {
  if (paths.length < 2) throw new HeapdiffError('ERR_USAGE', 'growth needs two snapshots or more');
  const show = options.showStrings ?? 'never';
  const take = (analysis: Analysis, retainingTree: RetainingTree | null): Step => ({
    facts: buildFacts(analysis.graph.data, analysis.retainedSize[analysis.graph.root]),
    groups: computePartitionGroups(analysis, by, show, { retainingTree }),
  });
  // Plain objects are told apart by the shapes of the newest snapshot in all of them.
  const lastPath = paths[paths.length - 1];
  const { shapes, ...last } = await loadForGroups(lastPath, by, options, (analysis, retainingTree) => ({
    ...take(analysis, retainingTree),
    shapes: analysis.shapes,
  }));
  const steps: Step[] = [];
  for (const path of paths.slice(0, -1))
    steps.push(await loadForGroups(path, by, { ...options, shapeSource: () => shapes }, take));
  steps.push(last);
  await writeLastSnapshot(lastPath);
  const rows = compareSteps(steps, options.peak === true);
  const shown = rows.slice(0, options.limit ?? Infinity);
  const sum = (pick: (group: PartitionGroup) => number): readonly number[] =>
    steps.map(({ groups }) => groups.reduce((total, group) => total + pick(group), 0));
  const report: GrowthReport = {
    kind: 'growth',
    ...buildHead(
      steps.map(({ facts }) => facts),
      sameFileWarnings(paths),
    ),
    by,
    against: options.peak === true ? 'peak' : 'first',
    totals: { counts: sum(({ count }) => count), shallowSizes: sum(({ shallowSize }) => shallowSize) },
    groups: { total: rows.length, shown: shown.length, rows: shown },
  };
  return withSourceWarnings(report, options.sources ?? null);
}

const MEASURES = ['count', 'shallowSize', 'retainedSize'] as const;
type Measures = Record<(typeof MEASURES)[number], number[]>;

/** Rows by growth of shallow size. */
function compareSteps(steps: readonly Step[], isPeak: boolean): readonly GrowthRow[] {
  const values = new Map<string, Measures>();
  steps.forEach(({ groups }, step) => {
    for (const group of groups) {
      let row = values.get(group.key);
      if (row === undefined) {
        const zeros = (): number[] => steps.map(() => 0);
        values.set(group.key, (row = { count: zeros(), shallowSize: zeros(), retainedSize: zeros() }));
      }
      // Masked names may coincide.
      for (const measure of MEASURES) row[measure][step] += group[measure];
    }
  });
  const change = (column: readonly number[]): number => {
    const before = column.slice(0, -1);
    return (column.at(-1) ?? 0) - (isPeak ? Math.max(...before) : before[0]);
  };
  const rows = [...values].map(([key, row]) => ({
    key,
    counts: row.count,
    shallowSizes: row.shallowSize,
    retainedSizes: row.retainedSize,
    delta: {
      count: change(row.count),
      shallowSize: change(row.shallowSize),
      retainedSize: change(row.retainedSize),
    },
  }));
  const told = rows
    .filter(({ delta }) =>
      isPeak ? delta.count > 0 || delta.shallowSize > 0 : delta.count !== 0 || delta.shallowSize !== 0,
    )
    .sort(
      ({ delta: a, key: one }, { delta: b, key: other }) =>
        b.shallowSize - a.shallowSize || b.count - a.count || (one < other ? -1 : 1),
    );
  const grown = (row: { readonly delta: GrowthRow['delta'] }): number => Math.max(0, row.delta.shallowSize);
  const whole = Math.max(
    1,
    told.reduce((total, row) => total + grown(row), 0),
  );
  let sum = 0;
  return told.map((row): GrowthRow => {
    sum += grown(row);
    return { ...row, share: grown(row) / whole, cumulativeShare: sum / whole };
  });
}
