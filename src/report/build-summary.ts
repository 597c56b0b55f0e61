// SPDX-License-Identifier: MIT
// One analysed heap -> summary report.

import type { ClassTable } from '../analysis/class-table.js';
import type { ClassIndex } from '../analysis/classes.js';
import type { Statistics } from '../analysis/statistics.js';
import { buildClassRows } from '../diff/class-growth.js';
import type { SnapshotTable } from '../diff/snapshot-table.js';
import { buildDistance } from './build-distance.js';
import { type SnapshotFacts, buildHead } from './build-head.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassKey, maskClassName } from './mask-names.js';
import type { Accumulation, AllocationFrame, ClassSummary, ObjectInfo, SummaryReport } from './model.js';

/** What a summary is built from. */
export interface SummaryInputs {
  readonly facts: SnapshotFacts;
  readonly table: Pick<SnapshotTable, 'classes' | 'urls' | 'table'>;
  readonly statistics: Statistics;
  /** By retained size, largest first. */
  readonly biggest: readonly ObjectInfo[];
  readonly accumulations: readonly Accumulation[];
  /** The stack that allocated most of a class, where the snapshot has traces. */
  readonly stackOfClass: (classNumber: number) => readonly AllocationFrame[] | null;
}

/** Builds the report; classes by retained size. @param limit classes to show */
export function buildSummary(inputs: SummaryInputs, limit: number, show: ShowStrings): SummaryReport {
  const { table, urls } = inputs.table;
  const rows = buildClassRows([inputs.table], true);
  const classes = rows.identities
    .map((identity, number): ClassSummary & { number: number } => ({
      number,
      key: maskClassKey(identity.name, rows.keyEnds[number], show),
      className: maskClassName(identity.name, show),
      location:
        identity.place &&
        buildLocation({ ...identity.place, url: urls.get(identity.place.scriptId) ?? null }),
      count: table.counts[number],
      shallowSize: table.shallowSizes[number],
      retainedSize: table.retainedSizes[number],
      distance: buildDistance(table.distances[number]),
      allocationStack: null,
    }))
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) => b.retainedSize - a.retainedSize || b.shallowSize - a.shallowSize || (a.key < b.key ? -1 : 1),
    );
  const shown = classes.slice(0, limit).map(({ number, ...row }): ClassSummary => {
    return { ...row, allocationStack: inputs.stackOfClass(number) };
  });
  return {
    kind: 'summary',
    ...buildHead([inputs.facts]),
    statistics: inputs.statistics,
    classes: { total: classes.length, shown: shown.length, rows: shown },
    biggest: inputs.biggest,
    accumulations: inputs.accumulations,
  };
}

/** The classes of an analysis as a table of one snapshot. */
export function summaryTable(
  classes: ClassIndex,
  table: ClassTable,
  urls: ReadonlyMap<number, string>,
): Pick<SnapshotTable, 'classes' | 'urls' | 'table'> {
  return { classes: classes.classes, urls, table };
}
