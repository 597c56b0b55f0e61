import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cutToWidth, measureWidth, padToWidth } from '../../../src/render/text-width.js';

test('East Asian characters and emoji take two columns, marks none', () => {
  expect(['abc', '漢字', '😀', '👩‍👩‍👧‍👦', 'e\u0301', '→…·Δ'].map(measureWidth)).toEqual([3, 4, 2, 2, 1, 4]);
});

test('a text is as wide as the library says, of whatever characters it is', () => {
  const letters = Array.from({ length: 0x500 }, (_, code) => String.fromCharCode(code));
  const character = fc.constantFrom(...letters, 'Δ', '…', '←', '→', '‥', '\u200d', '\ufe0f', '漢', '😀');
  fc.assert(
    fc.property(fc.string({ unit: character }), (text) => {
      expect(measureWidth(text)).toBe(stringWidth(text, { countAnsiEscapeCodes: true }));
    }),
    { examples: letters.map((letter) => [letter]), numRuns: 2000 },
  );
});

test('a text is cut at its end, middle or start', () => {
  expect(cutToWidth('abcdefghij', 5)).toBe('abcd…');
  expect(cutToWidth('abcdefghij', 5, 'middle')).toBe('ab…ij');
  expect(cutToWidth('abcdefghij', 5, 'start')).toBe('…ghij');
  expect(cutToWidth('abcdefghij', 10)).toBe('abcdefghij');
  expect(cutToWidth('abcdefghij', 1)).toBe('…');
  expect(cutToWidth('abcdefghij', 0)).toBe('');
});

test('a wide character that would stick out is left out', () => {
  expect(cutToWidth('漢字漢字', 4)).toBe('漢…');
  expect(cutToWidth('漢字漢字', 6, 'middle')).toBe('漢…字');
});

test('a name of a megabyte is cut before it is measured', () => {
  expect(measureWidth(cutToWidth('😀'.repeat(500_000), 40))).toBeLessThanOrEqual(40);
});

test('padding counts columns, not characters', () => {
  expect(padToWidth('漢', 4, 'left')).toBe('漢  ');
  expect(padToWidth('漢', 4, 'right')).toBe('  漢');
});
