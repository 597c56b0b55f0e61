// SPDX-License-Identifier: MIT
// A path, or `-` for standard input, becomes a source of bytes (Node only).

import { open } from 'node:fs/promises';

import { HeapdiffError } from '../core/errors.js';
import { type ByteSource, chunksSource } from './byte-source.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  EMFILE: 'too many open files',
};

/** An error of the file system as one of ours. */
export function readError(error: unknown, file: string): HeapdiffError {
  const code = (error as { code?: unknown }).code;
  const reason = typeof code === 'string' ? (REASONS[code] ?? code) : String(error);
  return new HeapdiffError('ERR_READ', `cannot be read: ${reason}`, { file });
}

/**
 * Opens a file for reading from its start. `-` is standard input.
 * @throws HeapdiffError `ERR_READ` if it cannot be opened or is not a file
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  if (path === '-') return chunksSource(process.stdin, '-');
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw readError(error, path);
  });
  const stat = await handle.stat();
  if (stat.isDirectory()) {
    await handle.close();
    throw new HeapdiffError('ERR_READ', 'cannot be read: is a directory', { file: path });
  }
  // A pipe or device (such as a shell's <(command)) has no size that could be trusted.
  const size = stat.isFile() ? stat.size : null;
  let offset = 0;
  let closed = false;
  return {
    name: path,
    storedSize: size,
    size,
    get storedOffset() {
      return offset;
    },
    async read(into) {
      const { bytesRead } = await handle.read(into, 0, into.length, null).catch((error: unknown) => {
        throw readError(error, path);
      });
      offset += bytesRead;
      return bytesRead;
    },
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}
