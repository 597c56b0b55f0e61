// SPDX-License-Identifier: MIT
// A suspect -> its cause: the first rule that fits, in the contract's order, because the more specific mechanism
// is the better advice. What holds objects that have elements of their own comes before those elements, and so
// does a table of calls that wait.

import type { SuspectCase } from '../suspect-case.js';
import { findAsyncContext } from './async-context.js';
import { findListenerOfBrowser, findOpenChannel, findTimerOfBrowser } from './browser-calls.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { findClosureContext } from './closure-context.js';
import { findConsoleMessages } from './console-messages.js';
import { findDanglingSubscription } from './dangling-subscription.js';
import { findDetachedDom, findOwnersOfDetachedDom } from './detached-dom.js';
import { findEventListener } from './event-listener.js';
import { formatSteps } from './evidence-text.js';
import { findExternalMemory } from './external-memory.js';
import { findFinalizationRegistry } from './finalization-registry.js';
import { findGlobalVariable } from './global-variable.js';
import { findModuleCache } from './module-cache.js';
import { findPendingCalls, findPendingPromise } from './pending-promise.js';
import { findStringAccumulation } from './string-accumulation.js';
import { findSymbolRegistry } from './symbol-registry.js';
import { findTimer } from './timer.js';
import { findUnboundedCollection } from './unbounded-collection.js';
import { findUnclosedHandle } from './unclosed-handle.js';

/** In order of precedence. */
const CAUSE_RULES: readonly CauseRule[] = [
  findConsoleMessages,
  findModuleCache,
  findDetachedDom,
  findTimer,
  findTimerOfBrowser,
  findOpenChannel,
  findFinalizationRegistry,
  findEventListener,
  findListenerOfBrowser,
  findDanglingSubscription,
  findPendingCalls,
  findOwnersOfDetachedDom,
  findAsyncContext,
  findPendingPromise,
  findUnclosedHandle,
  findExternalMemory,
  findSymbolRegistry,
  findStringAccumulation,
  findClosureContext,
  findGlobalVariable,
  findUnboundedCollection,
];

/** The cause and the rank of its rule (0 = most specific). */
export function findCause(suspect: SuspectCase): { cause: CauseFinding; rank: number } {
  for (const [rank, rule] of CAUSE_RULES.entries()) {
    const cause = rule(suspect);
    if (cause !== null) return { cause, rank };
  }
  const cause: CauseFinding = {
    kind: 'other',
    confidence: 'medium',
    evidence: [`${suspect.growing.count} more objects, ${formatSteps(suspect.entrySteps)}`],
    advice: 'look at the path: whoever holds the last named object on it has to let go',
  };
  return { cause, rank: CAUSE_RULES.length };
}
