// Chunks of text -> a device or a named pipe.

import { constants, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAborted } from '../src/core/task.js';
import { PIPE_BYTES } from '../src/render/byte-rows.js';
import { type OutputSink, ReaderLeft, hasReaderLeft, writeError } from './output-sink.js';

/** A device is written as it is; it has no folder in which something could be left. */
export async function openDevice(path: string): Promise<OutputSink> {
  const file = await open(path, 'w').catch((error: unknown) => {
    throw writeError(path, error);
  });
  return {
    pieceBytes: PIPE_BYTES,
    async write(chunk) {
      await file.writeFile(chunk).catch((error: unknown) => {
        throw writeError(path, error);
      });
    },
    close: () => file.close(),
    discard: () => file.close(),
  };
}

const PIPE_WAIT_MS = 50;

/**
 * A pipe is written as it is, without a thread of the pool: one that waits for a reader could not be stopped, and the
 * program would not end before it.
 */
export async function openPipe(path: string, signal: AbortSignal | undefined): Promise<OutputSink> {
  const pipe = new Socket({ fd: await waitForReader(path, signal), readable: false, writable: true });
  // Told by `write`.
  pipe.on('error', () => undefined);
  return {
    pieceBytes: PIPE_BYTES,
    write(chunk) {
      return new Promise((resolve, reject) => {
        pipe.write(chunk, (error) => {
          if (error) reject(hasReaderLeft(error) ? new ReaderLeft() : writeError(path, error));
          else resolve();
        });
      });
    },
    close: () =>
      new Promise((resolve) => {
        pipe.once('close', () => resolve()).destroySoon();
      }),
    discard() {
      pipe.destroy();
      return Promise.resolve();
    },
  };
}

async function waitForReader(path: string, signal: AbortSignal | undefined): Promise<number> {
  for (;;) {
    checkAborted(signal);
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw writeError(path, error);
    }
    await sleep(PIPE_WAIT_MS);
  }
}
