// A report -> the columns of its class table: how each is titled, sorted and drawn.

import type { ViewerData } from '../../src/report/model.js';
import { formatChange, formatCount, formatSnapshot } from '../text/format.js';
import { type CellView, barCell, boldCell, sizeCell, textCell, tonedCell, trendCell } from './cell-views.js';
import { type ClassRow, findLeastStep } from './class-rows.js';

export type Measure = 'count' | 'shallow' | 'retained';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly width: number;
  /** What the title leaves open. */
  readonly hint?: string;
  /** Also shown on a phone. */
  readonly isMain: boolean;
  readonly value: (row: ClassRow) => number;
  readonly buildCell: () => CellView;
}

function toneOf(row: ClassRow): string {
  if (row.suspect === 0) return 'is-plain';
  return row.suspect === 1 ? 'is-grow' : 'is-warm';
}

function seriesOf(row: ClassRow, measure: Measure): readonly number[] {
  const { growth } = row;
  if (growth === null) return [];
  return measure === 'count'
    ? growth.counts
    : measure === 'shallow'
      ? growth.shallowSizes
      : growth.retainedSizes;
}

const measureNames = { count: 'Count', shallow: 'Shallow size', retained: 'Retained size' } as const;

function growthColumns(snapshots: number, measure: Measure): Column[] {
  const last = formatSnapshot(snapshots - 1);
  const columns: Column[] = [];
  for (let at = 0; at < snapshots; at++) {
    columns.push({
      id: `s${at}`,
      title: formatSnapshot(at),
      group: `${measureNames[measure]} in each snapshot`,
      width: 72,
      isMain: false,
      value: (row) => seriesOf(row, measure)[at] ?? 0,
      buildCell: () =>
        measure === 'count'
          ? textCell((row) => formatCount(seriesOf(row, measure)[at] ?? 0))
          : sizeCell((row) => seriesOf(row, measure)[at] ?? 0),
    });
  }
  columns.push({
    id: 'trend',
    title: 'Trend',
    group: `${measureNames[measure]} in each snapshot`,
    width: 76,
    isMain: true,
    value: (row) => findLeastStep(seriesOf(row, measure)),
    buildCell: () => trendCell((row) => seriesOf(row, measure), toneOf),
  });
  const objects = `Objects, A to ${last}`;
  columns.push({
    id: 'growth',
    title: 'Growth',
    group: objects,
    width: 76,
    isMain: true,
    value: (row) => row.growth?.delta.count ?? 0,
    buildCell: () =>
      tonedCell(
        (row) => formatChange(row.growth?.delta.count ?? 0),
        (row) => (row.isNamed ? `strong ${toneOf(row)}` : ''),
      ),
  });
  if (snapshots > 2) {
    columns.push({
      id: 'step',
      title: 'Least a step',
      hint: 'The smallest growth from one snapshot to the next: above 0 it grew every time',
      group: objects,
      width: 92,
      isMain: false,
      value: (row) => findLeastStep(row.growth?.counts ?? []),
      buildCell: () => textCell((row) => formatChange(findLeastStep(row.growth?.counts ?? []))),
    });
  }
  columns.push(
    {
      id: 'added',
      title: 'Added',
      group: objects,
      width: 72,
      isMain: false,
      value: (row) => row.growth?.added?.count ?? 0,
      buildCell: () =>
        textCell((row) => (row.growth?.added ? formatCount(row.growth.added.count) : '\u2013')),
    },
    {
      id: 'removed',
      title: 'Removed',
      group: objects,
      width: 76,
      isMain: false,
      value: (row) => row.growth?.removed?.count ?? 0,
      buildCell: () =>
        textCell((row) => (row.growth?.removed ? formatCount(row.growth.removed.count) : '\u2013')),
    },
    {
      id: 'shallow',
      title: 'Shallow',
      group: `Bytes, A to ${last}`,
      width: 92,
      isMain: true,
      value: (row) => row.growth?.delta.shallowSize ?? 0,
      buildCell: () => boldCell(sizeCell((row) => row.growth?.delta.shallowSize ?? 0, { signed: true })),
    },
    {
      id: 'retained',
      title: 'Retained',
      group: `Bytes, A to ${last}`,
      width: 138,
      isMain: false,
      value: (row) => row.growth?.delta.retainedSize ?? 0,
      buildCell: () => barCell((row) => row.growth?.delta.retainedSize ?? 0, { signed: true }),
    },
  );
  return columns;
}

function distanceValue(row: ClassRow): number {
  const distance = row.summary?.distance ?? 0;
  return typeof distance === 'number' ? distance : 1e9;
}

const summaryColumns: readonly Column[] = [
  {
    id: 'count',
    title: 'Objects',
    group: '',
    width: 100,
    isMain: true,
    value: (row) => row.summary?.count ?? 0,
    buildCell: () => textCell((row) => formatCount(row.summary?.count ?? 0)),
  },
  {
    id: 'distance',
    title: 'Distance',
    group: '',
    width: 100,
    isMain: false,
    value: distanceValue,
    buildCell: () => textCell((row) => String(row.summary?.distance ?? '')),
  },
  {
    id: 'shallow',
    title: 'Shallow',
    group: 'Bytes',
    width: 110,
    isMain: true,
    value: (row) => row.summary?.shallowSize ?? 0,
    buildCell: () => boldCell(sizeCell((row) => row.summary?.shallowSize ?? 0)),
  },
  {
    id: 'retained',
    title: 'Retained',
    group: 'Bytes',
    width: 150,
    isMain: false,
    value: (row) => row.summary?.retainedSize ?? 0,
    buildCell: () => barCell((row) => row.summary?.retainedSize ?? 0),
  },
];

export function findColumns({ report }: ViewerData, measure: Measure): readonly Column[] {
  return report.kind === 'diff' ? growthColumns(report.snapshots.length, measure) : summaryColumns;
}
