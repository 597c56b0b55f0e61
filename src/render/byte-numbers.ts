// SPDX-License-Identifier: MIT
// Whole numbers -> digits in a buffer, several at a time from tables.

export interface NumberStyle {
  /** Digits in groups: 12,345. */
  readonly grouped: boolean;
  /** `@` in front of the digits. */
  readonly isId: boolean;
  /** Characters, with spaces in front: 64 at most, and no number may have more. */
  readonly width: number;
}

/** More bytes than a number takes, with those behind it that may be written, too. */
export const NUMBER_BYTES = 72;

const ZERO = 0x30;
const SPACE = 0x20;
const COMMA = 0x2c;
const AT_SIGN = 0x40;

const EIGHT_SPACES = new Float64Array(new Uint8Array(Float64Array.BYTES_PER_ELEMENT).fill(SPACE).buffer)[0];

/** The four digits of each number below 10,000 as a word, the first digit in its lowest byte. */
const FOUR_DIGITS: Uint32Array = Uint32Array.from({ length: 10_000 }, (_, value) => {
  const digitOf = (unit: number): number => ZERO + (Math.floor(value / unit) % 10);
  return digitOf(1000) | (digitOf(100) << 8) | (digitOf(10) << 16) | (digitOf(1) << 24);
});
const DIGIT_COUNT: Uint8Array = Uint8Array.from({ length: 10_000 }, (_, value) => String(value).length);
/** The digits of each number below 10,000 without zeros in front. */
const FEW_DIGITS: Uint32Array = FOUR_DIGITS.map((word, value) => word >>> (32 - 8 * DIGIT_COUNT[value]));
/** A comma and the three digits of each number below 1,000. */
const GROUP: Uint32Array = FOUR_DIGITS.slice(0, 1000).map((word) => (word & 0xffffff00) | COMMA);

/** Characters that a number takes. */
export function measureNumber(value: number, { grouped, isId }: Omit<NumberStyle, 'width'>): number {
  let digits = 0;
  let front = value;
  for (; front >= 10_000; front = Math.floor(front / 10_000)) digits += 4;
  digits += DIGIT_COUNT[front];
  return digits + (grouped ? Math.floor((digits - 1) / 3) : 0) + (isId ? 1 : 0);
}

/**
 * Puts bare digits into a buffer. Up to three bytes behind them are written, too.
 * @param value an integer from 0 to 2^53 - 1
 * @returns the place behind the number
 */
export function writeDigits(view: DataView, at: number, value: number): number {
  if (value < 10_000) return writeFew(view, at, value | 0);
  // Most numbers take eight digits at most, and whole numbers of 32 bits divide faster.
  if (value < 1e8) {
    const whole = value | 0;
    const front = (whole / 10_000) | 0;
    return writeFour(view, writeFew(view, at, front), whole - Math.imul(front, 10_000));
  }
  const front = Math.floor(value / 10_000);
  return writeFour(view, writeDigits(view, at, front), value - front * 10_000);
}

/** Of a number below 10,000, with zeros in front. */
function writeFour(view: DataView, at: number, value: number): number {
  view.setUint32(at, FOUR_DIGITS[value], true);
  return at + 4;
}

/** Of a number below 10,000. */
function writeFew(view: DataView, at: number, value: number): number {
  view.setUint32(at, FEW_DIGITS[value], true);
  return at + DIGIT_COUNT[value];
}

/**
 * Puts a number with its padding into a buffer: where it ends is known, so that nothing has to be measured. Up to
 * seven bytes behind it are written, too. Parameters as in `writeDigits`.
 */
export function writeStyled(view: DataView, from: number, value: number, style: NumberStyle): number {
  const end = from + style.width;
  for (let at = from; at < end; at += Float64Array.BYTES_PER_ELEMENT) view.setFloat64(at, EIGHT_SPACES);
  const start = style.grouped ? writeGroupsTo(view, end, value) : writeDigitsTo(view, end, value);
  if (style.isId) view.setUint8(start - 1, AT_SIGN);
  return end;
}

/** @returns the place of the first digit */
function writeDigitsTo(view: DataView, end: number, value: number): number {
  if (value < 10_000) return writeFewTo(view, end, value | 0);
  const front = value < 2 ** 31 ? ((value | 0) / 10_000) | 0 : Math.floor(value / 10_000);
  const start = writeDigitsTo(view, end - 4, front);
  view.setUint32(end - 4, FOUR_DIGITS[value - front * 10_000], true);
  return start;
}

function writeGroupsTo(view: DataView, end: number, value: number): number {
  if (value < 1000) return writeFewTo(view, end, value | 0);
  const front = value < 2 ** 31 ? ((value | 0) / 1000) | 0 : Math.floor(value / 1000);
  const start = writeGroupsTo(view, end - 4, front);
  view.setUint32(end - 4, GROUP[value - front * 1000], true);
  return start;
}

function writeFewTo(view: DataView, end: number, value: number): number {
  const start = end - DIGIT_COUNT[value];
  view.setUint32(start, FEW_DIGITS[value], true);
  return start;
}
