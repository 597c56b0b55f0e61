// A sound little snapshot to damage, and what reading the damaged one comes to.

import { type ByteSource, bytesSource, chunksSource } from '../../src/bytes/byte-source.js';
import { HeapdiffError } from '../../src/core/errors.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { type HeapOptions, parseHeap, writeBytes } from './heap-language.js';

/** 5 nodes (7 fields), 6 edges, 8 strings, 1 location. */
export function soundText(options: HeapOptions = {}): string {
  const { heap } = parseHeap(
    `root -> app:App 24, roots:synthetic "(GC roots)" 0
     app -users-> users:Map 32 place 4 10 20
     users -[0]-> alice:User 100 detached
     users ~key~> alice
     alice -app-> app`,
    options,
  );
  return Buffer.from(writeBytes(heap, options.dialect, options.changes)).toString('utf8');
}

/** A source that hands out at most `size` bytes at a time. */
export function piecesSource(bytes: Uint8Array, size: number): ByteSource {
  const chunks = (async function* () {
    for (let i = 0; i < bytes.length; i += size) yield await Promise.resolve(bytes.subarray(i, i + size));
  })();
  return chunksSource(chunks, 'damaged.heapsnapshot', bytes.length);
}

export type Outcome = { data: SnapshotData; error: null } | { data: null; error: HeapdiffError };

/** Reads bytes as a file would be read. Anything thrown but a HeapdiffError is thrown on. */
export async function tryRead(
  input: string | Uint8Array,
  { windowBytes = 1 << 16, pieces = Infinity }: { windowBytes?: number; pieces?: number } = {},
): Promise<Outcome> {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : input;
  const name = 'damaged.heapsnapshot';
  const open = (): ByteSource =>
    pieces < bytes.length ? piecesSource(bytes, pieces) : bytesSource(bytes, name);
  try {
    return { data: await readSnapshot(open(), { windowBytes }, () => Promise.resolve(open())), error: null };
  } catch (error) {
    if (error instanceof HeapdiffError) return { data: null, error };
    throw error;
  }
}

/** The fields of an error that must not depend on how the bytes arrive. */
export function errorFields(error: HeapdiffError): object {
  const { code, message, section, byteOffset, recordIndex, expected, actual, file } = error;
  return { code, message, section, byteOffset, recordIndex, expected, actual, file };
}
