// SPDX-License-Identifier: MIT
// Gzip undone by Node's zlib, on its thread pool.

import { createGunzip } from 'node:zlib';

import type { Inflater } from './gzip-source.js';

const OUTPUT_CHUNK = 1 << 18;

/** An inflater for gzip of one or more members; what follows the last one is passed over. */
export function buildNodeInflater(onOutput: (chunk: Uint8Array) => void): Inflater {
  const gunzip = createGunzip({ chunkSize: OUTPUT_CHUNK });
  let isStopped = false;
  let settle: (() => void) | null = null;
  const done = (): void => {
    settle?.();
    settle = null;
  };
  // Flowing all the time: output that waits inside the stream would be lost when an error destroys it.
  gunzip.on('data', onOutput);
  gunzip.on('error', done);
  gunzip.on('end', done);
  gunzip.on('close', done);
  const settled = async (start: () => void): Promise<void> => {
    if (!gunzip.destroyed && !gunzip.readableEnded) {
      await new Promise<void>((resolve) => {
        settle = resolve;
        start();
      });
    }
    if (gunzip.errored !== null && !isStopped) throw gunzip.errored;
  };
  return {
    write: (chunk) => settled(() => gunzip.write(chunk, done)),
    end: () => settled(() => gunzip.end()),
    destroy: () => {
      isStopped = true;
      gunzip.destroy();
    },
  };
}
