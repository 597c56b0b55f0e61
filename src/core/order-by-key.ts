// SPDX-License-Identifier: MIT
// The order of millions of numbers: a radix sort from the lowest digit up, which compares nothing and keeps equal
// keys as they stood. O(keys * digits of the largest key).
// Source: Knuth, The Art of Computer Programming, volume 3, algorithm 5.2.5R.

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Positions of the keys in their order, smallest or largest first.
 * @param keys integers from 0 to 2^53 - 1
 */
export function orderByKey(
  keys: Uint32Array | Float64Array,
  direction: 'ascending' | 'descending',
): Uint32Array {
  let order = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let next = new Uint32Array(keys.length);
  const starts = new Uint32Array(DIGITS);
  let largest = 0;
  for (const key of keys) if (key > largest) largest = key;
  const flip = direction === 'descending' ? DIGITS - 1 : 0;
  const digits = new Uint16Array(keys.length);
  for (let unit = 1; unit <= largest; unit *= DIGITS) {
    starts.fill(0);
    for (let i = 0; i < digits.length; i++) {
      const digit = (Math.floor(keys[i] / unit) % DIGITS) ^ flip;
      digits[i] = digit;
      starts[digit]++;
    }
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit];
      starts[digit] = start;
      start += count;
    }
    for (let i = 0; i < order.length; i++) {
      const position = order[i];
      next[starts[digits[position]]++] = position;
    }
    [order, next] = [next, order];
  }
  return order;
}
