// SPDX-License-Identifier: MIT
// Snapshots that are in memory -> diff report.

import type { NodeOrdinal } from '../core/columns.js';
import type { TaskOptions } from '../core/task.js';
import { buildPathNamer } from '../analysis/named-paths.js';
import { type TableComparison, compareTables, sampleAdded } from '../diff/compare-tables.js';
import { buildClassGrowth, buildDiff, orderChangedRows } from '../report/build-diff.js';
import { buildPath } from '../report/build-path.js';
import { buildSuspects, leaveOutKnown, suspectWarnings } from '../report/build-suspects.js';
import { buildFacts } from '../report/build-head.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { DiffReport, Warning } from '../report/model.js';
import { findSuspects } from '../suspects/find-suspects.js';
import type { KnownRetainer } from '../suspects/known-retainers.js';
import { buildPathFinder } from './path-finder.js';
import { type LoadedSnapshots, buildLastParts } from './earlier-snapshot.js';
import { withMinifiedWarning, withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface DiffOptions extends TaskOptions {
  /** Classes to show; Infinity = all. */
  readonly limit?: number;
  readonly suspectLimit?: number;
  /** Retainers that are known in this program, besides those that heapdiff knows. */
  readonly known?: readonly KnownRetainer[];
  readonly showStrings?: ShowStrings;
  /** Paths name the steps that they leave out; false if not given. */
  readonly tellFolded?: boolean;
}

const RESIZED_SHOWN = 20;
const SAMPLES = 3;
const PATHS_SHOWN = 3;

/** Compares snapshots that are in memory. O(nodes + edges). */
export function diffLoaded(
  loaded: LoadedSnapshots,
  options: DiffOptions = {},
  warnings: readonly Warning[] = [],
): DiffReport {
  const { earlier, last } = loaded;
  const show = options.showStrings ?? 'never';
  const limit = options.limit ?? Infinity;
  const { graph, retainedSize } = last;
  const { retainingTree, paths, table } = loaded.lastParts ?? buildLastParts(last);
  const comparison = compareTables([...earlier.map((snapshot) => snapshot.table), table]);
  const order = orderChangedRows(comparison);
  const shown = order.slice(0, limit);
  const samples = sampleAdded(comparison, new Set(shown), SAMPLES);
  const findPath = buildPathFinder(last, show, retainingTree, options.tellFolded);
  const known = options.known ?? [];
  const found = findSuspects({ heap: { ...last, retainingTree, paths }, comparison });
  const { findings, warnings: knownWarnings } = leaveOutKnown(found, known);
  const namer = buildPathNamer(last);
  const explained = new Set(choosePathRows(comparison, shown, samples));
  const rows = shown.map((row) => {
    const sample = (samples.get(row) ?? []) as readonly NodeOrdinal[];
    const sampleIds = sample.map((node) => graph.nodeId[node]);
    const path = explained.has(row) ? findPath(sample[0]) : null;
    return buildClassGrowth(comparison, row, { sampleIds, path }, show);
  });
  const report = buildDiff(
    {
      facts: [...earlier.map(({ facts }) => facts), buildFacts(graph.data, retainedSize[graph.root])],
      comparison,
      suspects: buildSuspects(
        {
          comparison,
          show,
          known,
          idOf: (node) => graph.nodeId[node],
          kindOf: (node) => graph.nodeKindNames[graph.nodeKind[node]],
          classOf: (node) => last.classes.classOf[node],
          buildPath: (steps) => buildPath(last, namer.namePath(steps), show, options.tellFolded),
        },
        findings,
      ),
      warnings: [...warnings, ...knownWarnings, ...suspectWarnings(findings, comparison.tables.length)],
      nameOf: (node) => findPath(node as NodeOrdinal).at(-1)?.name ?? null,
    },
    { total: order.length, rows },
    { resized: Math.min(limit, RESIZED_SHOWN), suspects: options.suspectLimit ?? Infinity },
    show,
  );
  const { sources } = last.locations;
  return withSourceWarnings(withMinifiedWarning(report, sources), sources);
}

/**
 * The growing classes whose path is shown: classes with a place in the code first, then other objects; V8's own
 * groups in parentheses only if there is nothing else.
 */
function choosePathRows(
  comparison: TableComparison,
  shown: readonly number[],
  samples: ReadonlyMap<number, readonly number[]>,
): readonly number[] {
  const { identities } = comparison.rows;
  const interest = (row: number): number =>
    identities[row].place !== null ? 2 : /^(?:\(|system \/|Function$)/.test(identities[row].name) ? 0 : 1;
  const growing = shown.filter(
    (row) =>
      samples.has(row) &&
      (comparison.changes?.addedCount[row] ?? 0) > (comparison.changes?.removedCount[row] ?? 0),
  );
  return growing
    .map((row, order) => ({ row, order, interest: interest(row) }))
    .sort((a, b) => b.interest - a.interest || a.order - b.order)
    .slice(0, PATHS_SHOWN)
    .map(({ row }) => row);
}
