// SPDX-License-Identifier: MIT
// Gzip undone by the browser. One member only: DecompressionStream refuses anything behind it.

import type { Inflater } from './gzip-source.js';

/** An inflater for gzip of one member. */
export function buildBrowserInflater(onOutput: (chunk: Uint8Array) => void): Inflater {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const drain = async (): Promise<void> => {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      onOutput(next.value as Uint8Array);
    }
  };
  const drained = drain();
  drained.catch(() => undefined); // reported by write and end
  return {
    write: async (chunk) => {
      await writer.write(chunk);
    },
    end: async () => {
      await writer.close();
      await drained;
    },
    destroy: () => {
      writer.abort().catch(() => undefined);
      reader.cancel().catch(() => undefined);
    },
  };
}
