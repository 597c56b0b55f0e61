// SPDX-License-Identifier: MIT
// Columns of objects -> CSV as bytes, for tables of whole heaps: no string is made of a row or a number, and of a
// text only when it is met for the first time. The same bytes as the rows of `buildObjectsWriter`.

import type { Location, ObjectCells, ObjectColumn } from '../report/model.js';
import { type CsvValue, RECORD_END, renderCsvField, renderCsvRecord } from './escape-csv.js';
import { formatScriptLocation } from './location-text.js';
import { formatFrames } from './objects-writer.js';

/** Called in this order: `begin` once, `rows` for each batch. */
export interface ObjectsCsv {
  begin(): Uint8Array;
  rows(cells: ObjectCells): Uint8Array;
}

const COMMA = 0x2c;
const ZERO = 0x30;
/** Up to here digits are taken off by 32-bit arithmetic. */
const SMALL_NUMBER = 2 ** 31;
/** For fewer bytes, the call costs more than the copy. */
const SHORT_TEXT = 32;
/** Texts that are kept; a column of values that are all different would fill memory. */
const MOST_TEXTS = 4096;

/** The cells of one column in a batch. Lengths first, then bytes, so that each row has its place when it is written. */
interface Field {
  /** Adds the length of row r's cell to `ends[r + 1]`. */
  measure(ends: Uint32Array): void;
  /** Writes row r's cell at `at[r]`, which moves behind it. */
  put(bytes: Uint8Array, at: Uint32Array): void;
}

/** Begins a table. */
export function buildObjectsCsv(columns: readonly ObjectColumn[]): ObjectsCsv {
  const encoder = new TextEncoder();
  const encode = (text: string): Uint8Array => encoder.encode(text);
  const recordEnd = encode(RECORD_END);
  const encoders = columns.map((column) => buildCellEncoder(column, encode));
  return {
    begin: () => encode(renderCsvRecord(columns)),
    rows(cells) {
      const count = cells[columns[0]]?.length ?? 0;
      const fields = columns.map((column, c): Field => {
        const list = cells[column] ?? [];
        return list instanceof Float64Array ? numberField(list) : textField(list, encoders[c]);
      });
      // Entry r is where row r begins; while it is written, where its next byte goes.
      const at = new Uint32Array(count + 1).fill(columns.length - 1 + recordEnd.length, 1);
      for (const field of fields) field.measure(at);
      for (let row = 0; row < count; row++) at[row + 1] += at[row];
      const bytes = new Uint8Array(at[count]);
      fields.forEach((field, c) => {
        if (c > 0) for (let row = 0; row < count; row++) bytes[at[row]++] = COMMA;
        field.put(bytes, at);
      });
      for (let row = 0; row < count; row++) bytes.set(recordEnd, at[row]);
      return bytes;
    },
  };
}

function isSmall(value: number): boolean {
  return value >= 0 && value < SMALL_NUMBER && Number.isInteger(value);
}

function countDigits(value: number): number {
  let digits = 1;
  for (let limit = 10; limit <= value; limit *= 10) digits++;
  return digits;
}

function numberField(values: Float64Array): Field {
  return {
    measure(ends) {
      for (let row = 0; row < values.length; row++) {
        const value = values[row];
        ends[row + 1] += isSmall(value) ? countDigits(value) : String(value).length;
      }
    },
    put(bytes, at) {
      for (let row = 0; row < values.length; row++) {
        const value = values[row];
        if (!isSmall(value)) {
          for (const character of String(value)) bytes[at[row]++] = character.charCodeAt(0);
          continue;
        }
        const end = at[row] + countDigits(value);
        let rest = value | 0;
        for (let i = end - 1; i >= at[row]; i--) {
          const tenth = (rest / 10) | 0;
          bytes[i] = ZERO + rest - tenth * 10;
          rest = tenth;
        }
        at[row] = end;
      }
    },
  };
}

function textField(values: ArrayLike<Cell | null>, encodeCell: CellEncoder): Field {
  const texts = Array.from(values, encodeCell);
  return {
    measure(ends) {
      for (let row = 0; row < texts.length; row++) ends[row + 1] += texts[row].length;
    },
    put(bytes, at) {
      for (let row = 0; row < texts.length; row++) {
        const text = texts[row];
        const start = at[row];
        if (text.length > SHORT_TEXT) bytes.set(text, start);
        else for (let i = 0; i < text.length; i++) bytes[start + i] = text[i];
        at[row] = start + text.length;
      }
    },
  };
}

type Cell = Exclude<NonNullable<ObjectCells[ObjectColumn]>[number], null>;
type CellEncoder = (value: Cell | null) => Uint8Array;

/** Encodes the cells of one column; neighbours are often the same. */
function buildCellEncoder(column: ObjectColumn, encode: (text: string) => Uint8Array): CellEncoder {
  const known = new Map<Cell | null, Uint8Array>([[null, encode('')]]);
  let lastValue: Cell | null = null;
  let last = encode('');
  return (value) => {
    if (value === lastValue) return last;
    let found = known.get(value);
    if (found === undefined) {
      found = encode(renderCsvField(valueOf(column, value)));
      if (known.size < MOST_TEXTS) known.set(value, found);
    }
    lastValue = value;
    last = found;
    return found;
  };
}

function valueOf(column: ObjectColumn, cell: Cell | null): CsvValue {
  if (cell === null || typeof cell !== 'object') return cell;
  return column === 'location' ? formatScriptLocation(cell as Location) : formatFrames(cell as never);
}
