// Chunks of text -> stdout, at the pace of its reader. A reader that has left (`| head`) is no error.

import { HeapdiffError } from '../src/core/errors.js';
import { describeSystemError } from '../src/core/system-errors.js';
import { PIPE_BYTES } from '../src/render/byte-rows.js';
import { type OutputSink, ReaderLeft, hasReaderLeft } from './output-sink.js';

function toWriteError(error: Error): Error {
  if (hasReaderLeft(error)) return new ReaderLeft();
  return new HeapdiffError('ERR_WRITE', `standard output cannot be written: ${describeSystemError(error)}`);
}

export function openStandardOutput(): OutputSink {
  // Without a listener the stream would end the process with a stack; `write` reports the error by itself.
  process.stdout.on('error', () => undefined);
  return {
    pieceBytes: PIPE_BYTES,
    write(chunk) {
      return new Promise((resolve, reject) => {
        process.stdout.write(chunk, (error) => {
          if (error) reject(toWriteError(error));
          else resolve();
        });
      });
    },
    close: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

/** Lets a library print by itself, with the errors of `write`. */
export function printThrough(print: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', (error: Error) => reject(toWriteError(error)));
    print();
    // What was printed comes first; its error, if any, is told before the next turn of the event loop.
    process.stdout.write('', (error) =>
      setImmediate(() => (error ? reject(toWriteError(error)) : resolve())),
    );
  });
}
