import { expect, test } from 'vitest';
import { isCalled, shortenKey, shortenName, shortenText } from '../../../src/core/shorten-text.js';

test('a text is cut without looking at all of it, and never within a character', () => {
  expect(shortenText('x'.repeat(1_000_000), 11)).toBe('xxxxx…xxxxx');
  expect(shortenText('😀'.repeat(100), 12)).toBe('😀😀…😀😀');
  expect(shortenText('short', 5)).toBe('short');
});

const [one, other] = ['1', '2'].map((middle) => 'x'.repeat(5000) + middle + 'x'.repeat(5000));

test('a name is cut, a key too, but other texts have other keys', () => {
  expect(shortenName(one)).toHaveLength(1023);
  expect(shortenName(one)).toBe(shortenName(other));
  expect(shortenKey(one)).not.toBe(shortenKey(other));
  expect(shortenKey(one)).toBe(shortenKey(one));
  expect(shortenKey('Session')).toBe('Session');
});

test('a name is what the heap calls it, or what a report does', () => {
  expect(isCalled(one, one)).toBe(true);
  expect(isCalled(one, shortenName(one))).toBe(true);
  expect(isCalled(one, other)).toBe(false);
  expect(isCalled('Session', 'session')).toBe(false);
});
