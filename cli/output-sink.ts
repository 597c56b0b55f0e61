// Where text goes, and what it may meet there.

import { HeapdiffError } from '../src/core/errors.js';
import { describeSystemError } from '../src/core/system-errors.js';

/** Where a report goes. One of `close` and `discard` ends it. */
export interface OutputSink {
  /** What is best written at once. */
  readonly pieceBytes: number;
  /** Answered when the chunk is needed no more. */
  write(chunk: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
  discard(): Promise<void>;
}

/** An error of the file system as one of ours. */
export function writeError(path: string, error: unknown): HeapdiffError {
  const reason = describeSystemError(error, { ENOENT: 'its folder does not exist' });
  return new HeapdiffError('ERR_WRITE', `cannot be written: ${reason}`, { file: path });
}

/** Thrown to stop work whose result nobody reads. */
export class ReaderLeft extends Error {}

/** Whether an error means that the reader of a pipe has left. */
export function hasReaderLeft(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'EOF';
}
