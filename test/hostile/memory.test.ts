// What a file says of itself buys no memory; what it is costs a few times its length.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { gunzipSource } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import { HeapdiffError } from '../../src/core/errors.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';
import type { ByteSource } from '../../src/bytes/byte-source.js';
import { soundText, tryRead } from '../support/damaged-heap.js';
import { DIALECTS } from '../../src/format/dialects.js';

const MEGABYTE = 1 << 20;

/** The largest number of bytes in columns and buffers while `work` ran, above what was there before. */
async function peakBytes(work: () => Promise<unknown>): Promise<number> {
  // What arrays hold is measured where they are made: the collector's mood does not matter.
  const sizes: number[] = [];
  const arrays = [Uint8Array, Uint32Array, Float64Array] as const;
  const originals = arrays.map((array) => Object.getOwnPropertyDescriptor(globalThis, array.name)!);
  for (const array of arrays) {
    const counted = new Proxy(array, {
      construct(target, args: unknown[], newTarget) {
        if (typeof args[0] === 'number') sizes.push(args[0] * target.BYTES_PER_ELEMENT);
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    Object.defineProperty(globalThis, array.name, { value: counted, configurable: true, writable: true });
  }
  try {
    await work();
  } finally {
    arrays.forEach((array, i) => Object.defineProperty(globalThis, array.name, originals[i]));
  }
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function refusal(text: string): Promise<HeapdiffError> {
  const { error } = await tryRead(text);
  expect(error).toBeInstanceOf(HeapdiffError);
  return error!;
}

describe('a header that lies', () => {
  it.each(['1000000', '4294967295', '4294967296', '9007199254740991'])(
    'about %s records gets no memory for them',
    async (count) => {
      const text = soundText()
        .replace('"node_count":5', `"node_count":${count}`)
        .replace('"edge_count":6', `"edge_count":${count}`);
      let code = '';
      // A pipe's size is not known, a file's size vouches for nothing here.
      const peak = await peakBytes(async () => {
        code = (await refusal(text)).code;
      });
      expect(code).toBe('ERR_COUNT_MISMATCH');
      expect(peak).toBeLessThan(80 * MEGABYTE);
    },
  );

  it('through a pipe gets no more than a modest start', async () => {
    const text = soundText().replace('"node_count":5', '"node_count":9007199254740991');
    const source: ByteSource = { ...bytesSource(Buffer.from(text), 'pipe'), size: null, storedSize: null };
    const peak = await peakBytes(() => readSnapshot(source).catch(() => undefined));
    expect(peak).toBeLessThan(80 * MEGABYTE);
  });

  it('about a million edges of one node gets no memory for them', async () => {
    const text = soundText().replace('3,24,1,0,0', '3,24,4000000000,0,0');
    const peak = await peakBytes(() => refusal(text));
    expect(peak).toBeLessThan(20 * MEGABYTE);
  });
});

describe('a file that is deep', () => {
  const wrap = (value: string): string => soundText().replace('"samples":[]', `"x":${value}`);

  it('by a million brackets is read, by more it is refused, without a deep stack', async () => {
    const { data } = await tryRead(wrap('['.repeat(1_000_000) + ']'.repeat(1_000_000)));
    expect(data?.warnings.map(({ code }) => code)).toEqual(['UNKNOWN_SECTION']);
    expect(await refusal(wrap('['.repeat(2_000_000)))).toMatchObject({ code: 'ERR_LIMIT', section: 'x' });
    const cut = wrap('{"a":'.repeat(500_000)).replace(/,\n"locations[^]*$/, '');
    expect(await refusal(cut)).toMatchObject({ code: 'ERR_TRUNCATED', section: 'x' });
  });

  it('in its header is refused', async () => {
    const text = soundText().replace(
      '"node_count":5',
      `"y":${'['.repeat(1000)}${']'.repeat(1000)},"node_count":5`,
    );
    expect(await refusal(text)).toMatchObject({ code: 'ERR_BAD_META', section: 'snapshot' });
  });

  it('or long in its header, or in the name of a section, is refused', async () => {
    const header = soundText().replace('"node_count":5', `"y":"${'x'.repeat(5_000_000)}","node_count":5`);
    expect(await refusal(header)).toMatchObject({ code: 'ERR_BAD_META', section: 'snapshot' });
    const name = soundText().replace('"samples":[]', `"${'x'.repeat(1_000_000)}":[]`);
    expect(await refusal(name)).toMatchObject({ code: 'ERR_LIMIT' });
    const number = soundText().replace('"samples":[]', `"x":${'1'.repeat(1_000_000)}`);
    expect((await refusal(number)).message.length).toBeLessThan(200);
  });
});

describe('a bomb', () => {
  it.each([
    ['white space', '', ' '],
    ['zeros in the nodes', '{"nodes":[', '0,'],
    ['digits in a string', '{"x":[1,"', '7'],
  ])('of %s in gzip is stopped', async (_what, start, filling) => {
    // Member after member, each a thousand times smaller than what is in it.
    const member = gzipSync(Buffer.alloc(MEGABYTE, filling), { level: 9 });
    const bomb = Buffer.concat([gzipSync(start), ...Array.from({ length: 200 }, () => member)]);
    const source = gunzipSource(bytesSource(bomb, 'bomb.gz'), buildNodeInflater);
    const error = await readSnapshot(source).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'ERR_DECOMPRESSION_LIMIT', file: 'bomb.gz' });
  });
});

describe('a large file costs less than four times its length and 100 MB', () => {
  const count = 100_000;
  const nodes = {
    *[Symbol.iterator]() {
      for (let n = 0; n < count; n++) {
        yield {
          type: 'object',
          name: n % 10 ? 'x' : `name ${n}`,
          id: n,
          selfSize: 1,
          edges: [{ type: 'weak', name: 'x', target: 0 }],
        };
      }
    },
  };

  it.each([
    ['with a true header', {}],
    ['without counts', { hasCounts: false }],
    ['header last', { order: [...DIALECTS.node24.order.slice(1), 'snapshot'] as never }],
  ])('%s', async (_what, changes) => {
    const bytes = Buffer.concat([...writeSnapshot({ nodes }, 'node24', changes)]);
    const peak = await peakBytes(() => readSnapshot(bytesSource(bytes, 'large')));
    // Everything ever allocated, dead or alive: growing columns count several times.
    expect(peak).toBeLessThan(12 * bytes.length + 20 * MEGABYTE);
  });
});
