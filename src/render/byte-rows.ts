// SPDX-License-Identifier: MIT
// Rows of numbers and of texts that repeat -> bytes, in pieces. A text is encoded when it is first met and then
// copied eight bytes at a time, and the digits of a number four at a time, so that a table of millions of rows costs
// little more than its bytes.

/** Texts as bytes, each once, in whole words of eight bytes. */
export interface BytePool {
  /** Keeps a text. @returns its code */
  add(text: string): number;
  /** Forgets all texts. A view of them stays as it is. */
  clear(): void;
  /** Bytes of all texts. */
  readonly size: () => number;
  /** Where texts stand, for all that were added so far. */
  readonly view: () => PoolView;
}

/** Texts by code. */
export interface PoolView {
  readonly words: Float64Array;
  /** First word. */
  readonly starts: Uint32Array;
  /** Bytes. */
  readonly lengths: Uint32Array;
}

/** The cells of one column: codes of a pool, or numbers. */
export type ByteColumn = Uint32Array | NumberCells;

/** Integers from 0 to 2^53 - 1, one a row. */
export interface NumberCells {
  readonly values: Float64Array;
  /** Null = bare digits. */
  readonly style: NumberStyle | null;
}

export interface NumberStyle {
  /** Digits in groups: 12,345. */
  readonly grouped: boolean;
  /** `@` in front of the digits. */
  readonly isId: boolean;
  /** Characters at least, with spaces in front; 64 at most. */
  readonly width: number;
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
/** Room for any number with its padding, and for a last word that is copied whole. */
const SLACK = 128;
const WORD_BYTES = 8;

const NOTHING = new Uint8Array(0);

/** @param allocate gives memory, for instance such that another thread sees */
export function buildBytePool(
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): BytePool {
  const encoder = new TextEncoder();
  let bytes: Uint8Array;
  let starts: Uint32Array;
  let lengths: Uint32Array;
  let count: number;
  let words: number;
  const clear = (): void => {
    bytes = new Uint8Array(allocate(1 << 16));
    starts = new Uint32Array(allocate(1 << 12));
    lengths = new Uint32Array(allocate(1 << 12));
    count = 0;
    words = 0;
  };
  clear();
  return {
    clear,
    add(text) {
      const added = encoder.encode(text);
      const end = words + Math.ceil(added.length / WORD_BYTES);
      if (end * WORD_BYTES > bytes.length) {
        const room = Math.max(end * WORD_BYTES, bytes.length * 2);
        bytes = copyInto(new Uint8Array(allocate(room)), bytes);
      }
      if (count === starts.length) {
        starts = copyInto(new Uint32Array(allocate(count * 8)), starts);
        lengths = copyInto(new Uint32Array(allocate(count * 8)), lengths);
      }
      bytes.set(added, words * WORD_BYTES);
      starts[count] = words;
      lengths[count] = added.length;
      words = end;
      return count++;
    },
    size: () => words * WORD_BYTES,
    view: () => ({ words: new Float64Array(bytes.buffer), starts, lengths }),
  };
}

function copyInto<Column extends Uint8Array | Uint32Array>(longer: Column, column: Column): Column {
  longer.set(column);
  return longer;
}

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
    else if (last?.numbers === null) parts[parts.length - 1] = { ...last, numbers: column };
    else parts.push({ text: pool.add(before[c]), numbers: column });
  });
  if (!(columns.at(-1) instanceof Uint32Array)) parts.push({ text: pool.add(end), numbers: null });
  return { rowCount, parts, pool: pool.view(), lead, skip };
}

/**
 * The bytes of rows, in pieces that the caller may keep.
 * @param pieceBytes as large as a piece becomes, unless a single row is larger
 */
export function* writeRows(rows: ByteRows, pieceBytes: number = PIPE_BYTES): Iterable<Uint8Array> {
  if (rows.lead.length > 0) yield rows.lead;
  for (let row = 0; row < rows.rowCount;) {
    const piece = writePiece(rows, row, pieceBytes);
    yield piece.bytes.subarray(row === 0 ? rows.skip : 0);
    row = piece.end;
  }
}

interface Piece {
  readonly bytes: Uint8Array;
  /** The first row that is not in it. */
  readonly end: number;
}

/** No generator itself, because this is where the time goes. */
function writePiece({ rowCount, parts, pool }: ByteRows, start: number, pieceBytes: number): Piece {
  const { words, starts, lengths } = pool;
  const ownTexts = parts.map(({ text }) => (typeof text === 'number' ? null : text));
  const sameText = parts.map(({ text }) => (typeof text === 'number' ? text : 0));
  const values = parts.map(({ numbers }) => numbers?.values ?? null);
  const styles = parts.map(({ numbers }) => numbers?.style ?? null);
  const partCount = parts.length;
  let bytes = new Uint8Array(PIPE_BYTES + SLACK);
  let view = new DataView(bytes.buffer);
  let room = bytes.length - SLACK;
  let at = 0;
  let rowStart = 0;
  let row = start;
  // The next row is taken to be as long as the last one.
  for (; row < rowCount && 2 * at - rowStart <= pieceBytes; row++) {
    rowStart = at;
    for (let part = 0; part < partCount; part++) {
      const texts = ownTexts[part];
      const code = texts === null ? sameText[part] : texts[row];
      const length = lengths[code];
      if (at + length > room) {
        bytes = copyInto(new Uint8Array((at + length + SLACK) * 2), bytes);
        view = new DataView(bytes.buffer);
        room = bytes.length - SLACK;
      }
      // The bits are never those of a NaN, which might change: escaped text has no byte 0x7f or 0xff.
      let word = starts[code];
      for (let byte = 0; byte < length; byte += WORD_BYTES)
        view.setFloat64(at + byte, words[word++], IS_LITTLE_ENDIAN);
      at += length;
      const numbers = values[part];
      if (numbers === null) continue;
      const style = styles[part];
      at = style === null ? writeDigits(view, at, numbers[row]) : writeStyled(view, at, numbers[row], style);
    }
  }
  return { bytes: bytes.subarray(0, at), end: row };
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const ZERO = 0x30;
const SPACES = 0x20202020;
const AT_SIGN = 0x40;

/** The four digits of each number below 10,000 as a word, the first digit in its lowest byte. */
const FOUR_DIGITS: Uint32Array = Uint32Array.from({ length: 10_000 }, (_, value) => {
  const digitOf = (unit: number): number => ZERO + (Math.floor(value / unit) % 10);
  return digitOf(1000) | (digitOf(100) << 8) | (digitOf(10) << 16) | (digitOf(1) << 24);
});
/** A comma and the three digits of each number below 1,000. */
const GROUP: Uint32Array = FOUR_DIGITS.slice(0, 1000).map((word) => (word & 0xffffff00) | 0x2c);
const DIGIT_COUNT: Uint8Array = Uint8Array.from({ length: 10_000 }, (_, value) => String(value).length);
/** The digits of each number below 10,000 without zeros in front. */
const FEW_DIGITS: Uint32Array = FOUR_DIGITS.map((word, value) => word >>> (32 - 8 * DIGIT_COUNT[value]));

/** Characters that a number takes. */
export function measureNumber(value: number, { grouped, isId }: Omit<NumberStyle, 'width'>): number {
  let digits = 0;
  let front = value;
  for (; front >= 10_000; front = Math.floor(front / 10_000)) digits += 4;
  digits += DIGIT_COUNT[front];
  return digits + (grouped ? Math.floor((digits - 1) / 3) : 0) + (isId ? 1 : 0);
}

/** @returns the place behind the number */
function writeStyled(view: DataView, from: number, value: number, style: NumberStyle): number {
  let at = from;
  const padding = style.width - measureNumber(value, style);
  for (let i = 0; i < padding; i += 4) view.setUint32(at + i, SPACES, true);
  if (padding > 0) at += padding;
  if (style.isId) view.setUint8(at++, AT_SIGN);
  return style.grouped ? writeGroups(view, at, value) : writeDigits(view, at, value);
}

/** Of a number below 10,000. */
function writeFew(view: DataView, at: number, value: number): number {
  view.setUint32(at, FEW_DIGITS[value], true);
  return at + DIGIT_COUNT[value];
}

function writeDigits(view: DataView, at: number, value: number): number {
  if (value < 10_000) return writeFew(view, at, value);
  // Most numbers take eight digits at most, and whole numbers of 32 bits divide faster.
  const front = value < 1e8 ? (value / 10_000) | 0 : Math.floor(value / 10_000);
  const next = front < 10_000 ? writeFew(view, at, front) : writeDigits(view, at, front);
  view.setUint32(next, FOUR_DIGITS[value - front * 10_000], true);
  return next + 4;
}

function writeGroups(view: DataView, at: number, value: number): number {
  if (value < 1000) return writeFew(view, at, value);
  const front = Math.floor(value / 1000);
  const next = writeGroups(view, at, front);
  view.setUint32(next, GROUP[value - front * 1000], true);
  return next + 4;
}
