// A snapshot cut at any byte: what was read so far, and where the end is. Any byte changed: a result or an error.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '../../src/bytes/byte-source.js';
import { gunzipSource } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import type { HeapdiffError } from '../../src/core/errors.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { soundText, tryRead } from '../support/damaged-heap.js';

const texts = {
  node20: soundText(),
  node24: soundText({ dialect: 'node24' }),
  chromium: soundText({ dialect: 'chromium' }),
  bun: soundText({ dialect: 'bun' }),
  julia: soundText({ dialect: 'julia' }),
  'strings first': soundText({
    changes: { order: ['strings', 'nodes', 'edges', 'snapshot', 'locations'] },
  }),
};

describe.each(Object.entries(texts))('a snapshot of %s', (_name, text) => {
  const bytes = Buffer.from(text);
  const end = bytes.lastIndexOf('}');

  it('cut at any byte is truncated there', async () => {
    for (let cut = 1; cut <= end; cut++) {
      const { error } = await tryRead(bytes.subarray(0, cut));
      expect(error, `cut at ${cut}`).not.toBeNull();
      const { code, byteOffset, message, actual } = error!;
      expect({ cut, code, actual }).toEqual({ cut, code: 'ERR_TRUNCATED', actual: 'end of input' });
      expect(byteOffset! <= cut && byteOffset! > cut - 40, `${cut}: ${byteOffset}`).toBe(true);
      expect(message).toMatch(
        /^ends (before its first section|in the section "[\w ]+"(, after \d+( of \d+)? (records|strings))?|after the section "[\w ]+")$/,
      );
    }
  });

  it('of which only the first bytes were written, and zeros after them, is truncated there', async () => {
    for (let cut = 1; cut <= end; cut++) {
      const filled = Buffer.alloc(bytes.length + 1000);
      bytes.copy(filled, 0, 0, cut);
      const { error } = await tryRead(filled, { windowBytes: cut % 2 ? 64 : 1 << 16 });
      const { code, byteOffset, message, actual } = error!;
      expect({ cut, code, byteOffset, actual }).toEqual({
        ...{ cut, code: 'ERR_TRUNCATED', byteOffset: cut, actual: 'zero bytes up to the end' },
      });
      expect(message).toMatch(
        /^ends (before its first section|in the section "[\w ]+"(, after \d+( of \d+)? (records|strings))?|after the section "[\w ]+"), zero bytes follow$/,
      );
    }
  });

  it('with zeros in its middle is damaged, not truncated', async () => {
    for (let at = 1; at < end; at += 7) {
      const holed = Buffer.from(bytes).fill(0, at, Math.min(at + 20, end));
      const { error } = await tryRead(holed, { windowBytes: at % 2 ? 32 : 1 << 16 });
      expect(error!.code, `zeros at ${at}`).not.toBe('ERR_TRUNCATED');
    }
  });

  it('cut at any byte of its gzip is truncated', async () => {
    const gzip = gzipSync(bytes);
    for (let cut = 3; cut < gzip.length; cut++) {
      const source = gunzipSource(bytesSource(gzip.subarray(0, cut), 'x'), buildNodeInflater);
      const error = await readSnapshot(source).then(
        () => null,
        (error: unknown) => error as HeapdiffError,
      );
      expect({ cut, code: error?.code }).toEqual({ cut, code: 'ERR_TRUNCATED' });
    }
  });
});

describe.each(['node20', 'bun', 'strings first'] as const)('a snapshot of %s', (name) => {
  const bytes = Buffer.from(texts[name]);

  it('with any byte changed is read or refused, in time', async () => {
    for (let at = 0; at < bytes.length; at++) {
      for (const byte of [0, 0x22, 0x2c, 0x30, 0x39, 0x5c, 0x5d, 0x7b, 0xff]) {
        const damaged = Buffer.from(bytes);
        damaged[at] = byte;
        const { error } = await tryRead(damaged, { windowBytes: 2048 });
        if (error) expect(error.message).toMatch(/^[^\n\r]{1,160}$/);
      }
    }
  });

  it('with any byte left out, or doubled, is read or refused', async () => {
    for (let at = 0; at < bytes.length; at++) {
      for (const [from, to] of [
        [at, at + 1],
        [at + 1, at],
      ]) {
        await tryRead(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), { windowBytes: 2048 });
      }
    }
  });
});

describe('what a cut snapshot says', () => {
  const text = texts.node20;
  const cutBehind = async (marker: string): Promise<string> => {
    const { error } = await tryRead(text.slice(0, text.indexOf(marker) + marker.length));
    return error!.message;
  };

  it.each([
    ['{', 'ends before its first section'],
    ['"meta"', 'ends in the section "snapshot"'],
    ['"nodes":[', 'ends in the section "nodes", after 0 of 5 records'],
    [',3,2,3,24,1,0,0\n,9', 'ends in the section "nodes", after 2 of 5 records'],
    [',9,3,5', 'ends in the section "nodes", after 2 of 5 records'],
    ['100,1,0,2\n]', 'ends after the section "nodes"'],
    ['"edges":[1,1,7\n,1', 'ends in the section "edges", after 1 of 6 records'],
    ['"locations":', 'ends in the section "locations"'],
    ['"<dummy>",', 'ends in the section "strings", after 1 strings'],
    ['"<dummy>",\n"",\n"Ap', 'ends in the section "strings", after 2 strings'],
  ])('behind %j: %s', async (marker, message) => {
    expect(await cutBehind(marker)).toBe(message);
  });

  it('counts what was read when gzip ends early', async () => {
    const gzip = gzipSync(text);
    const source = gunzipSource(bytesSource(gzip.subarray(0, gzip.length - 40), 'x.gz'), buildNodeInflater);
    const error = (await readSnapshot(source).catch((error: unknown) => error)) as HeapdiffError;
    expect(error).toMatchObject({ code: 'ERR_TRUNCATED', file: 'x.gz' });
    expect(error.section).toBeTypeOf('string');
  });
});

it('a pipe is not opened once more to look for a byte', async () => {
  const text = texts.node20.replace(',3,2,3', ',99,2,3');
  const pipe = { ...bytesSource(Buffer.from(text), 'pipe'), size: null, storedSize: null };
  const reopen = (): never => {
    throw new Error('opened again');
  };
  const error = await readSnapshot(pipe, {}, reopen).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: 'ERR_BAD_TYPE_INDEX', section: 'nodes', recordIndex: 1, file: 'pipe' });
  expect((error as HeapdiffError).byteOffset).toBeUndefined();
});

it('sources are closed, whatever happens', async () => {
  for (const text of [
    texts.node20,
    texts.node20.slice(0, 900),
    '<html>',
    texts.node20.replace(',3,2,3', ',99,2,3'),
  ]) {
    let closed = 0;
    let opened = 0;
    const open = (): ByteSource => {
      opened++;
      return {
        ...bytesSource(Buffer.from(text), 'x'),
        close: () => {
          closed++;
          return Promise.resolve();
        },
      };
    };
    await readSnapshot(open(), {}, () => Promise.resolve(open())).catch(() => undefined);
    expect(closed).toBe(opened);
  }
});
