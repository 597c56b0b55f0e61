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
/** Room for a number, or a text up to this length: for so few bytes, the call costs more than the copy. */
const SHORT = 32;
/** Texts that are kept; a column of values that are all different would fill memory. */
const MOST_TEXTS = 4096;

/** Begins a table. */
export function buildObjectsCsv(columns: readonly ObjectColumn[]): ObjectsCsv {
  const encoder = new TextEncoder();
  const encode = (text: string): Uint8Array => encoder.encode(text);
  const separator = (c: number): string => (c < columns.length - 1 ? ',' : RECORD_END);
  const encoders = columns.map((column, c) => buildCellEncoder(column, separator(c), encode));
  let room = 1 << 16;
  return {
    begin: () => encode(renderCsvRecord(columns)),
    rows(cells) {
      const count = cells[columns[0]]?.length ?? 0;
      const lists = columns.map((column) => cells[column] ?? []);
      // One array for each kind of list, so that no number becomes an object on the way.
      const numbers = lists.map((list) => (list instanceof Float64Array ? list : null));
      const texts = lists.map((list, c) =>
        list instanceof Float64Array ? [] : encodeAll(list, encoders[c]),
      );
      const leastRoom = columns.length * (SHORT + RECORD_END.length);
      let bytes = new Uint8Array(room);
      let length = 0;
      for (let row = 0; row < count; row++) {
        if (length + leastRoom > bytes.length) bytes = lengthen(bytes, leastRoom);
        for (let c = 0; c < lists.length; c++) {
          const values = numbers[c];
          if (values === null) {
            const text = texts[c][row];
            if (text.length > SHORT) {
              if (length + text.length + leastRoom > bytes.length)
                bytes = lengthen(bytes, text.length + leastRoom);
              bytes.set(text, length);
            } else for (let i = 0; i < text.length; i++) bytes[length + i] = text[i];
            length += text.length;
            continue;
          }
          const value = values[row];
          let rest = value | 0;
          if (rest === value && rest >= 0) {
            let end = length + 1;
            for (let limit = 10; limit <= value; limit *= 10) end++;
            for (let i = end - 1; i >= length; i--) {
              const tenth = (rest / 10) | 0;
              bytes[i] = ZERO + rest - tenth * 10;
              rest = tenth;
            }
            length = end;
          } else {
            const text = encode(String(value));
            bytes.set(text, length);
            length += text.length;
          }
          if (c < lists.length - 1) bytes[length++] = COMMA;
          else for (const end of RECORD_END) bytes[length++] = end.charCodeAt(0);
        }
      }
      room = Math.max(room, length);
      return bytes.subarray(0, length);
    },
  };
}

function lengthen(bytes: Uint8Array<ArrayBuffer>, more: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(bytes.length * 2 + more);
  longer.set(bytes);
  return longer;
}

function encodeAll(values: ArrayLike<Cell | null>, encodeCell: CellEncoder): readonly Uint8Array[] {
  const texts = new Array<Uint8Array>(values.length);
  for (let row = 0; row < texts.length; row++) texts[row] = encodeCell(values[row]);
  return texts;
}

type Cell = Exclude<NonNullable<ObjectCells[ObjectColumn]>[number], null>;
type CellEncoder = (value: Cell | null) => Uint8Array;

/** Encodes the cells of one column with what follows them; neighbours are often the same. */
function buildCellEncoder(
  column: ObjectColumn,
  separator: string,
  encode: (text: string) => Uint8Array,
): CellEncoder {
  const known = new Map<Cell | null, Uint8Array>();
  let lastValue: Cell | null = null;
  let last = encode(separator);
  return (value) => {
    if (value === lastValue) return last;
    let found = known.get(value);
    if (found === undefined) {
      found = encode(renderCsvField(valueOf(column, value)) + separator);
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
