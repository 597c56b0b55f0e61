// SPDX-License-Identifier: MIT
// What long work is given by its caller: a way to be told of progress, a way to stop it, and who knows the sources.

import { HeapdiffError } from './errors.js';
import type { SourceLookup } from './source-place.js';

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
  /** Finds the original places of generated scripts; without it no source map is looked at. */
  sources?: SourceLookup | undefined;
}

/**
 * Tells of a stage of the work.
 * @throws HeapdiffError `ERR_ABORTED`
 */
export function startStage({ onProgress, signal }: TaskOptions, stage: string): void {
  checkAborted(signal);
  onProgress?.({ stage, done: 0, total: null });
}

/**
 * Throws when the caller has asked to stop.
 * @throws HeapdiffError `ERR_ABORTED`
 */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new HeapdiffError('ERR_ABORTED', 'stopped on request');
}
