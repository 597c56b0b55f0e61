// SPDX-License-Identifier: MIT
// A source of gzipped bytes becomes a source of the bytes inside. Which inflater does the work is handed in:
// Node's zlib (also for several members in a row) or the browser's DecompressionStream.

import { HeapdiffError } from '../core/errors.js';
import type { ByteSource } from './byte-source.js';

/** Compressed bytes handed to the inflater at once, at least and at most. */
const LEAST_STORED = 1 << 10;
const MOST_STORED = 1 << 14;
/** Inflating goes on in the background until this many bytes wait. */
const AHEAD_BYTES = 1 << 21;
/** Real snapshots shrink 5 to 30 times; deflate's limit is 1032 times. */
const MAX_RATIO = 500;
/** Below this size a high ratio does no harm. */
const RATIO_FREE_BYTES = 1 << 22;

/** Undoes gzip piece by piece. Output goes to the function that it was built with. */
export interface Inflater {
  /** Takes compressed bytes (kept until the promise settles). Rejects if they are damaged. */
  write(chunk: Uint8Array): Promise<void>;
  /** No more input. Rejects if the compressed stream is not complete. */
  end(): Promise<void>;
  /** Stops all work. */
  destroy(): void;
}

/** Makes an inflater that hands its output, in order, to `onOutput`. */
export type BuildInflater = (onOutput: (chunk: Uint8Array) => void) => Inflater;

/** What is wrong with gzipped bytes, and where. */
export interface GzipDamage {
  /** `behind`: what follows the last member is none. */
  readonly what: 'damaged' | 'behind';
  readonly actual: string;
  /** Where it shows in the stored bytes. */
  readonly storedOffset: number;
  /** Bytes that could be inflated up to there. */
  readonly inflated: number;
}

/** Reads the stored bytes once more to find where they go wrong; null if they only end early. */
export type LocateDamage = () => Promise<GzipDamage | null>;

/** The message of `ERR_TRUNCATED` for gzip that ends early. */
export const GZIP_ENDS_EARLY = 'its gzip data end early';

/** Whether a file that starts with these bytes is gzipped. */
export function isGzip(first: Uint8Array): boolean {
  return first.length >= 2 && first[0] === 0x1f && first[1] === 0x8b;
}

/**
 * The bytes inside a gzipped source. Reading throws `ERR_GZIP` where the compressed bytes are damaged,
 * `ERR_TRUNCATED` where they end early, `ERR_DECOMPRESSION_LIMIT` where they grow beyond reason; each after
 * everything that could be inflated has been read, with the offset in the inflated bytes.
 * @param locate finds the place in the stored bytes, where they can be read again
 */
export function gunzipSource(
  stored: ByteSource,
  buildInflater: BuildInflater,
  locate: LocateDamage = () => Promise.resolve(null),
): ByteSource {
  const queue: Uint8Array[] = [];
  let queued = 0;
  let used = 0; // of the first chunk in the queue
  let inflated = 0;
  let compressed = 0;
  let ended = false;
  let closed = false;
  let failure: Error | null = null;
  let pending: Promise<void> | null = null;

  const inflater = buildInflater((chunk) => {
    if (failure !== null || chunk.length === 0) return;
    inflated += chunk.length;
    if (inflated > RATIO_FREE_BYTES && inflated > MAX_RATIO * compressed) {
      failure = new HeapdiffError('ERR_DECOMPRESSION_LIMIT', `inflates to over ${MAX_RATIO} times its size`, {
        byteOffset: inflated,
        expected: `at most ${MAX_RATIO} times the compressed size`,
        actual: `${inflated} bytes out of ${compressed}`,
      });
      inflater.destroy();
      return;
    }
    queue.push(chunk);
    queued += chunk.length;
  });

  const step = async (): Promise<void> => {
    // No more than what makes about AHEAD_BYTES of output: a bomb must not go off within one chunk.
    const wanted = Math.min((AHEAD_BYTES * compressed) / (inflated + 1), 2 * compressed);
    const chunk = new Uint8Array(Math.min(MOST_STORED, Math.max(LEAST_STORED, Math.floor(wanted))));
    let count: number;
    try {
      count = await stored.read(chunk);
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
      return;
    }
    compressed += count;
    try {
      if (count > 0) {
        await inflater.write(chunk.subarray(0, count));
      } else {
        await inflater.end();
        ended = true;
      }
    } catch (error) {
      if (failure !== null || closed) return;
      const damage = await locate().catch(() => null); // the first finding stands
      failure ??= damage === null ? gzipError(count === 0, inflated, String(error)) : damageError(damage);
    }
  };
  /** Starts inflating more unless that is under way. */
  const work = (): Promise<void> => {
    pending ??= step().finally(() => {
      pending = null;
    });
    return pending;
  };

  return {
    name: stored.name,
    storedSize: stored.storedSize,
    size: null,
    isUnpacked: true,
    get storedOffset() {
      return stored.storedOffset;
    },
    async read(into) {
      while (queue.length === 0) {
        if (failure !== null) throw failure;
        if (ended) return 0;
        await work();
      }
      const chunk = queue[0];
      const count = Math.min(into.length, chunk.length - used);
      into.set(chunk.subarray(used, used + count));
      used += count;
      queued -= count;
      if (used === chunk.length) {
        queue.shift();
        used = 0;
      }
      if (queued < AHEAD_BYTES && !ended && failure === null) void work();
      return count;
    },
    async close() {
      closed = true;
      ended = true;
      inflater.destroy();
      await pending;
      await stored.close();
    },
  };
}

const BEHIND_END = 'goes on after the end of its gzip data';
const IS_DAMAGED = 'its gzip data are damaged';

/** Words of zlib, Chromium, Firefox and Safari for what follows the end of gzip. */
const BEHIND = /incorrect header check|junk|after the end|past the end/i;
/** Their words for damage, which a stream may report only at its end. */
const DAMAGED = /incorrect|invalid|not valid|corrupt/i;

function gzipError(isAtEnd: boolean, inflated: number, reason: string): HeapdiffError {
  // The first member starts as gzip does, or nobody would have called it so.
  if (BEHIND.test(reason)) return gzipErrorAt(BEHIND_END, inflated, 'other bytes');
  if (isAtEnd && !DAMAGED.test(reason)) {
    return new HeapdiffError('ERR_TRUNCATED', GZIP_ENDS_EARLY, {
      byteOffset: inflated,
      expected: 'more compressed bytes',
      actual: 'end of input',
    });
  }
  return gzipErrorAt(IS_DAMAGED, inflated, reason.replace(/^\w*Error: /, '').slice(0, 80));
}

function damageError({ what, actual, storedOffset, inflated }: GzipDamage): HeapdiffError {
  const message = what === 'behind' ? BEHIND_END : IS_DAMAGED;
  return gzipErrorAt(`${message} at byte ${storedOffset} of the compressed file`, inflated, actual);
}

function gzipErrorAt(message: string, byteOffset: number, actual: string): HeapdiffError {
  const expected = message.startsWith(BEHIND_END) ? 'the end, or more gzip data' : 'sound gzip data';
  return new HeapdiffError('ERR_GZIP', message, { byteOffset, expected, actual });
}
