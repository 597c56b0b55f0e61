// SPDX-License-Identifier: MIT
// Rows of objects in batches -> text in chunks, so that a table of millions of rows never is one string.

import type { ObjectColumn, ObjectRow, ObjectsReport } from '../report/model.js';
import { renderCsvRecord } from './escape-csv.js';
import type { CsvValue } from './escape-csv.js';
import { renderCodeSpan } from './escape-markdown.js';
import { formatCount } from './format-numbers.js';
import { formatScriptLocation, formatShortLocation } from './location-text.js';
import { renderMarkdownHead, renderMarkdownTable } from './markdown-parts.js';
import { escapeJson } from './render-json.js';
import { buildStyle } from './style.js';
import { addHeadLine, addWarnings, formatCut, openPage, shownName } from './terminal-parts.js';
import type { TerminalOptions } from './terminal-parts.js';
import { renderTable } from './terminal-table.js';
import type { TableColumn } from './terminal-table.js';

export type ObjectsFormat = 'text' | 'json' | 'markdown' | 'csv' | 'ndjson';

/** Called in this order: `begin` once, `rows` for each batch, `end` once. */
export interface ObjectsWriter {
  begin(): string;
  rows(batch: readonly Partial<ObjectRow>[]): string;
  end(): string;
}

/** Everything of the report but its rows. */
export type ObjectsHead = Omit<ObjectsReport, 'rows'>;

/** Calls of an allocation stack in one cell, the innermost first. */
export function formatFrames(stack: NonNullable<ObjectRow['allocationStack']>): string {
  return stack.map((frame) => `${frame.functionName} ${frame.url}:${frame.line}:${frame.column}`).join(' < ');
}

function readCell(row: Partial<ObjectRow>, column: ObjectColumn): CsvValue {
  if (column === 'location') return formatScriptLocation(row.location ?? null);
  if (column === 'allocationStack') return formatFrames(row.allocationStack ?? []);
  return row[column] ?? null;
}

/** For whole heaps there is `buildObjectsCsv`. */
function buildCsvWriter(columns: readonly ObjectColumn[]): ObjectsWriter {
  return {
    begin: () => renderCsvRecord(columns),
    rows: (batch) =>
      batch.map((row) => renderCsvRecord(columns.map((column) => readCell(row, column)))).join(''),
    end: () => '',
  };
}

function pickColumns(row: Partial<ObjectRow>, columns: readonly ObjectColumn[]): Partial<ObjectRow> {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function buildNdjsonWriter(columns: readonly ObjectColumn[]): ObjectsWriter {
  return {
    begin: () => '',
    rows: (batch) =>
      batch.map((row) => escapeJson(JSON.stringify(pickColumns(row, columns))) + '\n').join(''),
    end: () => '',
  };
}

/** The report as pretty-printed JSON with one row a line. */
function buildJsonWriter(head: ObjectsHead): ObjectsWriter {
  let isFirst = true;
  const lineOf = (row: Partial<ObjectRow>): string => {
    const separator = isFirst ? '\n' : ',\n';
    isFirst = false;
    return `${separator}    ${escapeJson(JSON.stringify(pickColumns(row, head.columns)))}`;
  };
  return {
    begin: () => escapeJson(JSON.stringify(head, null, 2)).replace(/\n\}$/, ',\n  "rows": ['),
    rows: (batch) => batch.map(lineOf).join(''),
    end: () => (isFirst ? ']\n}\n' : '\n  ]\n}\n'),
  };
}

function buildMarkdownWriter(head: ObjectsHead): ObjectsWriter {
  const { columns } = head;
  const title = `# Objects\n\n${renderMarkdownHead(head, [])}${formatCut(head)}\n\n`;
  const table = columns.map((name) => ({ title: name, align: 'left' }) as const);
  const cellOf = (value: CsvValue): string =>
    value === null ? '' : typeof value === 'number' ? String(value) : renderCodeSpan(value);
  return {
    begin: () => title + renderMarkdownTable(table, []),
    rows: (batch) =>
      batch
        .map((row) => `| ${columns.map((column) => cellOf(readCell(row, column))).join(' | ')} |\n`)
        .join(''),
    end: () => '',
  };
}

/** Which columns go first where a terminal is too narrow; the id stays. */
const dropOrder: readonly ObjectColumn[] = [
  'allocationStack',
  'dominatorId',
  'detachedness',
  'kind',
  'selfSize',
  'distance',
  'location',
  'name',
  'shallowSize',
  'className',
  'retainedSize',
];
const numeric: ReadonlySet<ObjectColumn> = new Set<ObjectColumn>([
  'id',
  'shallowSize',
  'selfSize',
  'retainedSize',
  'distance',
  'dominatorId',
]);

function formatTerminalCell(row: Partial<ObjectRow>, column: ObjectColumn): string {
  if (column === 'location') return shownName(formatShortLocation(row.location ?? null));
  if (column === 'id' || column === 'dominatorId') return `@${row[column] ?? 0}`;
  const value = readCell(row, column);
  if (value === null) return '';
  return typeof value === 'number' ? formatCount(value) : shownName(value);
}

function buildTerminalWriter(head: ObjectsHead, options: TerminalOptions): ObjectsWriter {
  const style = buildStyle(options.colour);
  let isFirst = true;
  return {
    begin: () => {
      const page = openPage(options);
      addHeadLine(page, head, []);
      addWarnings(page, head);
      page.lines.push('', `${style('OBJECTS', 'heading')}  ${style(formatCut(head), 'dim')}`);
      return page.lines.join('\n') + '\n';
    },
    rows: (batch) => {
      const columns = head.columns.map((column): TableColumn => {
        const cells = batch.map((row) => formatTerminalCell(row, column));
        if (column === 'id') return { key: column, title: column, align: 'right', cells };
        const drop = dropOrder.indexOf(column);
        return numeric.has(column)
          ? { key: column, title: column, align: 'right', cells, drop }
          : {
              ...{ key: column, title: column, align: 'left', cells, drop, min: 12 },
              cut: column === 'location' ? 'start' : 'middle',
            };
      });
      const lines = renderTable(columns, Math.max(20, options.width), '  ', style);
      const shown = isFirst ? lines : lines.slice(1);
      isFirst = false;
      return shown.map((line) => line + '\n').join('');
    },
    end: () => '',
  };
}

/** Begins a text of rows. @param head what `openObjects` gave besides the rows */
export function buildObjectsWriter(
  format: ObjectsFormat,
  head: ObjectsHead,
  options: TerminalOptions,
): ObjectsWriter {
  switch (format) {
    case 'csv':
      return buildCsvWriter(head.columns);
    case 'ndjson':
      return buildNdjsonWriter(head.columns);
    case 'json':
      return buildJsonWriter(head);
    case 'markdown':
      return buildMarkdownWriter(head);
    case 'text':
      return buildTerminalWriter(head, options);
  }
}
