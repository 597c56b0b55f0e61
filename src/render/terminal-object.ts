// SPDX-License-Identifier: MIT
// Report on one object -> terminal text: what it is, why it is there, what it holds, what goes with it.

import type { Cut, ObjectField, ObjectReport } from '../report/model.js';
import { formatCount, formatSize } from './format-numbers.js';
import { formatLocation } from './location-text.js';
import { addAllocation, addHeadLine, addPath, addSection, addTable, addWarnings } from './terminal-parts.js';
import { closePage, formatCut, openPage, shownName } from './terminal-parts.js';
import type { Page, TerminalOptions } from './terminal-parts.js';
import type { TableColumn } from './terminal-table.js';
import { formatDistance, formatObject } from './terminal-summary.js';
import { wrapParts } from './wrap-text.js';

const indent = '  ';

export function renderTerminalObject(report: ObjectReport, options: TerminalOptions): string {
  const page = openPage(options);
  const { target, path, dominated } = report;
  addHeadLine(page, report, []);
  addWarnings(page, report);
  const parts = [
    formatObject(target),
    report.nodeKind,
    shownName(formatLocation(target.location)),
    `self ${formatSize(report.selfSize)}`,
    `shallow ${formatSize(target.shallowSize)}`,
    `retained ${formatSize(target.retainedSize)}`,
    `distance ${formatDistance(target.distance)}`,
    report.detachedness === 'unknown' ? '' : report.detachedness,
  ].filter((part) => part !== '');
  page.lines.push('', ...wrapParts(parts, { width: page.width, first: '', rest: indent, separator: ' · ' }));
  addAllocation(page, target.allocationStack, indent);
  if (path.length > 0) {
    addSection(page, 'PATH', 'the first of: heapdiff retainers');
    addPath(page, path, indent, '    ');
  }
  addFields(page, 'HOLDS', report.fields, '');
  if (dominated.total > 0) {
    addSection(page, 'GOES WITH IT', formatCut(dominated));
    const columns: TableColumn[] = [
      { key: 'object', title: 'object', align: 'left', cells: dominated.rows.map(formatObject), min: 12 },
      {
        key: 'retained',
        title: 'retained',
        align: 'right',
        cells: dominated.rows.map(({ retainedSize }) => formatSize(retainedSize)),
      },
    ];
    addTable(page, columns, indent);
  }
  addFields(page, 'HELD BY', report.retainers, 'by ');
  return closePage(page);
}

function addFields(page: Page, title: string, fields: Cut<ObjectField>, lead: string): void {
  if (fields.total === 0) return;
  addSection(page, title, formatCut(fields));
  const { rows } = fields;
  const columns: TableColumn[] = [
    {
      key: 'edge',
      title: 'edge',
      align: 'left',
      cells: rows.map(({ edge, retaining }) =>
        shownName(`${lead}${edgeText(edge)}${retaining ? '' : ' (weak)'}`),
      ),
      min: 8,
    },
    {
      key: 'object',
      title: 'object',
      align: 'left',
      cells: rows.map(({ className, value, id }) => shownName(`${value ?? className} @${id}`)),
      min: 12,
    },
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: rows.map((row) => formatSize(row.shallowSize)),
      drop: 1,
    },
    {
      key: 'retained',
      title: 'retained',
      align: 'right',
      cells: rows.map((row) => formatSize(row.retainedSize)),
    },
  ];
  addTable(page, columns, indent);
  if (fields.shown < fields.total) {
    page.lines.push(`${indent}… ${formatCount(fields.total - fields.shown)} more`);
  }
}

function edgeText({ kind, name }: ObjectField['edge']): string {
  if (kind === 'element') return `[${name}]`;
  return kind === 'property' ? `.${name}` : `${kind === 'context' ? 'variable' : kind} ${name}`;
}
