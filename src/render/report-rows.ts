// SPDX-License-Identifier: MIT
// Report -> the flat rows of its main table, for formats that hold one table: CSV and NDJSON.

import type {
  ChainReport,
  ClassGrowth,
  ClassSummary,
  DiffReport,
  ExcerptReport,
  FreedReport,
  GrowthReport,
  ObjectReport,
  PartitionReport,
  PathStep,
  Report,
  RetainersReport,
  SummaryReport,
} from '../report/model.js';
import type { CsvValue } from './escape-csv.js';
import { formatScriptLocation } from './location-text.js';

/** Column names and one list of values a row. */
export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

function buildDiffTable(report: DiffReport): FlatTable {
  const steps = report.snapshots.map((_, index) => index + 1);
  const columns = [
    ...['key', 'className', 'location'],
    ...steps.map((step) => `count${step}`),
    ...steps.map((step) => `shallowSize${step}`),
    ...steps.map((step) => `retainedSize${step}`),
    ...['addedCount', 'addedShallowSize', 'removedCount', 'removedShallowSize', 'resizedCount'],
    ...['resizedSizeDelta', 'deltaCount', 'deltaShallowSize', 'deltaRetainedSize'],
  ];
  const rowOf = (row: ClassGrowth): CsvValue[] => [
    row.key,
    row.className,
    formatScriptLocation(row.location),
    ...row.counts,
    ...row.shallowSizes,
    ...row.retainedSizes,
    row.added?.count ?? null,
    row.added?.shallowSize ?? null,
    row.removed?.count ?? null,
    row.removed?.shallowSize ?? null,
    row.resized?.count ?? null,
    row.resized?.sizeDelta ?? null,
    row.delta.count,
    row.delta.shallowSize,
    row.delta.retainedSize,
  ];
  return { columns, rows: report.classes.rows.map(rowOf) };
}

function buildSummaryTable(report: SummaryReport): FlatTable {
  const rowOf = (row: ClassSummary): CsvValue[] => [
    row.key,
    row.className,
    formatScriptLocation(row.location),
    row.count,
    row.shallowSize,
    row.retainedSize,
    row.distance,
  ];
  const columns = ['key', 'className', 'location', 'count', 'shallowSize', 'retainedSize', 'distance'];
  return { columns, rows: report.classes.rows.map(rowOf) };
}

function buildPathTable(report: RetainersReport | ChainReport): FlatTable {
  const columns = [
    ...['path', 'step', 'id', 'className', 'name', 'edgeKind', 'edgeName', 'folded'],
    ...['shallowSize', 'retainedSize', 'location'],
  ];
  const rowOf = (step: PathStep, path: number, index: number): CsvValue[] => [
    path,
    index,
    step.id,
    step.className,
    step.name,
    step.edge?.kind ?? null,
    step.edge?.name ?? null,
    step.folded,
    step.shallowSize,
    step.retainedSize,
    formatScriptLocation(step.location),
  ];
  const rows = report.paths.flatMap((path, index) => path.map((step, at) => rowOf(step, index + 1, at + 1)));
  return { columns, rows };
}

function buildExcerptTable(report: ExcerptReport): FlatTable {
  const columns = ['from', 'to', 'kind', 'name', 'retaining', 'freedIfCut'];
  const rows = report.edges.map((edge) => [
    ...[edge.from, edge.to],
    ...[edge.kind, edge.name, String(edge.retaining)],
    edge.freedIfCut,
  ]);
  return { columns, rows };
}

function buildPartitionTable(report: PartitionReport): FlatTable {
  const columns = ['key', 'count', 'shallowSize', 'retainedSize', 'share', 'cumulativeShare'];
  const rows = report.groups.rows.map((row) => [
    row.key,
    row.count,
    row.shallowSize,
    row.retainedSize,
    row.share,
    row.cumulativeShare,
  ]);
  return { columns, rows };
}

function buildGrowthTable(report: GrowthReport): FlatTable {
  const steps = report.snapshots.map((_, index) => index + 1);
  const columns = [
    'key',
    ...steps.map((step) => `count${step}`),
    ...steps.map((step) => `shallowSize${step}`),
    ...steps.map((step) => `retainedSize${step}`),
    ...['deltaCount', 'deltaShallowSize', 'deltaRetainedSize', 'share', 'cumulativeShare'],
  ];
  const rows = report.groups.rows.map((row) => [
    row.key,
    ...row.counts,
    ...row.shallowSizes,
    ...row.retainedSizes,
    ...[row.delta.count, row.delta.shallowSize, row.delta.retainedSize, row.share, row.cumulativeShare],
  ]);
  return { columns, rows };
}

function buildFreedTable(report: FreedReport): FlatTable {
  const rows = report.classes.rows.map((row) => [row.className, row.count, row.shallowSize]);
  return { columns: ['className', 'count', 'shallowSize'], rows };
}

function buildObjectTable(report: ObjectReport): FlatTable {
  const columns = ['edgeKind', 'edgeName', 'id', 'className', 'value', 'shallowSize', 'retainedSize'];
  const rows = report.fields.rows.map(({ edge, id, className, value, shallowSize, retainedSize }) => [
    edge.kind,
    edge.name,
    id,
    className,
    value,
    shallowSize,
    retainedSize,
  ]);
  return { columns, rows };
}

/** Objects have a writer of their own, because they are streamed. */
export function buildFlatTable(report: Exclude<Report, { kind: 'objects' }>): FlatTable {
  switch (report.kind) {
    case 'diff':
      return buildDiffTable(report);
    case 'summary':
      return buildSummaryTable(report);
    case 'retainers':
    case 'chain':
      return buildPathTable(report);
    case 'excerpt':
      return buildExcerptTable(report);
    case 'partition':
      return buildPartitionTable(report);
    case 'growth':
      return buildGrowthTable(report);
    case 'freed':
      return buildFreedTable(report);
    case 'object':
      return buildObjectTable(report);
  }
}

/** The records of the same table with all their fields. */
export function findRecords(report: Exclude<Report, { kind: 'objects' }>): readonly unknown[] {
  switch (report.kind) {
    case 'diff':
    case 'summary':
      return report.classes.rows;
    case 'retainers':
    case 'chain':
      return report.paths.map((path) => ({ path }));
    case 'excerpt':
      return report.edges;
    case 'partition':
    case 'growth':
      return report.groups.rows;
    case 'freed':
      return report.classes.rows;
    case 'object':
      return report.fields.rows;
  }
}
