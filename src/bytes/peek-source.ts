// SPDX-License-Identifier: MIT
// Looks at the first bytes of a source without using them up: pipes cannot be read twice.

import type { ByteSource } from './byte-source.js';

const PEEK_BYTES = 16;

/**
 * @returns the same source, still at its start, and its first bytes (fewer only if the input is shorter)
 * The source is closed if the look fails.
 */
export async function peekSource(inner: ByteSource): Promise<{ source: ByteSource; first: Uint8Array }> {
  const buffer = new Uint8Array(PEEK_BYTES);
  let length = 0;
  try {
    while (length < PEEK_BYTES) {
      const count = await inner.read(buffer.subarray(length));
      if (count === 0) break;
      length += count;
    }
  } catch (error) {
    await inner.close();
    throw error;
  }
  const first = buffer.subarray(0, length);
  let used = 0;
  const { seek } = inner;
  const source: ByteSource = {
    name: inner.name,
    storedSize: inner.storedSize,
    size: inner.size,
    get storedOffset() {
      return inner.storedOffset - (length - used);
    },
    read(into) {
      if (used === length) return inner.read(into);
      const count = Math.min(into.length, length - used);
      into.set(first.subarray(used, used + count));
      used += count;
      return Promise.resolve(count);
    },
    ...(seek && {
      seek(offset: number): void {
        used = length;
        seek(offset);
      },
    }),
    close: () => inner.close(),
  };
  return { source, first };
}
