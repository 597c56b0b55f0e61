// SPDX-License-Identifier: MIT
// A Blob or File (dropped on a page) becomes a source of bytes, gzip undone.

import { HeapdiffError } from '../core/errors.js';
import type { ByteSource } from './byte-source.js';
import { gunzipSource, isGzip } from './gzip-source.js';
import { buildBrowserInflater } from './inflate-browser.js';
import { peekSource } from './peek-source.js';

/** What a Blob is read through; a page may put an answer of its server in its place. */
export type Streamed = Pick<Blob, 'size' | 'stream'>;

/**
 * Opens a snapshot in a Blob for reading from its start. The caller closes the source.
 * @throws HeapdiffError `ERR_READ`
 */
export async function openBlobSource(blob: Streamed, name: string): Promise<ByteSource> {
  const { source, first } = await peekSource(blobSource(blob, name));
  return isGzip(first) ? gunzipSource(source, buildBrowserInflater) : source;
}

function blobSource(blob: Streamed, name: string): ByteSource {
  const reader = blob.stream().getReader();
  let current: Uint8Array = new Uint8Array(0);
  let used = 0;
  let consumed = 0;
  return {
    name,
    storedSize: blob.size,
    size: blob.size,
    get storedOffset() {
      return consumed;
    },
    async read(into) {
      while (used === current.length) {
        const next = await reader.read().catch((error: unknown) => {
          throw new HeapdiffError('ERR_READ', `cannot be read: ${String(error)}`, { file: name });
        });
        if (next.done) return 0;
        current = next.value as Uint8Array;
        used = 0;
      }
      const count = Math.min(into.length, current.length - used);
      into.set(current.subarray(used, used + count));
      used += count;
      consumed += count;
      return count;
    },
    async close() {
      await reader.cancel().catch(() => undefined);
    },
  };
}
