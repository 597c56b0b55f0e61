import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUtf8 } from '../../../src/tokens/utf8.js';

/** What the platform's decoder thinks of the same bytes. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('bytes are UTF-8', () => {
  it('exactly where a decoder takes them: every pair of bytes, with every kind of byte behind it', () => {
    const behind = [[], [0x41], [0x80], [0x80, 0x80], [0xbf, 0xbf], [0x80, 0x41], [0xc3, 0xa9]];
    for (let first = 0x70; first < 0x100; first++) {
      for (let second = 0; second < 0x100; second++) {
        for (const rest of behind) {
          const bytes = Uint8Array.of(first, second, ...rest);
          if (isUtf8(bytes, 0, bytes.length) !== decodes(bytes)) {
            expect.unreachable(`${Buffer.from(bytes).toString('hex')} is judged wrongly`);
          }
        }
      }
    }
  });

  it('if they are the bytes of any text, and nothing outside the range is looked at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const inside = Buffer.from(text);
        const bytes = Buffer.concat([Uint8Array.of(0xff), inside, Uint8Array.of(0xff)]);
        expect(isUtf8(bytes, 1, 1 + inside.length)).toBe(true);
        expect(isUtf8(bytes, 0, bytes.length)).toBe(false);
      }),
    );
  });

  it('or not, for any bytes', () => {
    const odd = fc.constantFrom(
      0x41,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc1,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(odd, fc.nat(255)), { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list);
        expect(isUtf8(bytes, 0, bytes.length)).toBe(decodes(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});
