// SPDX-License-Identifier: MIT
// What long work is given by its caller: a way to be told of progress, and a way to stop it.

import { HeapdiffError } from './errors.js';

/** One report of progress. `total` is null where it cannot be known (a pipe). */
export interface Progress {
  stage: string;
  done: number;
  total: number | null;
}

/** Options that every long operation takes. */
export interface TaskOptions {
  /** Called now and then, from the thread that works; must not throw. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborting makes the work throw `ERR_ABORTED` at its next check. */
  signal?: AbortSignal | undefined;
}

/**
 * Throws when the caller has asked to stop.
 * @throws HeapdiffError `ERR_ABORTED`
 */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new HeapdiffError('ERR_ABORTED', 'stopped on request');
}
