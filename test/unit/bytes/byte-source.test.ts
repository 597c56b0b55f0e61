import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openBlobSource } from '../../../src/bytes/blob-source.js';
import { type ByteSource, bytesSource, chunksSource } from '../../../src/bytes/byte-source.js';
import { openSnapshotSource } from '../../../src/bytes/file-source.js';
import { type BuildInflater, gunzipSource } from '../../../src/bytes/gzip-source.js';
import { buildBrowserInflater } from '../../../src/bytes/inflate-browser.js';
import { buildNodeInflater } from '../../../src/bytes/inflate-node.js';
import type { HeapdiffError } from '../../../src/core/errors.js';

const folder = mkdtempSync(join(tmpdir(), 'heapdiff-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Everything that a source yields, read in pieces of `piece` bytes, and the error that ended it. */
async function drain(source: ByteSource, piece = 1000): Promise<{ bytes: Buffer; error: unknown }> {
  const chunks: Buffer[] = [];
  const into = new Uint8Array(piece);
  try {
    for (;;) {
      const count = await source.read(into);
      if (count === 0) return { bytes: Buffer.concat(chunks), error: null };
      chunks.push(Buffer.from(into.subarray(0, count)));
    }
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error };
  } finally {
    await source.close();
  }
}

/** Text that gzip cannot shrink to nothing, with every byte known. */
const sample = Buffer.from(
  Array.from({ length: 60_000 }, (_, i) => `${(i * 2654435761) >>> 0},`).join('\n'),
  'latin1',
);

const inflaters = { zlib: buildNodeInflater, DecompressionStream: buildBrowserInflater };

describe('a file', () => {
  it('is read as it is when it is not gzipped', async () => {
    const source = await openSnapshotSource(write('plain', sample));
    expect([source.size, source.storedSize, source.storedOffset]).toEqual([sample.length, sample.length, 0]);
    const { bytes, error } = await drain(source);
    expect(error).toBeNull();
    expect(bytes.equals(sample)).toBe(true);
    expect(source.storedOffset).toBe(sample.length);
  });

  it('is inflated when it is gzipped, whatever its name; progress counts stored bytes', async () => {
    const gzip = gzipSync(sample);
    const source = await openSnapshotSource(write('renamed.heapsnapshot', gzip));
    expect([source.size, source.storedSize]).toEqual([null, gzip.length]);
    const { bytes, error } = await drain(source);
    expect(error).toBeNull();
    expect(bytes.equals(sample)).toBe(true);
    expect(source.storedOffset).toBe(gzip.length);
  });

  it('that is missing, or is a folder, cannot be read, and says why', async () => {
    const missing = join(folder, 'missing');
    await expect(openSnapshotSource(missing)).rejects.toMatchObject({
      code: 'ERR_READ',
      message: 'cannot be read: no such file',
      file: missing,
    });
    await expect(openSnapshotSource(folder)).rejects.toMatchObject({
      code: 'ERR_READ',
      message: 'cannot be read: is a folder',
    });
  });

  it('of zero, one or two bytes is not taken for gzip', async () => {
    for (const bytes of [[], [0x1f], [0x1f, 0x8a]]) {
      const source = await openSnapshotSource(write('short', Uint8Array.from(bytes)));
      expect([...(await drain(source)).bytes]).toEqual(bytes);
    }
  });

  const descriptors = '/proc/self/fd';
  it.runIf(process.platform === 'linux')('leaves no descriptor open, read or not', async () => {
    const paths = [
      write('p', sample),
      write('g', gzipSync(sample)),
      write('d', gzipSync(sample).fill(1, 99)),
    ];
    const before = readdirSync(descriptors).length;
    for (const path of paths) {
      await drain(await openSnapshotSource(path));
      const unread = await openSnapshotSource(path);
      await unread.close();
      await unread.close();
      await openSnapshotSource(folder).catch(() => undefined);
    }
    expect(readdirSync(descriptors).length).toBe(before);
  });
});

describe.each(Object.entries(inflaters))('gzip by %s', (_name, inflater) => {
  const gunzip = (bytes: Uint8Array): ByteSource => gunzipSource(bytesSource(bytes, 'x.gz'), inflater);
  const gzip = gzipSync(sample);

  it('gives the same bytes however they arrive', async () => {
    for (const size of [1, 997, 4096]) {
      const part = size === 1 ? gzipSync(sample.subarray(0, 5000)) : gzip;
      const chunks = (async function* () {
        for (let i = 0; i < part.length; i += size) yield await Promise.resolve(part.subarray(i, i + size));
      })();
      const { bytes, error } = await drain(gunzipSource(chunksSource(chunks, 'x'), inflater), 333);
      expect(error).toBeNull();
      expect(bytes.equals(size === 1 ? sample.subarray(0, 5000) : sample)).toBe(true);
    }
  });

  it('cut anywhere is truncated, after a true beginning', async () => {
    const cuts = [11, 500, 70_000, 140_000, gzip.length - 9, gzip.length - 8, gzip.length - 1];
    for (const cut of cuts) {
      const { bytes, error } = await drain(gunzip(gzip.subarray(0, cut)));
      expect(error).toMatchObject({ code: 'ERR_TRUNCATED' });
      expect((error as HeapdiffError).byteOffset).toBe(bytes.length);
      expect(bytes.equals(sample.subarray(0, bytes.length))).toBe(true);
      if (cut > 100_000) expect(bytes.length).toBeGreaterThan(100_000);
    }
  });

  it('that is damaged says so', async () => {
    for (const at of [3, 2000, gzip.length - 2, gzip.length - 7]) {
      const damaged = Buffer.from(gzip);
      for (let i = 0; i < 8 && at + i < gzip.length; i++) damaged[at + i] = ~gzip[at + i];
      const { error } = await drain(gunzip(damaged));
      const { code, actual } = error as HeapdiffError;
      expect({ at, code }).toEqual({ at, code: 'ERR_GZIP' });
      expect(actual).not.toMatch(/Error:/);
    }
  });

  it('with something else behind it says so', async () => {
    const { error } = await drain(gunzip(Buffer.concat([gzip, Buffer.from('more')])));
    expect(error).toMatchObject({ code: 'ERR_GZIP', message: 'goes on after the end of its gzip data' });
  });

  it('that grows beyond reason is stopped early', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, 0x20), { level: 9 });
    const { bytes, error } = await drain(gunzip(bomb), 1 << 20);
    expect(error).toMatchObject({ code: 'ERR_DECOMPRESSION_LIMIT' });
    expect(bytes.length).toBeLessThan(140_000_000);
  });
});

it('gzip that grows four hundredfold is not inflated far ahead of what is read', async () => {
  let made = 0;
  const inflater: BuildInflater = (onOutput) => ({
    write: (chunk) => {
      made += 400 * chunk.length;
      onOutput(new Uint8Array(400 * chunk.length));
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
    destroy: () => undefined,
  });
  const source = gunzipSource(bytesSource(Buffer.alloc(1 << 16, 0x1f), 'x'), inflater);
  const into = new Uint8Array(1 << 16);
  let read = 0;
  for (let count = 1; count > 0; read += count) {
    count = await source.read(into);
    expect(made - read).toBeLessThan(8 << 20);
  }
  expect(read).toBe(made);
});

describe('gzip of several members by zlib', () => {
  const gunzip = (bytes: Uint8Array): ByteSource => gunzipSource(bytesSource(bytes, 'x'), buildNodeInflater);

  it('is one text; zero bytes behind it are padding', async () => {
    const parts = [sample.subarray(0, 100_001), sample.subarray(100_001)];
    const members = Buffer.concat([...parts.map((part) => gzipSync(part)), Buffer.alloc(512)]);
    const { bytes, error } = await drain(gunzip(members));
    expect(error).toBeNull();
    expect(bytes.equals(sample)).toBe(true);
  });

  it('does not hide a second member that is cut or damaged', async () => {
    const first = gzipSync(sample);
    const second = gzipSync(sample.subarray(0, 1000));
    const cut = await drain(gunzip(Buffer.concat([first, second.subarray(0, 100)])));
    expect(cut.error).toMatchObject({ code: 'ERR_TRUNCATED' });
    const damaged = await drain(gunzip(Buffer.concat([first, Buffer.from(second).fill(0xff, 10, 30)])));
    expect(damaged.error).toMatchObject({ code: 'ERR_GZIP' });
  });

  it('stored without compression is read like any other', async () => {
    const stored = gzipSync(sample, { level: constants.Z_NO_COMPRESSION });
    expect((await drain(gunzip(stored))).bytes.equals(sample)).toBe(true);
  });
});

describe('a Blob', () => {
  it('is read as it is, or inflated', async () => {
    for (const content of [sample, gzipSync(sample)]) {
      const source = await openBlobSource(new Blob([new Uint8Array(content)]), 'dropped');
      expect(source.storedSize).toBe(content.length);
      const { bytes, error } = await drain(source);
      expect(error).toBeNull();
      expect(bytes.equals(sample)).toBe(true);
    }
  });
});

it('errors of the stored source pass through a gunzip source', async () => {
  const path = write('whole.gz', gzipSync(sample));
  const whole = readFileSync(path);
  let reads = 0;
  const failing: ByteSource = {
    ...bytesSource(whole, 'failing'),
    read: (into) => {
      if (reads++ > 0) return Promise.reject(new Error('EIO'));
      into.set(whole.subarray(0, 1000));
      return Promise.resolve(1000);
    },
  };
  const { error } = await drain(gunzipSource(failing, buildNodeInflater));
  expect(String(error)).toContain('EIO');
});
