// SPDX-License-Identifier: MIT
// What a question needs besides the analyses, as plain data that another thread can be told.

import type { HoldersQuestion } from './merge-holders.js';
import type { PathSearch } from './path-search.js';

/** Found in this order: what a page needs, the paths, the tree. */
export interface Wanted {
  readonly hasPage: boolean;
  /** Paths; null = none */
  readonly search: PathSearch | null;
  /** A tree of holders; null = none */
  readonly question: HoldersQuestion | null;
}

/** Whether the second thread needs an index of retainers. */
export function needsIndex({ hasPage, question }: Wanted): boolean {
  return hasPage || question !== null;
}

export const NOTHING_ELSE: Wanted = { hasPage: false, search: null, question: null };
