// SPDX-License-Identifier: MIT
// A path, or `-` for standard input, becomes a source of bytes (Node only).

import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';

import { HeapdiffError } from '../core/errors.js';
import { type ByteSource, chunksSource } from './byte-source.js';
import { type GzipDamage, gunzipSource, isGzip } from './gzip-source.js';
import { buildNodeInflater } from './inflate-node.js';
import { locateGzipDamage } from './locate-gzip-damage.js';
import { peekSource } from './peek-source.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  EMFILE: 'too many open files',
};

/**
 * A plain file is read at once: to wait for a thread of the pool costs as long as a megabyte takes to copy, and
 * the processor sleeps meanwhile. After so many reads whoever else waits (a signal, a message) has a turn.
 */
const READS_IN_A_ROW = 16;

/**
 * Opens a snapshot for reading from its start, gzip undone. The caller closes the source.
 * @throws HeapdiffError `ERR_READ`, `ERR_GZIP`
 */
export async function openSnapshotSource(path: string): Promise<ByteSource> {
  const { source, first } = await peekSource(await openFileSource(path));
  if (!isGzip(first)) return source;
  // A pipe cannot be read twice.
  const canReopen = source.storedSize !== null;
  const locate = async (): Promise<GzipDamage | null> =>
    canReopen ? locateGzipDamage(await openFileSource(path)) : null;
  return gunzipSource(source, buildNodeInflater, locate);
}

/** A file of which any part is read. */
export interface FileAt {
  readonly size: number;
  /** Fills `into` with what stands at `offset`, less only at the end. @returns number of bytes */
  readonly readAt: (into: Uint8Array, offset: number) => Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a plain file. The caller closes it.
 * @throws HeapdiffError `ERR_READ`, as `readAt` does
 */
export async function openFileAt(path: string): Promise<FileAt> {
  const source = await openFileSource(path);
  return {
    size: source.size ?? 0,
    async readAt(into, offset) {
      source.seek?.(offset);
      let filled = 0;
      while (filled < into.length) {
        const count = await source.read(into.subarray(filled));
        if (count === 0) break;
        filled += count;
      }
      return filled;
    },
    close: () => source.close(),
  };
}

/** An error of the file system as one of ours. */
function readError(error: unknown, file: string): HeapdiffError {
  const code = (error as { code?: unknown }).code;
  const reason = typeof code === 'string' ? (REASONS[code] ?? code) : String(error);
  return new HeapdiffError('ERR_READ', `cannot be read: ${reason}`, { file });
}

/**
 * Opens a file for reading from its start. `-` is standard input.
 * @throws HeapdiffError `ERR_READ` if it cannot be opened or is not a file
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  if (path === '-') return standardInput();
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw readError(error, path);
  });
  const stat = await handle.stat().catch(async (error: unknown) => {
    await handle.close();
    throw readError(error, path);
  });
  if (stat.isDirectory()) {
    await handle.close();
    throw new HeapdiffError('ERR_READ', 'cannot be read: is a directory', { file: path });
  }
  // A pipe or device (such as a shell's <(command)) has no size that could be trusted.
  const size = stat.isFile() ? stat.size : null;
  let offset = 0;
  let reads = 0;
  let closed = false;
  return {
    name: path,
    storedSize: size,
    size,
    get storedOffset() {
      return offset;
    },
    async read(into) {
      if (size !== null && ++reads % READS_IN_A_ROW === 0)
        await new Promise((resolve) => setImmediate(resolve));
      try {
        const { bytesRead } =
          size === null
            ? await handle.read(into, 0, into.length, null)
            : { bytesRead: readSync(handle.fd, into, 0, into.length, offset) };
        offset += bytesRead;
        return bytesRead;
      } catch (error) {
        throw readError(error, path);
      }
    },
    ...(size !== null && {
      seek(to: number): void {
        offset = to;
      },
    }),
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}

function standardInput(): ByteSource {
  const source = chunksSource(process.stdin, '-');
  return {
    ...source,
    get storedOffset() {
      return source.storedOffset;
    },
    read: (into) =>
      source.read(into).catch((error: unknown) => {
        throw readError(error, '-');
      }),
  };
}
