// SPDX-License-Identifier: MIT
// What a question needs besides the analyses, as plain data that another thread can be told.

import type { HoldersQuestion } from './merge-holders.js';
import type { PathSearch } from './path-search.js';

/** Found in this order: what a page needs, the tree, the paths. */
export interface Wanted {
  readonly hasPage: boolean;
  /** A tree of holders; null = none */
  readonly question: HoldersQuestion | null;
  /** Paths; null = none */
  readonly search: PathSearch | null;
}

export const NOTHING_ELSE: Wanted = { hasPage: false, question: null, search: null };
