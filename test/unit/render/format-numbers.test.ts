import { expect, test } from 'vitest';
import {
  formatCount,
  formatCountChange,
  formatPercent,
  formatSize,
  formatSizeChange,
} from '../../../src/render/format-numbers.js';

test.each([
  [0, '0'],
  [-0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-1234567, '-1,234,567'],
  [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  [-1e20, '-100,000,000,000,000,000,000'],
  [1.5e300, '1.5e+300'],
  [Infinity, 'Infinity'],
])('count %d is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [99_949, '99.9 kB'],
  [99_950, '100 kB'],
  [245_000, '245 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [5_100_000, '5.1 MB'],
  [-1_500_000, '-1.5 MB'],
  [5 * 1024 ** 3, '5.4 GB'],
  [Number.MAX_SAFE_INTEGER, '9.0 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test('changes have signs, and no change has none', () => {
  expect([1500, -3, 0].map(formatCountChange)).toEqual(['+1,500', '-3', '0']);
  expect([1500, -3, 0].map(formatSizeChange)).toEqual(['+1.5 kB', '-3 B', '0 B']);
});

test.each([
  [1, '100 %'],
  [0.99999, '99.9 %'],
  [0.999, '99.9 %'],
  [0.98, '98 %'],
  [0.043, '4.3 %'],
  [0.0001, '<0.1 %'],
  [0, '0 %'],
])('the fraction %d is %s', (fraction, text) => {
  expect(formatPercent(fraction)).toBe(text);
});
