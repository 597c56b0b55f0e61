// A report -> the columns of its class table: how each is titled, sorted and drawn.

import type { ViewerData } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { size } from '../dom/parts.js';
import { trend } from '../dom/trend.js';
import { formatChange, formatCount, formatSnapshot } from '../text/format.js';
import { type ClassRow, findLeastStep } from './class-rows.js';

export type Measure = 'count' | 'shallow' | 'retained';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly width: number;
  /** Also shown on a phone. */
  readonly isMain: boolean;
  readonly value: (row: ClassRow) => number;
  readonly cell: (row: ClassRow, most: number) => Child;
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

/** On a square root's scale, so that small ones can be told from nothing. */
function bar(value: number, most: number): HTMLElement {
  const fill = h('i', {});
  fill.style.setProperty('width', `${Math.round(Math.sqrt(Math.max(0, value) / Math.max(1, most)) * 100)}%`);
  return h('span', { class: 'row-bar', 'aria-hidden': 'true' }, fill);
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
      cell(row) {
        const value = seriesOf(row, measure)[at] ?? 0;
        return measure === 'count' ? formatCount(value) : size(value);
      },
    });
  }
  columns.push({
    id: 'trend',
    title: 'Trend',
    group: `${measureNames[measure]} in each snapshot`,
    width: 76,
    isMain: true,
    value: (row) => findLeastStep(seriesOf(row, measure)),
    cell: (row) =>
      trend(seriesOf(row, measure), { width: 62, height: 20, tone: toneOf(row), label: 'Trend' }),
  });
  const objects = `Objects, A to ${last}`;
  columns.push({
    id: 'growth',
    title: 'Growth',
    group: objects,
    width: 76,
    isMain: true,
    value: (row) => row.growth?.delta.count ?? 0,
    cell: (row) =>
      h(
        'span',
        { class: row.isNamed ? `strong ${toneOf(row)}` : '' },
        formatChange(row.growth?.delta.count ?? 0),
      ),
  });
  if (snapshots > 2) {
    columns.push({
      id: 'step',
      title: 'Least a step',
      group: objects,
      width: 92,
      isMain: false,
      value: (row) => findLeastStep(row.growth?.counts ?? []),
      cell: (row) => formatChange(findLeastStep(row.growth?.counts ?? [])),
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
      cell: (row) => (row.growth?.added ? formatCount(row.growth.added.count) : '\u2013'),
    },
    {
      id: 'removed',
      title: 'Removed',
      group: objects,
      width: 76,
      isMain: false,
      value: (row) => row.growth?.removed?.count ?? 0,
      cell: (row) => (row.growth?.removed ? formatCount(row.growth.removed.count) : '\u2013'),
    },
    {
      id: 'shallow',
      title: 'Shallow',
      group: `Bytes, A to ${last}`,
      width: 92,
      isMain: true,
      value: (row) => row.growth?.delta.shallowSize ?? 0,
      cell: (row) => h('b', {}, size(row.growth?.delta.shallowSize ?? 0, { signed: true })),
    },
    {
      id: 'retained',
      title: 'Retained',
      group: `Bytes, A to ${last}`,
      width: 138,
      isMain: false,
      value: (row) => row.growth?.delta.retainedSize ?? 0,
      cell: (row, most) =>
        h(
          'span',
          { class: 'with-bar' },
          bar(row.growth?.delta.retainedSize ?? 0, most),
          size(row.growth?.delta.retainedSize ?? 0, { signed: true }),
        ),
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
    cell: (row) => formatCount(row.summary?.count ?? 0),
  },
  {
    id: 'distance',
    title: 'Distance',
    group: '',
    width: 100,
    isMain: false,
    value: distanceValue,
    cell: (row) => String(row.summary?.distance ?? ''),
  },
  {
    id: 'shallow',
    title: 'Shallow',
    group: 'Bytes',
    width: 110,
    isMain: true,
    value: (row) => row.summary?.shallowSize ?? 0,
    cell: (row) => h('b', {}, size(row.summary?.shallowSize ?? 0)),
  },
  {
    id: 'retained',
    title: 'Retained',
    group: 'Bytes',
    width: 150,
    isMain: false,
    value: (row) => row.summary?.retainedSize ?? 0,
    cell: (row, most) =>
      h(
        'span',
        { class: 'with-bar' },
        bar(row.summary?.retainedSize ?? 0, most),
        size(row.summary?.retainedSize ?? 0),
      ),
  },
];

export function findColumns({ report }: ViewerData, measure: Measure): readonly Column[] {
  return report.kind === 'diff' ? growthColumns(report.snapshots.length, measure) : summaryColumns;
}
