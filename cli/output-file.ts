// Chunks of text -> a file that appears whole or not at all: written beside its place, then moved there.

import { constants, fstatSync, unlinkSync, writeSync } from 'node:fs';
import { access, link, lstat, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HeapdiffError } from '../src/core/errors.js';
import { openDevice, openPipe } from './output-device.js';
import { type OutputSink, writeError } from './output-sink.js';

/**
 * Bytes a call. ext4 takes memory for a call at once, in pieces as large as that, and where a virtual machine gives large
 * free pieces back to its host it must fetch them again, which takes several times as long as to write the bytes.
 */
const FILE_PIECE_BYTES = 2 ** 18;

/** The kind of what is at a path now. */
async function inspect(path: string): Promise<'nothing' | 'file' | 'folder' | 'pipe' | 'device'> {
  try {
    const info = await stat(path);
    if (info.isFile()) return 'file';
    return info.isDirectory() ? 'folder' : info.isFIFO() ? 'pipe' : 'device';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw writeError(path, error);
    // A link to nothing is something, too: it would be replaced.
    return (await lstat(path).catch(() => null)) === null ? 'nothing' : 'file';
  }
}

/** @param input `-` is standard input, which may come out of a file */
async function isSameFile(path: string, input: string): Promise<boolean> {
  if (input === '-') {
    const [file, given] = [await stat(path).catch(() => null), fstatSync(0)];
    return file !== null && given.isFile() && file.dev === given.dev && file.ino === given.ino;
  }
  const [first, second] = await Promise.all([
    realpath(path).catch(() => null),
    realpath(input).catch(() => null),
  ]);
  return first !== null && first === second;
}

/**
 * Finds out before the long work whether its result could be written.
 * @throws HeapdiffError `ERR_OUTPUT_EXISTS`, `ERR_USAGE` (an input would be replaced), `ERR_WRITE`
 */
export async function checkOutputFile(
  path: string,
  force: boolean,
  inputs: readonly string[],
): Promise<void> {
  const found = await inspect(path);
  if (found === 'folder') throw writeError(path, { code: 'EISDIR' });
  if (found === 'pipe' || found === 'device') return;
  for (const input of inputs) {
    if (await isSameFile(path, input)) {
      throw new HeapdiffError('ERR_USAGE', 'is one of the snapshots, which are never replaced', {
        file: path,
      });
    }
  }
  if (found === 'file' && !force)
    throw new HeapdiffError('ERR_OUTPUT_EXISTS', 'exists already', { file: path });
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw writeError(path, error);
  }
}

/** On this thread, which waits for rows most of the time: to ask the thread pool for each call costs more. */
function writeAll(file: number, chunk: string | Uint8Array): void {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  for (let at = 0; at < bytes.length;) {
    at += writeSync(file, bytes, at, Math.min(FILE_PIECE_BYTES, bytes.length - at));
  }
}

/**
 * Only the owner may read the file: it names what is in a process's memory.
 * @param signal ends the wait for the reader of a pipe
 */
export async function openOutputFile(
  path: string,
  force: boolean,
  signal?: AbortSignal,
): Promise<OutputSink> {
  const found = await inspect(path);
  if (found === 'pipe') return openPipe(path, signal);
  if (found === 'device') return openDevice(path);
  const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${process.pid}.part`);
  const removeAtEnd = (): void => removeNow(temporary);
  process.once('exit', removeAtEnd);
  const file = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    process.off('exit', removeAtEnd);
    throw writeError(path, error);
  });
  const discard = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    process.off('exit', removeAtEnd);
  };
  const orDiscard = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await discard();
      throw error instanceof HeapdiffError ? error : writeError(path, error);
    }
  };
  return {
    pieceBytes: FILE_PIECE_BYTES,
    write: (chunk) => orDiscard(() => writeAll(file.fd, chunk)),
    async close() {
      await orDiscard(() => file.close());
      await orDiscard(() => (force ? rename(temporary, path) : moveToFreeName(temporary, path)));
      process.off('exit', removeAtEnd);
    },
    discard,
  };
}

/** For a program that ends at once, as when it is interrupted twice. */
function removeNow(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    return;
  }
}

/** A rename that does not replace: a file that appeared meanwhile stays. */
async function moveToFreeName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new HeapdiffError('ERR_OUTPUT_EXISTS', 'exists already', { file: to });
    // Not every file system has hard links.
    await rename(from, to);
    return;
  }
  await unlink(from);
}
