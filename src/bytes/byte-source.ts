// SPDX-License-Identifier: MIT
// A source of bytes that the reader pulls from. One shape for files, pipes, blobs and plain arrays.

/** Bytes in order, pulled into the caller's memory. */
export interface ByteSource {
  /** What a person calls it: a path, `-`, a file's name. */
  readonly name: string;
  /** Bytes of the file as stored (compressed size for gzip), or null if unknown. */
  readonly storedSize: number | null;
  /** Uncompressed size in bytes, or null if it cannot be known beforehand. */
  readonly size: number | null;
  /** What is read was compressed in the file. */
  readonly isUnpacked?: boolean;
  /** How many stored bytes have been consumed; at most `storedSize`. For progress. */
  readonly storedOffset: number;
  /** Fills a part of `into` from its start. @returns number of bytes, 0 only at the end of input. */
  read(into: Uint8Array): Promise<number>;
  /** Goes on at this byte of the (uncompressed) input; left out where that cannot be done. */
  readonly seek?: (offset: number) => void;
  /** Frees what the source holds. May be called at any time, more than once. */
  close(): Promise<void>;
}

/** A source over bytes in memory (not copied; must not change while it is read). */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  let offset = 0;
  return {
    name,
    storedSize: bytes.length,
    size: bytes.length,
    get storedOffset() {
      return offset;
    },
    read(into) {
      const count = Math.min(into.length, bytes.length - offset);
      into.set(bytes.subarray(offset, offset + count));
      offset += count;
      return Promise.resolve(count);
    },
    close: () => Promise.resolve(),
  };
}

/** A source over chunks that arrive one by one, such as a stream. Chunks may have any length. */
export function chunksSource(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  storedSize: number | null = null,
): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let current: Uint8Array = new Uint8Array(0);
  let used = 0;
  let consumed = 0;
  return {
    name,
    storedSize,
    size: storedSize,
    get storedOffset() {
      return consumed;
    },
    async read(into) {
      while (used === current.length) {
        const next = await iterator.next();
        if (next.done === true) return 0;
        current = next.value;
        used = 0;
      }
      const count = Math.min(into.length, current.length - used);
      into.set(current.subarray(used, used + count));
      used += count;
      consumed += count;
      return count;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
