import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource } from '../../../src/bytes/byte-source.js';
import { readStrings } from '../../../src/format/read-strings.js';
import { findStrings } from '../../../src/format/string-table.js';
import { buildByteWindow } from '../../../src/tokens/byte-window.js';

/** Few letters, so that many texts begin alike, occur twice, or are empty; some are longer than any short one. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\u00e9', '"'), maxLength: 4 }),
  fc.integer({ min: 46, max: 51 }).map((length) => 'a'.repeat(length)),
);
const plainText = text.map((name) => name.replace(/[\u00e9"]/g, 'b'));

test('a name is found where it stands first, whatever else there is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.array(plainText), async (strings, wanted) => {
      const source = bytesSource(new TextEncoder().encode(JSON.stringify(strings)), 'test');
      const table = await readStrings(buildByteWindow((into) => source.read(into)));
      expect(findStrings(table, wanted)).toEqual(wanted.map((name) => strings.indexOf(name)));
    }),
  );
});
