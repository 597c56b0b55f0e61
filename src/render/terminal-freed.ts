// SPDX-License-Identifier: MIT
// Freed report -> terminal text: what goes, how much of it, and of which classes.

import type { FreedReport } from '../report/model.js';
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
import { wrapParts } from './wrap-text.js';

export function renderTerminalFreed(report: FreedReport, options: TerminalOptions): string {
  const page = openPage(options);
  const { objects, className, edges, freed, freedAlone, classes } = report;
  addHeadLine(page, report, []);
  addWarnings(page, report);
  const samples = objects.sampleIds.map((id) => `@${id}`).join(' ');
  const more = objects.count > objects.sampleIds.length ? ' …' : '';
  const gone =
    className === null ? samples + more : `all ${formatCount(objects.count)} ${shownName(className)}`;
  const parts = [gone, ...edges.map(({ ownerId, name }) => `edge ${shownName(name)} of @${ownerId}`)];
  page.lines.push(
    '',
    ...wrapParts(
      parts.filter((part) => part !== ''),
      { width: page.width, first: 'without ', rest: '  ', separator: ', ' },
    ),
  );
  const title = `${formatCount(freed.count)} objects, ${formatSize(freed.shallowSize)}`;
  const shared = objects.count + edges.length > 1 ? freed.shallowSize - freedAlone : 0;
  const note = shared > 0 ? `${title}; ${formatSize(shared)} of it only because all go together` : title;
  addSection(page, 'FREED', note);
  if (classes.rows.length === 0) {
    page.lines.push('  Nothing: all of it is held in other ways as well.');
    return closePage(page);
  }
  const whole = Math.max(1, freed.shallowSize);
  const columns: TableColumn[] = [
    {
      key: 'class',
      title: `class (${formatCut(classes)})`,
      align: 'left',
      cells: classes.rows.map((row) => shownName(row.className)),
      min: 12,
      cut: 'middle',
    },
    {
      key: 'count',
      title: 'objects',
      align: 'right',
      cells: classes.rows.map(({ count }) => formatCount(count)),
    },
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: classes.rows.map((row) => formatSize(row.shallowSize)),
    },
    {
      key: 'share',
      title: 'share',
      align: 'right',
      cells: classes.rows.map((row) => formatPercent(row.shallowSize / whole)),
      drop: 1,
    },
  ];
  addTable(page, columns, '  ');
  return closePage(page);
}
