// SPDX-License-Identifier: MIT
// Growth report -> terminal text: one table of groups, the largest growth first.

import type { GrowthReport } from '../report/model.js';
import { formatCount, formatCountChange, formatPercent, formatSize } from './format-numbers.js';
import { formatSizeChange } from './format-numbers.js';
import {
  addHeadLine,
  addSection,
  addTable,
  addWarnings,
  closePage,
  formatCut,
  formatSteps,
  openPage,
  shownName,
} from './terminal-parts.js';
import type { TerminalOptions } from './terminal-parts.js';
import type { TableColumn } from './terminal-table.js';

export function renderTerminalGrowth(report: GrowthReport, options: TerminalOptions): string {
  const page = openPage(options);
  const { groups, by, against } = report;
  const { rows } = groups;
  addHeadLine(page, report, []);
  addWarnings(page, report);
  const note = against === 'peak' ? ', over the most that any earlier snapshot has' : '';
  addSection(page, `GROWTH BY ${by.toUpperCase()}`, `${formatCut(groups)}${note}`);
  if (rows.length === 0) {
    page.lines.push(against === 'peak' ? '  Nothing has grown beyond its peak.' : '  Nothing has changed.');
    return closePage(page);
  }
  const right = (
    key: string,
    title: string,
    cellOf: (row: GrowthReport['groups']['rows'][number]) => string,
    drop?: number,
  ): TableColumn => ({
    ...{ key, title, align: 'right', cells: rows.map(cellOf) },
    ...(drop === undefined ? {} : { drop }),
  });
  const columns: TableColumn[] = [
    {
      key: 'key',
      title: by,
      align: 'left',
      cells: rows.map(({ key }) => shownName(key)),
      min: 12,
      cut: 'middle',
    },
    right('counts', 'objects', ({ counts }) => formatSteps(counts, formatCount), 4),
    right('count', 'Δ', ({ delta }) => formatCountChange(delta.count)),
    right('shallow', 'shallow', ({ shallowSizes }) => formatSize(shallowSizes.at(-1) ?? 0), 3),
    right('size', 'Δ', ({ delta }) => formatSizeChange(delta.shallowSize)),
    right('share', 'share', ({ share }) => formatPercent(share), 2),
    right('sum', 'so far', ({ cumulativeShare }) => formatPercent(cumulativeShare)),
    right('retained', 'Δ retained', ({ delta }) => formatSizeChange(delta.retainedSize), 1),
  ];
  addTable(page, columns, '  ');
  return closePage(page);
}
