// SPDX-License-Identifier: MIT
// Numbers and names in sentences of evidence.

import { holderWords } from '../holder-words.js';
import type { SuspectCase } from '../suspect-case.js';

/** `12,345`. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `100 entries added at every step` or `100 to 120 ...`. */
export function formatSteps(steps: readonly number[]): string {
  const low = Math.min(...steps);
  const high = Math.max(...steps);
  if (steps.length === 1) return `${formatCount(high)} added`;
  return low === high
    ? `${formatCount(low)} added at every step`
    : `${formatCount(low)} to ${formatCount(high)} added at every step`;
}

/** `Map \`sessions\`` or `Map`. */
export function holderText({ holderClass, holderName }: SuspectCase): string {
  return holderWords(holderClass, holderName);
}
