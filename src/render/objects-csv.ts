// SPDX-License-Identifier: MIT
// Columns of objects -> CSV as bytes, for tables of whole heaps: no string is made of a row or a number, and of a
// text only when it is met for the first time. The same bytes as the rows of `buildObjectsWriter`.

import type { Location, ObjectCells, ObjectColumn } from '../report/model.js';
import { RECORD_END, renderCsvField, renderCsvRecord } from './escape-csv.js';
import { formatScriptLocation } from './location-text.js';
import { formatFrames } from './objects-writer.js';

/** Called in this order: `begin` once, `rows` for each batch. */
export interface ObjectsCsv {
  begin(): Uint8Array;
  rows(cells: ObjectCells): Uint8Array;
}

const COMMA = 0x2c;
const ZERO = 0x30;
/** Any number, and any text up to this length, is written into room that is made once a row. */
const SHORT_TEXT = 32;
/** Up to here digits are taken off by 32-bit arithmetic. */
const SMALL_NUMBER = 2 ** 31;
/** Texts that are kept; a column of values that are all different would fill memory. */
const MOST_TEXTS = 4096;

/** Begins a table. */
export function buildObjectsCsv(columns: readonly ObjectColumn[]): ObjectsCsv {
  const encoder = new TextEncoder();
  const encode = (text: string): Uint8Array => encoder.encode(text);
  const recordEnd = encode(RECORD_END);
  const encodeCell = columns.map((column) => buildCellEncoder(column, encode));
  /** Short cells, commas and the line's end. */
  const rowRoom = (columns.length + 1) * (SHORT_TEXT + 1);
  let bytes = new Uint8Array(1 << 16);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    const longer = new Uint8Array(Math.max(bytes.length * 2, length + more));
    longer.set(bytes.subarray(0, length));
    bytes = longer;
  };
  const putBytes = (text: Uint8Array): void => {
    // For a few bytes, the call costs more than the copy.
    if (text.length > SHORT_TEXT) {
      reserve(text.length + rowRoom);
      bytes.set(text, length);
    } else for (let i = 0; i < text.length; i++) bytes[length + i] = text[i];
    length += text.length;
  };
  const putNumber = (value: number): void => {
    if (!(value >= 0 && value < SMALL_NUMBER && Number.isInteger(value))) {
      putBytes(encode(String(value)));
      return;
    }
    let digits = 1;
    for (let limit = 10; limit <= value; limit *= 10) digits++;
    let rest = value | 0;
    for (let i = digits - 1; i >= 0; i--) {
      const tenth = (rest / 10) | 0;
      bytes[length + i] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    length += digits;
  };
  /** Each kind of list has a loop body of its own, so that no number becomes an object on the way. */
  const buildPut = (
    list: ArrayLike<Cell | number | null>,
    encodeText: CellEncoder,
  ): ((row: number) => void) =>
    list instanceof Float64Array
      ? (row) => putNumber(list[row])
      : (row) => {
          const value = list[row];
          if (typeof value === 'number') putNumber(value);
          else if (value !== null) putBytes(encodeText(value));
        };
  return {
    begin: () => encode(renderCsvRecord(columns)),
    rows(cells) {
      length = 0;
      const count = cells[columns[0]]?.length ?? 0;
      const puts = columns.map((column, c) => buildPut(cells[column] ?? [], encodeCell[c]));
      for (let row = 0; row < count; row++) {
        reserve(rowRoom);
        for (let c = 0; c < puts.length; c++) {
          if (c > 0) bytes[length++] = COMMA;
          puts[c](row);
        }
        putBytes(recordEnd);
      }
      return bytes.slice(0, length);
    },
  };
}

type CellEncoder = (value: Cell) => Uint8Array;
type Cell = Exclude<NonNullable<ObjectCells[ObjectColumn]>[number], number | null>;

/** Encodes the cells of one column; neighbours are often the same. */
function buildCellEncoder(column: ObjectColumn, encode: (text: string) => Uint8Array): CellEncoder {
  const known = new Map<Cell, Uint8Array>();
  let lastValue: Cell | null = null;
  let last: Uint8Array = new Uint8Array(0);
  return (value) => {
    if (value === lastValue) return last;
    let found = known.get(value);
    if (found === undefined) {
      found = encode(renderCsvField(textOf(column, value)));
      if (known.size < MOST_TEXTS) known.set(value, found);
    }
    lastValue = value;
    last = found;
    return found;
  };
}

function textOf(column: ObjectColumn, value: Cell): string {
  if (typeof value === 'string') return value;
  return column === 'location' ? formatScriptLocation(value as Location) : formatFrames(value as never);
}
