// SPDX-License-Identifier: MIT
// Partition report -> terminal text: one table, largest groups first, with running percentages.

import type { PartitionReport } from '../report/model.js';
import { formatCount, formatPercent, formatSize } from './format-numbers.js';
import {
  addHeadLine,
  addSection,
  addTable,
  addWarnings,
  closePage,
  formatCut,
  openPage,
  shownName,
} from './terminal-parts.js';
import type { TerminalOptions } from './terminal-parts.js';
import type { TableColumn } from './terminal-table.js';

export function renderTerminalPartition(report: PartitionReport, options: TerminalOptions): string {
  const page = openPage(options);
  const { totals, groups, by } = report;
  addHeadLine(page, report, []);
  addWarnings(page, report);
  addSection(
    page,
    `OBJECTS BY ${by.toUpperCase()}`,
    `${formatCut(groups)}, ${formatCount(totals.count)} objects, ${formatSize(totals.shallowSize)}`,
  );
  const { rows } = groups;
  const columns: TableColumn[] = [
    {
      key: 'key',
      title: by,
      align: 'left',
      cells: rows.map(({ key }) => shownName(key)),
      min: 12,
      cut: 'middle',
    },
    { key: 'count', title: 'objects', align: 'right', cells: rows.map(({ count }) => formatCount(count)) },
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: rows.map((row) => formatSize(row.shallowSize)),
    },
    {
      key: 'share',
      title: 'share',
      align: 'right',
      cells: rows.map(({ share }) => formatPercent(share)),
      drop: 2,
    },
    {
      key: 'sum',
      title: 'so far',
      align: 'right',
      cells: rows.map((row) => formatPercent(row.cumulativeShare)),
    },
    {
      key: 'retained',
      title: 'retained',
      align: 'right',
      cells: rows.map((row) => formatSize(row.retainedSize)),
      drop: 1,
    },
  ];
  addTable(page, columns, '  ');
  return closePage(page);
}
