// SPDX-License-Identifier: MIT
// What the formats of objects have in common: the writer's shape, values as text, and codes of texts made once.

import type { Allocate } from '../core/batch-memory.js';
import type {
  AllocationFrame,
  Location,
  ObjectCells,
  ObjectColumn,
  ObjectRow,
  ObjectsReport,
} from '../report/model.js';
import type { ByteRows } from './byte-rows.js';

/** Called in this order: `begin` once, `rows` or `plan` for each batch, `end` once. UTF-8. */
export interface ObjectsWriter extends ObjectsPlanner {
  /** In pieces of some 64 kB. */
  rows(cells: ObjectCells): Iterable<Uint8Array>;
}

export interface ObjectsPlanner {
  begin(): Uint8Array;
  /**
   * The rows of a batch for `writeRows`.
   * @param allocate memory for them; without it they have their own
   */
  plan(cells: ObjectCells, allocate?: Allocate): ByteRows;
  end(): Uint8Array;
}

/** Everything of the report but its rows. */
export type ObjectsHead = Omit<ObjectsReport, 'rows'>;

/** What a cell holds. */
export type CellValue = ObjectRow[ObjectColumn];

/** A value that is no number, as one text that is not escaped yet. */
export function formatText(
  value: Exclude<CellValue, number>,
  formatLocation: (location: Location) => string,
): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (!isStack(value)) return formatLocation(value);
  // The innermost call first.
  return value.map((frame) => `${frame.functionName} ${frame.url}:${frame.line}:${frame.column}`).join(' < ');
}

function isStack(value: Location | readonly AllocationFrame[]): value is readonly AllocationFrame[] {
  return Array.isArray(value);
}

/** Rows of a batch. */
export function countRows(cells: ObjectCells, { columns }: ObjectsHead): number {
  const first = cellsOf(cells, columns[0]);
  return first instanceof Float64Array ? first.length : first.codes.length;
}

/** One column of a batch. */
export function cellsOf(cells: ObjectCells, name: ObjectColumn): NonNullable<ObjectCells[ObjectColumn]> {
  const column = cells[name];
  if (column === undefined) throw new RangeError(`a batch without the column ${name}`);
  return column;
}

/** Codes of a column's texts: one more than those of its values, and 0 for every number. */
export function textCodes(codes: Uint32Array, numbers: Float64Array, allocate: Allocate): Uint32Array {
  const texts = new Uint32Array(allocate(codes.byteLength), 0, codes.length);
  for (let row = 0; row < texts.length; row++) texts[row] = numbers[row] < 0 ? codes[row] + 1 : 0;
  return texts;
}

/** The largest number of a column; 0 where it is empty. */
export function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > largest) largest = values[i];
  return largest;
}

/** Whether numbers up to this one can be written digit by digit: sums of hostile sizes go beyond. */
export function isSafe(largest: number): boolean {
  return largest <= Number.MAX_SAFE_INTEGER;
}

/** Bytes of texts that are kept; a column of values that are all different would fill memory. */
export const MOST_TEXT_BYTES: number = 2 ** 20;

/** Something that is made once for each code and looked up from then on. */
export interface KeptCodes {
  /** @param make called for a code that is new */
  meet(codes: Uint32Array, make: (code: number) => number): void;
  /** The same, and what was made for each. */
  map(codes: Uint32Array, make: (code: number) => number, allocate: Allocate): Uint32Array;
  /** What was made for a code that was met. */
  of(code: number): number;
  clear(): void;
}

const NOT_MADE = 0xffffffff;

/** Begins with nothing kept. */
export function buildKeptCodes(): KeptCodes {
  let made = new Uint32Array(64).fill(NOT_MADE);
  // Few are kept of perhaps many millions of codes, so that to forget must not cost all of these.
  let kept: number[] = [];
  const take = (code: number, make: (code: number) => number): number => {
    if (code >= made.length) {
      const longer = new Uint32Array(Math.max(code + 1, made.length * 2)).fill(NOT_MADE);
      longer.set(made);
      made = longer;
    }
    kept.push(code);
    return (made[code] = make(code));
  };
  return {
    meet(codes, make) {
      for (let row = 0, known = made; row < codes.length; row++) {
        const code = codes[row];
        if (code < known.length && known[code] !== NOT_MADE) continue;
        take(code, make);
        known = made;
      }
    },
    map(codes, make, allocate) {
      const mapped = new Uint32Array(allocate(codes.byteLength), 0, codes.length);
      for (let row = 0, known = made; row < codes.length; row++) {
        const code = codes[row];
        let value = code < known.length ? known[code] : NOT_MADE;
        if (value === NOT_MADE) {
          value = take(code, make);
          known = made;
        }
        mapped[row] = value;
      }
      return mapped;
    },
    of: (code) => made[code],
    clear() {
      for (const code of kept) made[code] = NOT_MADE;
      kept = [];
    },
  };
}
