// SPDX-License-Identifier: MIT
// What a rule for one cause answers.

import type { SuspectCase } from '../suspect-case.js';

/** How sure a rule is of itself, before the number of snapshots is weighed. */
export type Confidence = 'high' | 'medium' | 'low';

/** A cause with what was found in the heap for it. */
export interface CauseFinding {
  readonly kind:
    | 'module-cache'
    | 'detached-dom'
    | 'timer'
    | 'event-listener'
    | 'dangling-subscription'
    | 'async-context'
    | 'pending-promise'
    | 'unclosed-handle'
    | 'external-memory'
    | 'string-accumulation'
    | 'closure-context'
    | 'global-variable'
    | 'unbounded-collection'
    | 'other';
  readonly confidence: Confidence;
  readonly evidence: readonly string[];
  readonly advice: string;
  /** What keeps the objects, where that says more than the class of a holder in the runtime. */
  readonly keeper?: string;
}

/** Looks at a suspect; null if the cause does not fit. */
export type CauseRule = (suspect: SuspectCase) => CauseFinding | null;
