// SPDX-License-Identifier: MIT
// A path, or `-` for standard input, becomes a source of bytes (Node only).

import { constants, open as openFd, readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';

import { HeapdiffError } from '../core/errors.js';
import { describeSystemError } from '../core/system-errors.js';
import { type ByteSource, chunksSource } from './byte-source.js';
import { type GzipDamage, gunzipSource, isGzip } from './gzip-source.js';
import { buildNodeInflater } from './inflate-node.js';
import { locateGzipDamage } from './locate-gzip-damage.js';
import { peekSource } from './peek-source.js';

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
  return new HeapdiffError('ERR_READ', `cannot be read: ${describeSystemError(error)}`, { file });
}

/**
 * Opens a file for reading from its start. `-` is standard input.
 * @throws HeapdiffError `ERR_READ` if it cannot be opened or is not a file
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  if (path === '-') return streamSource(process.stdin, '-');
  if ((await stat(path).catch(() => null))?.isFIFO() === true) return openPipe(path);
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw readError(error, path);
  });
  const info = await handle.stat().catch(async (error: unknown) => {
    await handle.close();
    throw readError(error, path);
  });
  if (info.isDirectory()) {
    await handle.close();
    throw readError({ code: 'EISDIR' }, path);
  }
  // A device has no size that could be trusted.
  const size = info.isFile() ? info.size : null;
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

/**
 * A pipe, such as a shell's <(command), is read without a thread of the pool: one that waits for a writer could not
 * be stopped, and the program would not end before it.
 */
function openPipe(path: string): Promise<ByteSource> {
  // Where a pipe without a writer would seem to be at its end, opening it waits for one.
  const wait = process.platform === 'linux' ? constants.O_NONBLOCK : 0;
  return new Promise((resolve, reject) => {
    openFd(path, constants.O_RDONLY | wait, (error, fd) => {
      if (error) reject(readError(error, path));
      else resolve(streamSource(new Socket({ fd, readable: true, writable: false }), path));
    });
  });
}

function streamSource(stream: NodeJS.ReadStream | Socket, name: string): ByteSource {
  // Told by the next read.
  stream.on('error', () => undefined);
  const source = chunksSource(stream, name);
  return {
    ...source,
    get storedOffset() {
      return source.storedOffset;
    },
    read: (into) =>
      source.read(into).catch((error: unknown) => {
        throw readError(error, name);
      }),
    close() {
      // Also where a read still waits.
      stream.destroy();
      return Promise.resolve();
    },
  };
}
