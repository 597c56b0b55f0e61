// All objects of a heap in every format, written by column as bytes, against the same rows one by one as texts.

import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../../src/engine/analyze.js';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { type OpenObjects, objectsOf } from '../../../src/engine/objects-of.js';
import { renderCsvRecord } from '../../../src/render/escape-csv.js';
import { renderCodeSpan } from '../../../src/render/escape-markdown.js';
import { formatCount } from '../../../src/render/format-numbers.js';
import { formatScriptLocation, formatShortLocation } from '../../../src/render/location-text.js';
import { type ObjectsFormat, buildObjectsWriter } from '../../../src/render/objects-writer.js';
import { escapeJson } from '../../../src/render/render-json.js';
import { shownName } from '../../../src/render/terminal-parts.js';
import { measureWidth } from '../../../src/render/text-width.js';
import type { ObjectCells, ObjectColumn, ObjectRow } from '../../../src/report/model.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const COLUMNS: readonly ObjectColumn[] = [
  ...(['id', 'className', 'shallowSize', 'selfSize', 'retainedSize', 'distance'] as const),
  ...(['detachedness', 'kind', 'name', 'dominatorId', 'location', 'allocationStack'] as const),
];
const FILES = [
  'node24-timeline.heaptimeline.gz',
  'node20.heapsnapshot.gz',
  'chromium.heapsnapshot.gz',
  'bun.heapsnapshot.gz',
];

function write({ head, cells }: OpenObjects, format: ObjectsFormat, width = 100): string {
  const writer = buildObjectsWriter(format, head, { colour: false, width });
  const pieces = [
    writer.begin(),
    ...Array.from(cells, (batch) => [...writer.rows(batch)]).flat(),
    writer.end(),
  ];
  return Buffer.concat(pieces).toString();
}

type Row = Partial<ObjectRow>;

function textOf(row: Row, column: ObjectColumn, formatLocation: typeof formatShortLocation): string | number {
  if (column === 'location') return formatLocation(row.location ?? null);
  if (column === 'allocationStack') {
    const stack = row.allocationStack ?? [];
    return stack
      .map(({ functionName, url, line, column: at }) => `${functionName} ${url}:${line}:${at}`)
      .join(' < ');
  }
  return row[column] ?? '';
}

const twins: {
  readonly [Format in 'csv' | 'ndjson' | 'markdown']: (row: Row, columns: readonly ObjectColumn[]) => string;
} = {
  csv: (row, columns) =>
    renderCsvRecord(columns.map((column) => textOf(row, column, formatScriptLocation))).replace('\r\n', ''),
  ndjson: (row) => escapeJson(JSON.stringify(row)),
  markdown: (row, columns) =>
    `| ${columns
      .map((column) => {
        const text = textOf(row, column, formatScriptLocation);
        return typeof text === 'number' ? text : renderCodeSpan(text);
      })
      .join(' | ')} |`,
};

function openAll(
  analysis: Analysis,
  columns: readonly ObjectColumn[],
): OpenObjects & { readonly rows: Row[] } {
  const open = objectsOf(analysis, { columns }, { showStrings: 'always' });
  return { ...open, rows: [...open.batches].flat() };
}

/** Compared line by line, because a difference between texts of many megabytes cannot be shown. */
function expectSame(lines: readonly string[], twin: readonly string[]): void {
  expect(lines).toHaveLength(twin.length);
  const at = lines.findIndex((line, i) => line !== twin[i]);
  expect(lines[at]).toBe(twin[at]);
}

describe.each(FILES)('%s', (file) => {
  test.each(['csv', 'ndjson', 'markdown'] as const)('%s is the rows one by one', async (format) => {
    const open = openAll(await loadAnalysis(`snapshots/runtimes/${file}`), COLUMNS);
    const lines = write(open, format).split(format === 'csv' ? '\r\n' : '\n');
    const rows = open.rows.map((row) => twins[format](row, COLUMNS));
    if (format === 'csv') expect(lines[0]).toBe(COLUMNS.join(','));
    expectSame(lines.slice(-rows.length - 1), [...rows, '']);
  });

  test('JSON is the report', async () => {
    const open = openAll(await loadAnalysis(`snapshots/runtimes/${file}`), COLUMNS);
    const report = JSON.parse(write(open, 'json')) as { readonly rows: readonly Row[] };
    const { rows, ...head } = report;
    expect(head).toEqual(open.head);
    expectSame(
      rows.map((row) => JSON.stringify(row)),
      open.rows.map((row) => JSON.stringify(row)),
    );
  });

  test('every cell of the table stands in its place, cut where it has no room', async () => {
    const columns = COLUMNS.filter((column) => column !== 'allocationStack');
    const open = openAll(await loadAnalysis(`snapshots/runtimes/${file}`), columns);
    const lines = write(open, 'text', 1000).trimEnd().split('\n').slice(-open.rows.length);
    const digits = (column: ObjectColumn, value: number): string =>
      column === 'id' || column === 'dominatorId' ? `@${value}` : formatCount(value);
    const twin = open.rows.map((row) =>
      columns
        .map((column) => {
          const value = textOf(row, column, formatShortLocation);
          return typeof value === 'number' ? digits(column, value) : shownName(value);
        })
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    // A name of 1,000 columns is cut.
    const isWhole = lines.map((line) => !line.includes('…'));
    const shown = lines.map((line) => line.replace(/\s+/g, ' ').trim());
    expectSame(
      shown.filter((_, i) => isWhole[i]),
      twin.filter((_, i) => isWhole[i]),
    );
    expect(isWhole.filter(Boolean).length).toBeGreaterThan(open.rows.length * 0.99);
    expect(Math.max(...lines.map(measureWidth))).toBeLessThanOrEqual(1000);
    // Sizes end below each other.
    const ends = new Set(lines.slice(0, 8000).map((line) => line.search(/(?<=@\d+) /)));
    expect(ends.size).toBe(1);
  });
});

const HOSTILE = `root: synthetic
  root --> formula
  formula: object =cmd|'/c_calc'!A1
  root --> bidi
  bidi: object \u202eevil","
  root --> markup
  markup: object <img|src=x>
  root --> large
  large: native Huge 5000000000`;

test('names that do something where they are shown, and sizes beyond 32 bits', async () => {
  const analysis = await analyzeText(writeLineHeap(HOSTILE));
  for (const format of ['csv', 'ndjson', 'markdown', 'json', 'text'] as const) {
    const open = openAll(analysis, ['className', 'retainedSize', 'id']);
    const text = write(open, format, 80);
    expect(text, format).not.toContain('\u202e');
    expect(text.replaceAll(',', ''), format).toContain('5000000000');
  }
  expect(write(openAll(analysis, ['className']), 'csv')).toContain(`"'=cmd`);
  expect(write(openAll(analysis, ['className']), 'markdown')).not.toContain('<img|');
});

const sizes = [0, 7, 10, 99, 999, 1000, 9999, 10_000, 123_456, 99_999_999, 100_000_000, 2 ** 32, 1e12 + 5];
const numbers: ObjectCells = { id: Float64Array.from(sizes), retainedSize: Float64Array.from(sizes) };
const beyond: ObjectCells = { id: Float64Array.of(1, 2), retainedSize: Float64Array.of(3, 2 ** 60) };

/** A batch by itself, and behind another one that is written in another way. */
function writeBatches(
  format: ObjectsFormat,
  batches: readonly ObjectCells[],
  columns: readonly ObjectColumn[] = ['id', 'retainedSize'],
): string {
  const head = { columns, total: 0, shown: 0, snapshots: [], warnings: [] } as unknown as OpenObjects['head'];
  return write({ head, batches: [], cells: batches }, format, 80);
}

test('numbers of every length', () => {
  const lines = writeBatches('csv', [numbers]).trimEnd().split('\r\n').slice(1);
  expect(lines).toEqual(sizes.map((size) => `${size},${size}`));
  const table = writeBatches('text', [numbers]).trimEnd().split('\n').slice(-sizes.length);
  const [idWidth, sizeWidth] = [`@${1e12 + 5}`.length, formatCount(1e12 + 5).length];
  expect(table).toEqual(
    sizes.map((size) => `  ${`@${size}`.padStart(idWidth)}  ${formatCount(size).padStart(sizeWidth)}`),
  );
});

test('numbers beyond 2^53 are written as JavaScript writes them, and the batches around them as before', () => {
  const rows = writeBatches('ndjson', [numbers, beyond, numbers]).trimEnd().split('\n');
  expect(rows.slice(sizes.length, sizes.length + 2)).toEqual([
    '{"id":1,"retainedSize":3}',
    `{"id":2,"retainedSize":${2 ** 60}}`,
  ]);
  expect(rows.slice(sizes.length + 2)).toEqual(rows.slice(0, sizes.length));
  const json = JSON.parse(writeBatches('json', [beyond, numbers])) as { readonly rows: readonly Row[] };
  expect(json.rows).toHaveLength(sizes.length + 2);
  expect(writeBatches('text', [numbers, beyond])).toContain(formatCount(2 ** 60));
});

/** A column of texts and one of sizes. */
function namedSizes(names: readonly string[], sizes: readonly number[]): ObjectCells {
  const className = {
    codes: Uint32Array.from(names, (_, row) => row),
    valueOf: (code: number) => names[code],
  };
  return { className, retainedSize: Float64Array.from(sizes) };
}

test('what stands around a text follows the column behind it', () => {
  const columns: readonly ObjectColumn[] = ['className', 'retainedSize'];
  const batches = [[3], [2 ** 60], [5]].map((sizes) => namedSizes(['Same'], sizes));
  expect(writeBatches('csv', batches, columns)).toBe(
    `className,retainedSize\r\nSame,3\r\nSame,${2 ** 60}\r\nSame,5\r\n`,
  );
});

test('a table grows with a later batch, and never shrinks', () => {
  const valueOf = (code: number): string => ['Short', 'AVeryLongClassName'][code];
  const batches = [0, 1, 0].map((code): ObjectCells => ({
    className: { codes: Uint32Array.of(code), valueOf },
    retainedSize: Float64Array.of(7),
  }));
  const lines = writeBatches('text', batches, ['className', 'retainedSize']).trimEnd().split('\n');
  expect(lines.slice(-4)).toEqual([
    '  className  retainedSize',
    '  Short                 7',
    '  AVeryLongClassName             7',
    '  Short                          7',
  ]);
});

test('a value is not shown where the same text is a name', async () => {
  const analysis = await analyzeText(
    writeLineHeap(`root: synthetic
  root --> named
  named: object hunter2
  root --> value
  value: string hunter2
  root --> symbol
  symbol: symbol hunter2`),
  );
  const names = (showStrings: 'never' | 'always'): unknown[] =>
    [...objectsOf(analysis, { columns: ['name'] }, { showStrings }).batches].flat().map(({ name }) => name);
  expect(names('never').slice(1)).toEqual(['hunter2', 'string(len 7)', 'symbol(len 7)']);
  expect(names('always').slice(1)).toEqual(['hunter2', 'hunter2', 'hunter2']);
});

test('a batch without one of the columns is a mistake of the caller', () => {
  expect(() => writeBatches('csv', [{ id: Float64Array.of(1) }])).toThrow('without the column retainedSize');
});
