// SPDX-License-Identifier: MIT
// A gzipped file that is known to be bad -> which of its stored bytes are, member by member: zlib tells what is wrong,
// but not where. Read once more for that, so that good files pay nothing.
//
//   member = 10 bytes, extra field, name, comment; deflated bytes; CRC-32 and length of what they inflate to
//
// Source of the format: RFC 1952.

import { type InflateRaw, crc32, createInflateRaw } from 'node:zlib';

import type { ByteSource } from './byte-source.js';
import type { GzipDamage } from './gzip-source.js';

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
/** Flags of the header. */
const HAS_CHECK = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
/** So many pieces at most, since each one is a turn of the thread pool, and not too long ones: damage is found by piece. */
const PIECES = 1 << 12;
const LEAST_PIECE = 1 << 6;
const MOST_PIECE = 1 << 14;

/** The stored bytes in order, and how far they have been looked at. */
interface Pass {
  offset: number;
  /** Read, but not looked at. */
  rest: Uint8Array;
  inflated: number;
  /** Adds to `rest`. @returns false at the end of the file */
  readonly fill: () => Promise<boolean>;
}

/** What ends the pass; `early` is the end of the file inside a member. */
type Finding = GzipDamage | 'early';

/**
 * @param source the stored bytes, from their start; closed at the end
 * @returns null if nothing is wrong but that they may end early
 */
export async function locateGzipDamage(source: ByteSource): Promise<GzipDamage | null> {
  const wanted = Math.floor((source.storedSize ?? 0) / PIECES);
  const more = new Uint8Array(Math.min(MOST_PIECE, Math.max(LEAST_PIECE, wanted)));
  const pass: Pass = {
    offset: 0,
    rest: new Uint8Array(0),
    inflated: 0,
    async fill() {
      const count = await source.read(more);
      pass.rest = Buffer.concat([pass.rest, more.subarray(0, count)]);
      return count > 0;
    },
  };
  try {
    for (;;) {
      const finding = (await passHeader(pass)) ?? (await passRest(pass));
      if (finding !== null) return finding === 'early' ? null : finding;
    }
  } finally {
    await source.close();
  }
}

function damageAt(pass: Pass, ahead: number, what: GzipDamage['what'], actual: string): GzipDamage {
  return { what, actual, storedOffset: pass.offset + ahead, inflated: pass.inflated };
}

function use(pass: Pass, length: number): void {
  pass.rest = pass.rest.subarray(length);
  pass.offset += length;
}

/** @returns whether `rest` has so many bytes, if need be after more were read */
async function has(pass: Pass, length: number): Promise<boolean> {
  while (pass.rest.length < length) if (!(await pass.fill())) return false;
  return true;
}

async function passHeader(pass: Pass): Promise<Finding | null> {
  const isWhole = await has(pass, HEADER_BYTES);
  const { rest } = pass;
  if (rest.length === 0) return 'early';
  if (rest[0] !== 0x1f || (rest.length > 1 && rest[1] !== 0x8b)) {
    // Zeros fill up tapes and blocks; zlib passes over them and whatever follows.
    return rest[0] === 0 ? 'early' : damageAt(pass, 0, 'behind', 'other bytes');
  }
  if (!isWhole) return 'early';
  const flags = rest[3];
  if (rest[2] !== 8) return damageAt(pass, 2, 'damaged', 'an unknown method of compression');
  if (flags > 0x1f) return damageAt(pass, 3, 'damaged', 'unknown flags');
  use(pass, HEADER_BYTES);
  if ((flags & HAS_EXTRA) !== 0) {
    if (!(await has(pass, 2)) || !(await has(pass, 2 + extraLength(pass)))) return 'early';
    use(pass, 2 + extraLength(pass));
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & flag) === 0) continue;
    while (!pass.rest.includes(0)) if (!(await pass.fill())) return 'early';
    use(pass, pass.rest.indexOf(0) + 1);
  }
  if ((flags & HAS_CHECK) !== 0) {
    if (!(await has(pass, 2))) return 'early';
    use(pass, 2);
  }
  return null;
}

function extraLength({ rest }: Pass): number {
  return rest[0] + 256 * rest[1];
}

async function passRest(pass: Pass): Promise<Finding | null> {
  const inflate = createInflateRaw();
  let check = 0;
  let length = 0;
  inflate.on('data', (chunk: Uint8Array) => {
    check = crc32(chunk, check);
    length += chunk.length;
  });
  const start = pass.offset;
  let isDone = false;
  const ended = new Promise<Error | null>((resolve) => {
    inflate.on('error', resolve).on('end', () => {
      isDone = true;
      resolve(null);
    });
  });
  for (;;) {
    if (!(await has(pass, 1))) {
      inflate.destroy();
      return 'early';
    }
    const written = new Promise<Error | null>((resolve) => {
      inflate.write(pass.rest, (error) => resolve(error ?? null));
    });
    const error = await Promise.race([written, ended]);
    if (error !== null) {
      pass.inflated += length;
      return damageAt(pass, 0, 'damaged', error.message);
    }
    await settle(inflate);
    if (isDone) break;
    use(pass, pass.rest.length);
  }
  use(pass, start + inflate.bytesWritten - pass.offset);
  pass.inflated += length;
  if (!(await has(pass, TRAILER_BYTES))) return 'early';
  const trailer = new DataView(pass.rest.buffer, pass.rest.byteOffset, TRAILER_BYTES);
  if (trailer.getUint32(0, true) !== check) return damageAt(pass, 0, 'damaged', 'a wrong checksum');
  if (trailer.getUint32(4, true) !== length >>> 0) return damageAt(pass, 4, 'damaged', 'a wrong length');
  use(pass, TRAILER_BYTES);
  return null;
}

/** The end of the deflated bytes is told a turn after the write that reached it. */
async function settle(inflate: InflateRaw): Promise<void> {
  if (!inflate.readableEnded) await new Promise((resolve) => setImmediate(resolve));
}
