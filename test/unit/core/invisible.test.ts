import { expect, test } from 'vitest';
import { escapeInvisible } from '../../../src/core/invisible.js';

const ranges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xd800],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe007f],
  [0xe0100, 0xe01ef],
];

test('nothing that is not seen is left in a text', () => {
  for (const [first, last] of ranges)
    for (let code = first; code <= last; code++) {
      const shown = escapeInvisible(`a${String.fromCodePoint(code)}b`);
      expect(shown).toMatch(/^a\\(?:[nrt]|x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{5}\})b$/);
    }
});

test.each(['Session', '漢字', 'né', '😀', '❤️', '☎︎', 'שלום'])('%s stays as it is', (text) => {
  expect(escapeInvisible(text)).toBe(text);
});
