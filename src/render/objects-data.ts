// SPDX-License-Identifier: MIT
// Objects as CSV, NDJSON, JSON or Markdown: formats whose rows do not depend on each other.

import { type Allocate, ownBytes } from '../core/batch-memory.js';
import type { ObjectColumn } from '../report/model.js';
import { buildBytePool } from './byte-pool.js';
import { type ByteColumn, type RowFrame, buildByteRows, frameText } from './byte-rows.js';
import { RECORD_END, renderCsvField, renderCsvRecord } from './escape-csv.js';
import { renderCodeSpan } from './escape-markdown.js';
import { formatScriptLocation } from './location-text.js';
import { renderMarkdownHead, renderMarkdownTable } from './markdown-parts.js';
import {
  type CellValue,
  MOST_TEXT_BYTES,
  type ObjectsHead,
  type ObjectsPlanner,
  buildKeptCodes,
  cellsOf,
  countRows,
  formatText,
  textCodes,
  isSafe,
  largestOf,
} from './objects-parts.js';
import { escapeJson } from './render-json.js';
import { formatCut } from './terminal-parts.js';

/** What stands around cells and rows, and how a cell is escaped. */
interface DataFormat {
  readonly begin: (head: ObjectsHead) => string;
  readonly before: (column: ObjectColumn, index: number) => string;
  readonly cell: (value: CellValue) => string;
  readonly rowEnd: string;
  readonly end: (isEmpty: boolean) => string;
  /** Bytes at a row's start that divide it from the row in front, which the first one has not. */
  readonly divider: number;
}

const renderJsonCell = (value: CellValue): string => escapeJson(JSON.stringify(value));

type DataFormatName = 'csv' | 'ndjson' | 'json' | 'markdown';

const dataFormats: Readonly<Record<DataFormatName, DataFormat>> = {
  csv: {
    begin: ({ columns }) => renderCsvRecord(columns),
    before: (_, index) => (index === 0 ? '' : ','),
    cell: (value) =>
      renderCsvField(typeof value === 'number' ? value : formatText(value, formatScriptLocation)),
    rowEnd: RECORD_END,
    end: () => '',
    divider: 0,
  },
  ndjson: {
    begin: () => '',
    before: (column, index) => `${index === 0 ? '{' : ','}"${column}":`,
    cell: renderJsonCell,
    rowEnd: '}\n',
    end: () => '',
    divider: 0,
  },
  // The report as pretty-printed JSON with one row a line.
  json: {
    begin: (head) => escapeJson(JSON.stringify(head, null, 2)).replace(/\n\}$/, ',\n  "rows": ['),
    before: (column, index) => `${index === 0 ? ',\n    {' : ','}"${column}":`,
    cell: renderJsonCell,
    rowEnd: '}',
    end: (isEmpty) => (isEmpty ? ']\n}\n' : '\n  ]\n}\n'),
    divider: 1,
  },
  markdown: {
    begin: (head) => {
      const titles = head.columns.map((title) => ({ title, align: 'left' }) as const);
      return `# Objects\n\n${renderMarkdownHead(head, [])}${formatCut(head)}\n\n${renderMarkdownTable(titles, [])}`;
    },
    before: (_, index) => (index === 0 ? '| ' : ' | '),
    cell: (value) =>
      typeof value === 'number' ? String(value) : renderCodeSpan(formatText(value, formatScriptLocation)),
    rowEnd: ' |\n',
    end: () => '',
    divider: 0,
  },
};

export function buildDataPlanner(
  format: DataFormatName,
  head: ObjectsHead,
  allocate?: Allocate,
): ObjectsPlanner {
  const { begin, before, cell, rowEnd, end, divider } = dataFormats[format];
  const encoder = new TextEncoder();
  const pool = buildBytePool(allocate);
  const frame: RowFrame = { before: head.columns.map(before), end: rowEnd };
  const keptCodes = head.columns.map(buildKeptCodes);
  let lastNumbers = '';
  let isEmpty = true;
  return {
    begin: () => encoder.encode(begin(head)),
    plan(cells, allocateBatch = ownBytes) {
      const columns = head.columns.map((name) => cellsOf(cells, name));
      const isNumber = columns.map((column) => column instanceof Float64Array && isSafe(largestOf(column)));
      // What is kept was made for the columns around it.
      if (isNumber.join() !== lastNumbers || pool.size() > MOST_TEXT_BYTES) {
        pool.clear();
        for (const kept of keptCodes) kept.clear();
        lastNumbers = isNumber.join();
      }
      const byteColumns = columns.map((column, c): ByteColumn => {
        const add = (value: CellValue): number => pool.add(frameText(frame, isNumber, c, cell(value)));
        if (!(column instanceof Float64Array)) {
          const { codes, numbers, valueOf } = column;
          if (numbers === undefined)
            return keptCodes[c].map(codes, (code) => add(valueOf(code)), allocateBatch);
          const addText = (code: number): number =>
            pool.add(frame.before[c] + (code === 0 ? '' : cell(valueOf(code - 1))));
          const texts = keptCodes[c].map(textCodes(codes, numbers, allocateBatch), addText, allocateBatch);
          return { texts, values: numbers, style: null };
        }
        return isNumber[c] ? { values: column, style: null } : Uint32Array.from(column, add);
      });
      const skip = isEmpty ? divider : 0;
      isEmpty = false;
      return buildByteRows(countRows(cells, head), byteColumns, frame, pool, { skip });
    },
    end: () => encoder.encode(end(isEmpty)),
  };
}
