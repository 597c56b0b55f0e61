// SPDX-License-Identifier: MIT
// Diff report -> terminal text: head, warnings, suspects, growth by class, resized objects, why they stay alive.

import type { ClassGrowth, DiffReport, ResizedObject } from '../report/model.js';
import { buildRetainersCommand } from './follow-up-command.js';
import {
  formatCount,
  formatCountChange,
  formatPercent,
  formatSize,
  formatSizeChange,
} from './format-numbers.js';
import { formatShortLocation } from './location-text.js';
import { toneOfChange } from './style.js';
import {
  addHeadLine,
  addPath,
  addSection,
  addTable,
  addWarnings,
  closePage,
  formatCut,
  openPage,
  shownName,
} from './terminal-parts.js';
import type { Page, TerminalOptions } from './terminal-parts.js';
import { addSuspects } from './terminal-suspects.js';
import type { TableColumn } from './terminal-table.js';
import { cutToWidth } from './text-width.js';

const indent = '  ';

/** One text a row, in which the numbers of each snapshot stand below one another; one number where all agree. */
function alignSteps(rows: readonly (readonly number[])[], format: (value: number) => string): string[] {
  const texts = rows.map((row) => row.map(format));
  const widths = (texts[0] ?? []).map((_, step) =>
    texts.reduce((widest, row) => Math.max(widest, row[step]?.length ?? 0), 0),
  );
  return texts.map((row) =>
    row.every((text) => text === row[0])
      ? (row.at(-1) ?? '')
      : row.map((text, step) => text.padStart(widths[step] ?? 0)).join(' → '),
  );
}

function firstAndLast(values: readonly number[]): number[] {
  return [values[0] ?? 0, values.at(-1) ?? 0];
}

function buildChangeColumn(
  key: string,
  beside: string,
  changes: readonly number[],
  format: (change: number) => string,
  drop?: number,
): TableColumn {
  return {
    key: `${key}Change`,
    title: 'Δ',
    titleAlone: `Δ ${key}`,
    beside,
    align: 'right',
    cells: changes.map(format),
    tone: (row) => toneOfChange(changes[row] ?? 0),
    ...(drop === undefined ? {} : { drop }),
  };
}

function buildCountColumns(rows: readonly ClassGrowth[], isStructural: boolean): TableColumn[] {
  const counts = rows.map((row) => row.counts);
  const steps = counts.map(firstAndLast);
  const hasMiddle = (counts[0]?.length ?? 2) > 2;
  const last: TableColumn = {
    key: 'last',
    title: 'objects',
    align: 'right',
    cells: rows.map((row) => formatCount(row.counts.at(-1) ?? 0)),
    insteadOf: 'ends',
    drop: 60,
  };
  const ends: TableColumn = {
    key: 'ends',
    title: 'objects',
    align: 'right',
    cells: alignSteps(steps, formatCount),
    drop: 40,
    ...(hasMiddle ? { insteadOf: 'all' } : {}),
  };
  const all: TableColumn = {
    key: 'all',
    title: 'objects',
    align: 'right',
    cells: alignSteps(counts, formatCount),
    drop: 15,
  };
  const changes = rows.map((row) => row.delta.count);
  const change = buildChangeColumn('objects', '', changes, formatCountChange, 70);
  const churn: TableColumn = {
    key: 'churn',
    title: 'new / gone',
    align: 'right',
    cells: rows.map((row) =>
      row.added === null || row.removed === null
        ? ''
        : `${formatCount(row.added.count)} / ${formatCount(row.removed.count)}`,
    ),
    tone: () => 'dim',
    drop: 5,
  };
  return [...(hasMiddle ? [all] : []), ends, last, { ...change, title: 'Δ', titleAlone: 'Δ' }].concat(
    isStructural ? [] : [churn],
  );
}

function addClasses(page: Page, report: DiffReport): void {
  const { rows } = report.classes;
  if (rows.length === 0) {
    page.lines.push('', 'No class grew or shrank.');
    return;
  }
  addSection(page, 'GROWTH BY CLASS', `${formatCut(report.classes)}, by retained growth`);
  const locations = rows.map((row) => shownName(formatShortLocation(row.location)));
  const columns: TableColumn[] = [
    {
      key: 'class',
      title: 'class',
      align: 'left',
      cells: rows.map((row) => shownName(row.className)),
      // "system / Context" and the like stay whole.
      min: 18,
      cut: 'middle',
    },
    {
      key: 'where',
      title: '',
      align: 'left',
      cells: locations,
      tone: () => 'dim',
      min: 14,
      cut: 'start',
      drop: 50,
    },
    ...buildCountColumns(rows, report.identity.mode === 'structural'),
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: rows.map((row) => formatSize(row.shallowSizes.at(-1) ?? 0)),
      drop: 10,
    },
    buildChangeColumn(
      'shallow',
      'shallow',
      rows.map((row) => row.delta.shallowSize),
      formatSizeChange,
      30,
    ),
    {
      key: 'retained',
      title: 'retained',
      align: 'right',
      cells: rows.map((row) => formatSize(row.retainedSizes.at(-1) ?? 0)),
      drop: 20,
    },
    buildChangeColumn(
      'retained',
      'retained',
      rows.map((row) => row.delta.retainedSize),
      formatSizeChange,
    ),
  ];
  const shown = locations.some((location) => location !== '')
    ? columns
    : columns.filter((column) => column.key !== 'where');
  addTable(page, shown, indent);
}

function formatResizedName(object: ResizedObject): string {
  const name = object.name === null ? '' : ` \`${shownName(object.name)}\``;
  return `${shownName(object.className)} @${object.id}${name}`;
}

function addResized(page: Page, report: DiffReport): void {
  const { rows } = report.resized;
  if (rows.length === 0) return;
  addSection(page, 'RESIZED', `${formatCut(report.resized)}, in both snapshots with another size`);
  const entries = rows.map((row) => row.entries);
  const columns: TableColumn[] = [
    {
      key: 'object',
      title: 'object',
      align: 'left',
      cells: rows.map(formatResizedName),
      min: 14,
      cut: 'middle',
    },
    {
      key: 'where',
      title: '',
      align: 'left',
      cells: rows.map((row) => shownName(formatShortLocation(row.location))),
      tone: () => 'dim',
      min: 14,
      cut: 'start',
      drop: 10,
    },
    {
      key: 'entries',
      title: 'slots',
      align: 'right',
      cells: entries.map((pair) =>
        pair === null ? '' : `${formatCount(pair[0])} → ${formatCount(pair[1])}`,
      ),
      drop: 30,
    },
    {
      key: 'shallow',
      title: 'shallow',
      align: 'right',
      cells: alignSteps(
        rows.map((row) => row.shallowSizes),
        formatSize,
      ),
      drop: 20,
    },
    buildChangeColumn(
      'shallow',
      'shallow',
      rows.map((row) => row.sizeDelta),
      formatSizeChange,
    ),
  ];
  const isFilled = (column: TableColumn): boolean => column.cells.some((cell) => cell !== '');
  addTable(page, columns.filter(isFilled), indent);
}

function addPaths(page: Page, report: DiffReport): void {
  const file = report.snapshots.at(-1)?.path ?? '-';
  // What a suspect says is not said again.
  const told = new Set(
    report.suspects.rows.flatMap(({ growing, also }) => [growing, ...also].map(({ key }) => key)),
  );
  for (const row of report.classes.rows) {
    const id = row.path?.at(-1)?.id;
    if (row.path === null || id === undefined || told.has(row.key)) continue;
    addSection(page, `WHY ${cutToWidth(shownName(row.className), 40, 'middle')} STAYS ALIVE`, '');
    addPath(page, row.path, indent, '    ');
    const room = page.width - 'more: '.length - indent.length;
    const command = cutToWidth(buildRetainersCommand(file, id, room), room);
    page.lines.push(`${indent}${page.style('more:', 'dim')} ${page.style(command, 'command')}`);
  }
}

function formatIdentity(report: DiffReport): string {
  const { mode, matchedFraction } = report.identity;
  return mode === 'id'
    ? `matched by id ${formatPercent(matchedFraction)}`
    : `compared by class and shape (ids agree for ${formatPercent(matchedFraction)})`;
}

export function renderTerminalDiff(report: DiffReport, options: TerminalOptions): string {
  const page = openPage(options);
  addHeadLine(page, report, [formatIdentity(report)]);
  addWarnings(page, report);
  addSuspects(page, report);
  addClasses(page, report);
  addResized(page, report);
  addPaths(page, report);
  return closePage(page);
}
