// SPDX-License-Identifier: MIT
// A path of very many steps (an object far down in a linked list) -> its two ends, where all that is told of it
// comes from: of its middle only the number of steps is.

import type { RawStep } from './retaining-paths.js';

/** Steps of a path that is looked at from end to end. */
const MOST_STEPS = 10_000;

/** Repeats come out the same with and without the middle if their length divides it, as 1 to 10 and 12 do. */
const CUT_BY = 2520;

/** The ends of a path. */
export interface CutPath {
  readonly steps: readonly RawStep[];
  /** Where in the whole path a step of the ends is. */
  readonly indexOf: (step: number) => number;
}

/** A path as it is, or without its middle. O(what is left). */
export function cutPath(whole: readonly RawStep[]): CutPath {
  const cut = Math.max(0, Math.ceil((whole.length - MOST_STEPS) / CUT_BY)) * CUT_BY;
  if (cut === 0) return { steps: whole, indexOf: (step) => step };
  const head = (whole.length - cut) >>> 1;
  return {
    steps: [...whole.slice(0, head), ...whole.slice(head + cut)],
    indexOf: (step) => (step < head ? step : step + cut),
  };
}
