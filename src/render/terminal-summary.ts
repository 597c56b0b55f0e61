// SPDX-License-Identifier: MIT
// Summary report -> terminal text: head, memory by category, what piles up, classes, biggest objects.

import type { Distance, ObjectInfo, SummaryReport } from '../report/model.js';
import { buildRetainersCommand } from './follow-up-command.js';
import { formatCount, formatPercent, formatSize } from './format-numbers.js';
import { formatShortLocation } from './location-text.js';
import { addAllocation, addHeadLine, addSection, addTable, addWarnings } from './terminal-parts.js';
import { closePage, formatCut, openPage, shownName } from './terminal-parts.js';
import type { Page, TerminalOptions } from './terminal-parts.js';
import type { TableColumn } from './terminal-table.js';
import { cutToWidth } from './text-width.js';

const indent = '  ';

export function formatDistance(distance: Distance): string {
  return typeof distance === 'number' ? formatCount(distance) : distance;
}

function addStatistics(page: Page, report: SummaryReport): void {
  const { total, native, v8heap } = report.statistics;
  const rows: readonly (readonly [string, number])[] = [
    ['code', v8heap.code],
    ['strings', v8heap.strings],
    ['JavaScript arrays', v8heap.jsArrays],
    ['typed arrays', native.typedArrays],
    ['other native', native.total - native.typedArrays],
    ['system', v8heap.system],
    ['other objects', v8heap.total - v8heap.code - v8heap.strings - v8heap.jsArrays - v8heap.system],
  ];
  const shown = rows.filter(([, size]) => size > 0).sort((a, b) => b[1] - a[1]);
  addSection(page, 'MEMORY', formatSize(total));
  const columns: TableColumn[] = [
    { key: 'kind', title: 'kind', align: 'left', cells: shown.map(([name]) => name), min: 6 },
    { key: 'size', title: 'size', align: 'right', cells: shown.map(([, size]) => formatSize(size)) },
    {
      key: 'share',
      title: 'share',
      align: 'right',
      cells: shown.map(([, size]) => (total > 0 ? formatPercent(size / total) : '')),
      drop: 1,
    },
  ];
  addTable(page, columns, indent);
}

function buildSizeColumns(
  rows: readonly { shallowSize: number; retainedSize: number; distance: Distance }[],
): TableColumn[] {
  return [
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: rows.map((row) => formatSize(row.shallowSize)),
      drop: 30,
    },
    {
      key: 'retained',
      title: 'retained',
      align: 'right',
      cells: rows.map((row) => formatSize(row.retainedSize)),
    },
    {
      key: 'distance',
      title: 'distance',
      align: 'right',
      cells: rows.map((row) => formatDistance(row.distance)),
      drop: 10,
    },
  ];
}

function buildWhereColumn(cells: readonly string[]): TableColumn[] {
  if (cells.every((cell) => cell === '')) return [];
  return [
    { key: 'where', title: '', align: 'left', cells, tone: () => 'dim', min: 14, cut: 'start', drop: 20 },
  ];
}

function addClasses(page: Page, report: SummaryReport): void {
  const { rows } = report.classes;
  addSection(page, 'CLASSES', `${formatCut(report.classes)}, by retained size`);
  const columns: TableColumn[] = [
    {
      key: 'class',
      title: 'class',
      align: 'left',
      cells: rows.map((row) => shownName(row.className)),
      min: 14,
      cut: 'middle',
    },
    ...buildWhereColumn(rows.map((row) => shownName(formatShortLocation(row.location)))),
    {
      key: 'count',
      title: 'objects',
      align: 'right',
      cells: rows.map((row) => formatCount(row.count)),
      drop: 40,
    },
    ...buildSizeColumns(rows),
  ];
  addTable(page, columns, indent);
  for (const row of rows.filter((candidate) => candidate.allocationStack !== null).slice(0, 3)) {
    page.lines.push(`${indent}${cutToWidth(shownName(row.className), page.width - indent.length, 'middle')}`);
    addAllocation(page, row.allocationStack, '    ');
  }
}

/** `Map @90211 sessions` */
export function formatObject(object: ObjectInfo): string {
  const name = object.name === null ? '' : ` ${shownName(object.name)}`;
  return `${shownName(object.className)} @${object.id}${name}`;
}

/** What is likely to be the answer where there is one snapshot only. */
function addAccumulations(page: Page, report: SummaryReport): void {
  const { accumulations: rows } = report;
  const [first] = rows;
  if (first === undefined) return;
  addSection(page, 'PILES UP', `${formatCount(rows.length)}, objects that keep many others`);
  const columns: TableColumn[] = [
    {
      key: 'object',
      title: 'object',
      align: 'left',
      cells: rows.map(({ holder }) => formatObject(holder)),
      min: 14,
      cut: 'middle',
    },
    ...buildWhereColumn(rows.map(({ holder }) => shownName(formatShortLocation(holder.location)))),
    {
      key: 'keeps',
      title: 'keeps',
      align: 'left',
      cells: rows.map(({ count, className }) => `${formatCount(count)} ${shownName(className)}`),
      min: 12,
      cut: 'middle',
    },
    {
      key: 'retained',
      title: 'retained',
      align: 'right',
      cells: rows.map(({ holder }) => formatSize(holder.retainedSize)),
    },
    {
      key: 'share',
      title: 'share',
      align: 'right',
      cells: rows.map(({ holder }) => formatPercent(holder.retainedSize / report.statistics.total)),
      drop: 10,
    },
  ];
  addTable(page, columns, indent);
  addRetainersCommand(page, report, first.holder.id);
}

function addRetainersCommand(page: Page, report: SummaryReport, id: number): void {
  const room = page.width - indent.length - 'more: '.length;
  const command = cutToWidth(buildRetainersCommand(report.snapshots[0]?.path ?? '-', id, room), room);
  page.lines.push(`${indent}${page.style('more:', 'dim')} ${page.style(command, 'command')}`);
}

function addBiggest(page: Page, report: SummaryReport): void {
  const { biggest } = report;
  const [first] = biggest;
  if (first === undefined) return;
  addSection(page, 'BIGGEST OBJECTS', 'by retained size');
  const columns: TableColumn[] = [
    {
      key: 'object',
      title: 'object',
      align: 'left',
      cells: biggest.map(formatObject),
      min: 14,
      cut: 'middle',
    },
    ...buildWhereColumn(biggest.map((object) => shownName(formatShortLocation(object.location)))),
    ...buildSizeColumns(biggest),
  ];
  addTable(page, columns, indent);
  addRetainersCommand(page, report, first.id);
}

export function renderTerminalSummary(report: SummaryReport, options: TerminalOptions): string {
  const page = openPage(options);
  addHeadLine(page, report, []);
  addWarnings(page, report);
  addStatistics(page, report);
  addAccumulations(page, report);
  addClasses(page, report);
  addBiggest(page, report);
  return closePage(page);
}
