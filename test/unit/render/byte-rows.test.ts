// Texts and numbers as bytes, against strings put together.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type NumberStyle,
  measureNumber,
  writeDigits,
  writeStyled,
} from '../../../src/render/byte-numbers.js';
import { buildBytePool } from '../../../src/render/byte-pool.js';
import { type NumberCells, buildByteRows, frameText, writeRows } from '../../../src/render/byte-rows.js';
import { formatCount } from '../../../src/render/format-numbers.js';

/** Every count of digits is as likely. */
const wholeNumber = fc
  .tuple(fc.integer({ min: 0, max: 53 }), fc.maxSafeInteger())
  .map(([bits, number]) => Math.abs(number) % 2 ** bits);
const digitStyle = fc.record({ grouped: fc.boolean(), isId: fc.boolean() });

function formatNumber(value: number, style: NumberStyle | null): string {
  if (style === null) return String(value);
  const digits = style.grouped ? formatCount(value) : String(value);
  return `${style.isId ? '@' : ''}${digits}`.padStart(style.width);
}

const MARK = 0x7c;

test.each([
  ['bare', writeDigits],
  ['styled', writeStyled],
] as const)('%s numbers are their digits, and nothing in front of them changes', (kind, write) => {
  fc.assert(
    fc.property(wholeNumber, digitStyle, fc.nat(8), (value, digits, padding) => {
      const style = kind === 'bare' ? null : { ...digits, width: measureNumber(value, digits) + padding };
      const bytes = new Uint8Array(100).fill(MARK);
      const end = write(new DataView(bytes.buffer), 9, value, style as NumberStyle);
      const text = Buffer.from(bytes.subarray(0, end)).toString();
      expect(text).toBe('|'.repeat(9) + formatNumber(value, style));
    }),
    { numRuns: 2000 },
  );
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
);

test('a pool keeps every text, plain or not, short or long', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 40 }), (texts) => {
      const pool = buildBytePool((bytes) => new Uint8Array(bytes + 5).fill(0xff).buffer);
      pool.add('forgotten');
      pool.clear();
      const codes = texts.map((text) => pool.add(text));
      const { words, starts, lengths, longest } = pool.view();
      const kept = codes.map((code) =>
        Buffer.from(words.buffer, starts[code] * 8, lengths[code]).toString('utf8'),
      );
      expect(kept).toEqual(texts.map((text) => Buffer.from(text).toString()));
      for (const code of codes) {
        const last = Math.ceil(lengths[code] / 8);
        expect(words.subarray(starts[code], starts[code] + last).some(Number.isNaN)).toBe(false);
      }
      expect(longest).toBe(Math.max(0, ...texts.map((text) => Buffer.byteLength(text))));
    }),
  );
});

test('rows are their texts and numbers, in pieces no larger than asked where rows are alike', () => {
  const row = fc.tuple(fc.nat(4), wholeNumber, wholeNumber, fc.nat(4));
  const size = fc.constantFrom(40, 300, 5000, 70_000);
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 60 }),
      size,
      fc.integer({ min: 64, max: 4096 }),
      (rows, long, pieceBytes) => {
        const texts = ['', 'a', 'ümlaut', 'x'.repeat(long), '12345678'];
        const pool = buildBytePool();
        const isNumber = [false, true, true, false];
        const frame = { before: ['<', ';', ',', '|'], end: '>\n' };
        const codeColumn = (column: 0 | 3): Uint32Array => {
          const codes = texts.map((text) => pool.add(frameText(frame, isNumber, column, text)));
          return Uint32Array.from(rows, (cells) => codes[cells[column]] ?? 0);
        };
        const style = { grouped: true, isId: true, width: 24 };
        const numberColumn = (column: 1 | 2): NumberCells => ({
          values: Float64Array.from(rows, (cells) => cells[column]),
          style: column === 1 ? null : style,
        });
        const columns = [codeColumn(0), numberColumn(1), numberColumn(2), codeColumn(3)];
        const pieces = [...writeRows(buildByteRows(rows.length, columns, frame, pool), pieceBytes)];
        const lines = rows.map(
          ([first, bare, styled, last]) =>
            `<${texts[first]};${bare},${formatNumber(styled, style)}|${texts[last]}>\n`,
        );
        expect(Buffer.concat(pieces).toString()).toBe(lines.join(''));
        const most = Math.max(0, ...lines.map((line) => Buffer.byteLength(line)));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(pieceBytes + most);
      },
    ),
  );
});

test('rows of one length fill a piece as far as whole rows go', () => {
  const pool = buildBytePool();
  const codes = new Uint32Array(1000).fill(pool.add('0123456789'));
  const rows = buildByteRows(1000, [codes], { before: [''], end: '' }, pool);
  expect([...writeRows(rows, 64)].map(({ length }) => length).slice(0, 3)).toEqual([60, 60, 60]);
});
