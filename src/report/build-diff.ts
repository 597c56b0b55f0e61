// SPDX-License-Identifier: MIT
// The comparison of N snapshots -> diff report. The only place where its ordinals become ids and texts.

import type { TableComparison } from '../diff/compare-tables.js';
import { findComparisonWarnings } from '../diff/order-warnings.js';
import { tellSlots } from '../analysis/collection-slots.js';
import { type ResizedNode, findResized } from '../diff/resized-objects.js';
import { buildExamined } from './build-examined.js';
import { type SnapshotFacts, buildHead } from './build-head.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassKey, maskClassName } from './mask-names.js';
import type {
  ClassGrowth,
  DiffReport,
  Location,
  PathStep,
  ResizedObject,
  Suspect,
  Warning,
} from './model.js';

/** What the report is built from. */
export interface DiffInputs {
  readonly facts: readonly SnapshotFacts[];
  readonly comparison: TableComparison;
  readonly suspects: readonly Suspect[];
  readonly warnings: readonly Warning[];
  /** Describes a resized object of the last snapshot by its ordinal there. */
  readonly nameOf: (node: number) => string | null;
}

/** Classes that changed, in the order of the report. */
export function orderChangedRows(comparison: TableComparison): readonly number[] {
  const { rows } = comparison;
  const delta = (sums: readonly Float64Array[], row: number): number =>
    sums[sums.length - 1][row] - sums[0][row];
  const order: number[] = [];
  for (let row = 0; row < rows.identities.length; row++) if (hasChanged(comparison, row)) order.push(row);
  return order.sort(
    (a, b) =>
      delta(comparison.retainedSizes, b) - delta(comparison.retainedSizes, a) ||
      delta(comparison.shallowSizes, b) - delta(comparison.shallowSizes, a) ||
      (rows.keys[a] < rows.keys[b] ? -1 : 1),
  );
}

function hasChanged({ counts, shallowSizes, retainedSizes, changes }: TableComparison, row: number): boolean {
  const moves = [counts, shallowSizes, retainedSizes].some((sums) =>
    sums.some((sum) => sum[row] !== sums[0][row]),
  );
  if (moves || changes === null) return moves;
  return changes.addedCount[row] + changes.removedCount[row] + changes.resizedCount[row] > 0;
}

/** One row. */
export function buildClassGrowth(
  comparison: TableComparison,
  row: number,
  extra: { sampleIds: readonly number[]; path: readonly PathStep[] | null },
  show: ShowStrings,
): ClassGrowth {
  const { rows, changes } = comparison;
  const column = (sums: readonly Float64Array[]): readonly number[] => sums.map((sum) => sum[row]);
  const counts = column(comparison.counts);
  const shallowSizes = column(comparison.shallowSizes);
  const retainedSizes = column(comparison.retainedSizes);
  const change = (sums: readonly number[]): number => sums[sums.length - 1] - sums[0];
  const { name } = rows.identities[row];
  const className = maskClassName(name, show);
  return {
    key: maskClassKey(name, rows.keyEnds[row], show),
    className,
    location: rowLocation(comparison, row),
    counts,
    shallowSizes,
    retainedSizes,
    added: changes && { count: changes.addedCount[row], shallowSize: changes.addedSize[row] },
    removed: changes && { count: changes.removedCount[row], shallowSize: changes.removedSize[row] },
    resized: changes && { count: changes.resizedCount[row], sizeDelta: changes.resizedDelta[row] },
    delta: { count: change(counts), shallowSize: change(shallowSizes), retainedSize: change(retainedSizes) },
    ...extra,
  };
}

/** Where the row's class was defined. */
export function rowLocation({ rows }: TableComparison, row: number): Location | null {
  const { place } = rows.identities[row];
  return place && buildLocation({ ...place, url: rows.urls[row] });
}

/** Builds the report. @param classes the rows to show of `totalClasses` */
export function buildDiff(
  inputs: DiffInputs,
  classes: { total: number; rows: readonly ClassGrowth[] },
  limits: { resized: number; suspects: number },
  show: ShowStrings,
): DiffReport {
  const { comparison, facts } = inputs;
  const counts = comparison.counts.map(sumOf);
  const shallowSizes = comparison.shallowSizes.map(sumOf);
  const end = counts.length - 1;
  const suspects = inputs.suspects.slice(0, limits.suspects);
  return {
    kind: 'diff',
    ...buildHead(facts, [
      ...findComparisonWarnings(comparison),
      ...outsideWarning(facts, shallowSizes),
      ...inputs.warnings,
    ]),
    identity: comparison.identity,
    totals: {
      counts,
      shallowSizes,
      growth: { count: counts[end] - counts[0], shallowSize: shallowSizes[end] - shallowSizes[0] },
      outsideHeap: facts.map(({ extraNativeSize }) => extraNativeSize),
    },
    classes: { total: classes.total, shown: classes.rows.length, rows: classes.rows },
    suspects: { total: inputs.suspects.length, shown: suspects.length, rows: suspects },
    examined: buildExamined(comparison),
    resized: buildResized(inputs, limits.resized, show),
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function outsideWarning(
  facts: readonly SnapshotFacts[],
  shallowSizes: readonly number[],
): readonly Warning[] {
  const end = facts.length - 1;
  const outside = facts[end].extraNativeSize - facts[0].extraNativeSize;
  const inside = shallowSizes[end] - shallowSizes[0];
  if (outside <= Math.max(inside, 1_000_000)) return [];
  const message = `memory outside the JavaScript heap grew by ${outside} bytes, the heap itself by ${inside}: look for native memory, not for objects`;
  return [{ code: 'outside-heap-growth', message }];
}

function buildResized(inputs: DiffInputs, limit: number, show: ShowStrings): DiffReport['resized'] {
  const { comparison } = inputs;
  const { tables, matches, rows } = comparison;
  if (matches === null) return { total: 0, shown: 0, rows: [] };
  const first = tables[0];
  const last = tables[tables.length - 1];
  const { total, top } = findResized(first, last, matches[0], limit);
  const isArray = last.classes.map(({ name }) => name === 'Array');
  let emptyArray: number | null = null;
  for (let node = 0; node < last.nodeCount; node++) {
    const size = last.shallowSize[node];
    if (size > 0 && isArray[last.classOf[node]] && (emptyArray === null || size < emptyArray))
      emptyArray = size;
  }
  const tellEntries = (className: string, sizes: readonly number[]): readonly [number, number] | null => {
    const [before, after] = sizes.map((size) => tellSlots(className, size, emptyArray));
    return before === null || after === null ? null : [before, after];
  };
  const shown = top.map(({ first: before, last: after, sizeDelta }: ResizedNode): ResizedObject => {
    const row = rows.rowOf[tables.length - 1][last.classOf[after]];
    return {
      id: last.id[after],
      className: maskClassName(rows.identities[row].name, show),
      name: inputs.nameOf(after),
      shallowSizes: [first.shallowSize[before], last.shallowSize[after]],
      entries: tellEntries(rows.identities[row].name, [first.shallowSize[before], last.shallowSize[after]]),
      sizeDelta,
      location: rowLocation(comparison, row),
    };
  });
  return { total, shown: shown.length, rows: shown };
}
