import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src/bytes/byte-source.js';
import { gunzipSource } from '../../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../../src/bytes/inflate-node.js';
import { locateGzipDamage } from '../../../src/bytes/locate-gzip-damage.js';
import type { HeapdiffError } from '../../../src/core/errors.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { soundText } from '../../support/damaged-heap.js';

const text = Buffer.from(soundText());
const gzip = gzipSync(text);
const parts = [gzipSync(text.subarray(0, 500)), gzipSync(text.subarray(500))];
const long = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 2654435761) >>> 0).join());

/** The header of a member with everything that one may have, and the deflated rest of `gzip`. */
const adorned = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0]),
  Buffer.from('abcname\0comment\0##', 'latin1'),
  gzip.subarray(10),
]);

function changed(bytes: Uint8Array, at: number, to?: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? bytes.length + at : at;
  copy[place] = to ?? ~copy[place];
  return copy;
}

const locate = (bytes: Uint8Array): ReturnType<typeof locateGzipDamage> =>
  locateGzipDamage(bytesSource(bytes, 'x.gz'));

describe('gzip', () => {
  const junk = Buffer.from('junk');
  it.each([
    ['with junk behind it', Buffer.concat([gzip, junk]), 'behind', gzip.length, text.length],
    [
      'with one byte behind it',
      Buffer.concat([gzip, junk.subarray(0, 1)]),
      'behind',
      gzip.length,
      text.length,
    ],
    [
      'with junk behind its second member',
      Buffer.concat([...parts, junk]),
      'behind',
      parts[0].length + parts[1].length,
      text.length,
    ],
    ['with a wrong checksum', changed(gzip, -6), 'damaged', gzip.length - 8, text.length],
    ['with a wrong length', changed(gzip, -2), 'damaged', gzip.length - 4, text.length],
    [
      'with a wrong checksum of its first member',
      Buffer.concat([changed(parts[0], -6), parts[1]]),
      'damaged',
      parts[0].length - 8,
      500,
    ],
    ['with all that a header may have', changed(adorned, -6), 'damaged', adorned.length - 8, text.length],
    ['of another method', changed(gzip, 2, 7), 'damaged', 2, 0],
    ['with flags that nobody knows', changed(gzip, 3, 0xe0), 'damaged', 3, 0],
    ['whose first block is of no type', changed(gzip, 10, 7), 'damaged', 10, 0],
  ] as const)('%s is bad there', async (_label, bytes, what, storedOffset, inflated) => {
    expect(await locate(bytes)).toMatchObject({ what, storedOffset, inflated });
  });

  it('damaged in its middle is bad not far behind', async () => {
    const packed = gzipSync(long, { level: 0 });
    const header = 10;
    const second = header + 5 + packed.readUInt16LE(header + 1);
    const damage = await locate(changed(packed, second + 1));
    expect(damage?.what).toBe('damaged');
    expect(Math.abs(damage!.storedOffset - second)).toBeLessThan(1000);
  });

  it('that is sound, or cut, or followed by zeros has no such place', async () => {
    const sound = [gzip, adorned, Buffer.concat(parts), Buffer.concat([gzip, Buffer.alloc(100)])];
    for (const bytes of sound) expect(await locate(bytes)).toBeNull();
    for (let cut = 0; cut < adorned.length; cut++) expect(await locate(adorned.subarray(0, cut))).toBeNull();
  });
});

describe('an error of a gzipped snapshot', () => {
  const errorOf = async (bytes: Uint8Array): Promise<HeapdiffError> => {
    const source = gunzipSource(bytesSource(bytes, 'x.gz'), buildNodeInflater, () => locate(bytes));
    return (await readSnapshot(source).catch((error: unknown) => error)) as HeapdiffError;
  };

  it('tells the byte of the compressed file, and how much was unpacked', async () => {
    const bytes = Buffer.concat([gzip, Buffer.from('x')]);
    expect(await errorOf(bytes)).toMatchObject({
      ...{ code: 'ERR_GZIP', byteOffset: text.length, isUnpacked: true },
      message: `goes on after the end of its gzip data at byte ${gzip.length} of the compressed file`,
    });
  });

  it('says that it is the gzip that ends early', async () => {
    const error = await errorOf(gzip.subarray(0, gzip.length - 20));
    expect(error.code).toBe('ERR_TRUNCATED');
    expect(error.message).toMatch(/^ends [^,]*section[^,]*(, after [^,]*)?, its gzip data end early$/);
    const cutInside = await errorOf(gzipSync(text.subarray(0, 900)));
    expect(cutInside.message).not.toMatch(/gzip/);
    expect(cutInside.isUnpacked).toBe(true);
  });
});
