// SPDX-License-Identifier: MIT
// Rows of numbers and of texts that repeat -> bytes, in pieces, so that a table of millions of rows costs little more
// than its bytes.

import { type Allocate, ownBytes } from '../core/batch-memory.js';
import type { BytePool, PoolView } from './byte-pool.js';
import { NUMBER_BYTES, type NumberStyle, writeDigits, writeStyled } from './byte-numbers.js';

/** The cells of one column: codes of a pool, numbers, or some of both. */
export type ByteColumn = Uint32Array | NumberCells | MixedCells;

/** Integers from 0 to 2^53 - 1, one a row. */
export interface NumberCells {
  readonly values: Float64Array;
  /** Null = bare digits. */
  readonly style: NumberStyle | null;
}

/** Numbers behind a text, and texts alone where the number is -1. */
export interface MixedCells extends NumberCells {
  /** Codes of a pool. */
  readonly texts: Uint32Array;
}

/** What stands in front of each column's cell, and behind the last one. */
export interface RowFrame {
  readonly before: readonly string[];
  readonly end: string;
}

/** The text of a cell with what stands around it, so that one copy does for both. */
export function frameText(
  { before, end }: RowFrame,
  isNumber: readonly boolean[],
  column: number,
  text: string,
): string {
  const next = column + 1;
  const after = next === before.length ? end : isNumber[next] ? before[next] : '';
  return before[column] + text + after;
}

/** Rows that only have to be copied together; another thread can do it. */
export interface ByteRows {
  readonly rowCount: number;
  /** A row is a list of texts, each of its own or always the same, with or without a number behind it. */
  readonly parts: readonly RowPart[];
  readonly pool: PoolView;
  /** What stands in front of all rows. */
  readonly lead: Uint8Array;
  /** Bytes that the first row leaves out at its start. */
  readonly skip: number;
}

interface RowPart {
  /** Codes of the rows' texts, or of the one that all have. */
  readonly text: Uint32Array | number;
  readonly numbers: NumberCells | null;
}

/** A pipe of Linux holds as much: its reader works on a piece while the next one is made. */
export const PIPE_BYTES = 65_536;
const NOTHING = new Uint8Array(0);

/** @param columns numbers, or codes of texts that `frameText` made */
export function buildByteRows(
  rowCount: number,
  columns: readonly ByteColumn[],
  { before, end }: RowFrame,
  pool: BytePool,
  { lead = NOTHING, skip = 0 }: Partial<Pick<ByteRows, 'lead' | 'skip'>> = {},
): ByteRows {
  const parts: RowPart[] = [];
  columns.forEach((column, c) => {
    const last = parts.at(-1);
    if (column instanceof Uint32Array) parts.push({ text: column, numbers: null });
    else if ('texts' in column) parts.push({ text: column.texts, numbers: column });
    else if (last?.numbers === null) parts[parts.length - 1] = { ...last, numbers: column };
    else parts.push({ text: pool.add(before[c]), numbers: column });
  });
  if (!(columns.at(-1) instanceof Uint32Array)) parts.push({ text: pool.add(end), numbers: null });
  return { rowCount, parts, pool: pool.view(), lead, skip };
}

/**
 * The bytes of rows, in pieces.
 * @param pieceBytes as large as a piece becomes, unless a single row is larger
 * @param allocate memory for a piece; without it each has its own and may be kept
 */
export function* writeRows(
  rows: ByteRows,
  pieceBytes: number = PIPE_BYTES,
  allocate: Allocate = ownBytes,
): Iterable<Uint8Array> {
  if (rows.lead.length > 0) yield rows.lead;
  const parts = spreadParts(rows);
  const room = pieceBytes + boundRow(rows) + Float64Array.BYTES_PER_ELEMENT;
  for (let row = 0; row < rows.rowCount;) {
    const view = new DataView(allocate(room));
    const piece = writePiece(view, rows, parts, row, pieceBytes);
    const from = row === 0 ? rows.skip : 0;
    yield new Uint8Array(view.buffer, from, piece.length - from);
    row = piece.end;
  }
}

/** Bytes from which on a row's bound is worth a closer look. */
const LONG_ROW = 2 ** 16;

/** Bytes that no row goes beyond. */
function boundRow({ rowCount, parts, pool: { lengths, longest } }: ByteRows): number {
  const bound = parts.length * (longest + NUMBER_BYTES);
  if (bound <= LONG_ROW) return bound;
  let most = 0;
  for (let row = 0; row < rowCount; row++) {
    const bytes = parts.reduce(
      (sum, { text }) => sum + lengths[typeof text === 'number' ? text : text[row]] + NUMBER_BYTES,
      0,
    );
    most = Math.max(most, bytes);
  }
  return most;
}

/** Parts by what they have, each list of the same kind throughout: the loop over all cells knows what it reads. */
interface SpreadParts {
  readonly codes: readonly Uint32Array[];
  /** 0 where all rows have the text of row 0, else -1. */
  readonly rowMask: readonly number[];
  /** Empty where there are none. */
  readonly values: readonly Float64Array[];
  readonly styles: readonly (NumberStyle | null)[];
}

const NO_VALUES = new Float64Array(0);

function spreadParts({ parts }: ByteRows): SpreadParts {
  return {
    codes: parts.map(({ text }) => (typeof text === 'number' ? Uint32Array.of(text) : text)),
    rowMask: parts.map(({ text }) => (typeof text === 'number' ? 0 : -1)),
    values: parts.map(({ numbers }) => numbers?.values ?? NO_VALUES),
    styles: parts.map(({ numbers }) => numbers?.style ?? null),
  };
}

interface Piece {
  readonly length: number;
  /** The first row that is not in it. */
  readonly end: number;
}

/** No generator itself, and a place that never moves, because this is where the time goes. */
function writePiece(
  view: DataView,
  { rowCount, pool: { words, starts, lengths } }: ByteRows,
  { codes, rowMask, values, styles }: SpreadParts,
  start: number,
  pieceBytes: number,
): Piece {
  let at = 0;
  let rowStart = 0;
  let row = start;
  // The next row is taken to be as long as the last one.
  for (; row < rowCount && 2 * at - rowStart <= pieceBytes; row++) {
    rowStart = at;
    for (let part = 0; part < codes.length; part++) {
      const code = codes[part][row & rowMask[part]];
      const end = at + lengths[code];
      // The bits are never those of a NaN, which might change: escaped text has no byte 0x7f or 0xff.
      for (let word = starts[code]; at < end; at += Float64Array.BYTES_PER_ELEMENT)
        view.setFloat64(at, words[word++], IS_LITTLE_ENDIAN);
      at = end;
      const numbers = values[part];
      if (numbers.length === 0) continue;
      const number = numbers[row];
      if (number < 0) continue;
      const style = styles[part];
      at = style === null ? writeDigits(view, at, number) : writeStyled(view, at, number, style);
    }
  }
  return { length: at, end: row };
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
