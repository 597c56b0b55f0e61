// SPDX-License-Identifier: MIT
// "What grew?": two or more snapshots -> diff report.

import type { NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import { compareTables, sampleAdded } from '../diff/compare-tables.js';
import { buildSnapshotTable } from '../diff/snapshot-table.js';
import { buildClassGrowth, buildDiff, orderChangedRows } from '../report/build-diff.js';
import { buildFacts } from '../report/build-head.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { DiffReport, PathStep, Warning } from '../report/model.js';
import { writeLastSnapshot } from './last-snapshot.js';
import { type LoadedSnapshots, loadSnapshots } from './load-snapshots.js';

/** How much of the answer to give. */
export interface DiffOptions extends TaskOptions {
  /** Classes to show; Infinity = all. */
  readonly limit?: number;
  readonly suspectLimit?: number;
  readonly showStrings?: ShowStrings;
}

const RESIZED_SHOWN = 20;
const SAMPLES = 3;

/**
 * Compares two or more snapshots, given in time order. At most two graphs are in memory at once.
 * @throws HeapdiffError for an unreadable or damaged file (the first one in order), `ERR_ABORTED`
 */
export async function diffSnapshots(
  paths: readonly string[],
  options: DiffOptions = {},
): Promise<DiffReport> {
  const loaded = await loadSnapshots(paths, options);
  await writeLastSnapshot(process.cwd(), paths[paths.length - 1]);
  return diffLoaded(loaded, options, sameFileWarnings(paths));
}

/** The same for snapshots that are in memory. */
export function diffLoaded(
  loaded: LoadedSnapshots,
  options: DiffOptions = {},
  warnings: readonly Warning[] = [],
): DiffReport {
  const { earlier, last } = loaded;
  const show = options.showStrings ?? 'never';
  const limit = options.limit ?? Infinity;
  const { graph, retainedSize } = last;
  const comparison = compareTables([...earlier.map(({ table }) => table), buildSnapshotTable(last)]);
  const order = orderChangedRows(comparison);
  const shown = order.slice(0, limit);
  const samples = sampleAdded(comparison, new Set(shown), SAMPLES);
  const rows = shown.map((row) => {
    const sampleIds = (samples.get(row) ?? []).map((node) => graph.nodeId[node as NodeOrdinal]);
    const path: readonly PathStep[] | null = null;
    return buildClassGrowth(comparison, row, { sampleIds, path }, show);
  });
  return buildDiff(
    {
      facts: [...earlier.map(({ facts }) => facts), buildFacts(graph.data, retainedSize[graph.root])],
      comparison,
      suspects: [],
      warnings,
      nameOf: () => null,
    },
    { total: order.length, rows },
    { resized: Math.min(limit, RESIZED_SHOWN), suspects: options.suspectLimit ?? Infinity },
    show,
  );
}

function sameFileWarnings(paths: readonly string[]): readonly Warning[] {
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  return twice === undefined ? [] : [{ code: 'same-file', message: `${twice} is given twice` }];
}
