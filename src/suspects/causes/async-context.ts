// SPDX-License-Identifier: MIT
// The store of an AsyncLocalStorage lives as long as any promise, timer or resource that was made inside run().

import { findLocation } from '../../heap/locations.js';
import { packageOf } from '../script-owner.js';
import type { SuspectCase } from '../suspect-case.js';
import type { CauseFinding, CauseRule } from './cause-rule.js';
import { formatCount, formatSteps, holderText } from './evidence-text.js';

const STORE_EDGES = /kResourceStore|continuation_preserved_embedder_data|^async_?context/i;
const RESOURCES = /^(?:AsyncContextFrame|AsyncResource|AsyncContextMap)$/;

/** Packages that do what AsyncLocalStorage does. */
const CONTEXT_PACKAGES = /^(?:cls-hooked|continuation-local-storage|async-listener|asyncctx)$/;
/** Steps above the holder where their object may be. */
const OWNERS = 3;

export const findAsyncContext: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const isInStore = STORE_EDGES.test(suspect.steps.at(suspect.entryAt)?.edge ?? '');
  if (RESOURCES.test(suspect.holderClass) || isInStore) return ofStore(suspect);
  const below = suspect.steps.slice(suspect.entryAt);
  const isStore = below.some(({ edge, className }) => STORE_EDGES.test(edge) || RESOURCES.test(className));
  if (isOfContextPackage(suspect)) return ofPackage(suspect);
  if (!isStore && !areResources(suspect)) return null;
  return {
    kind: 'async-context',
    confidence: isStore ? 'high' : 'medium',
    evidence: [
      `${formatCount(suspect.entryCount)} async resources in ${holderText(suspect)} carry the AsyncLocalStorage store that was current when they were made`,
    ],
    advice:
      'drop the promise or resource when it is done (delete the entry in finally), or make long-lived ones outside of run(), e.g. in exit()',
  };
};

/** What is chained to the store itself. */
function ofStore({ growing, heap, entrySteps }: SuspectCase): CauseFinding {
  const { name } = heap.classes.classes[growing.classNumber];
  return {
    kind: 'async-context',
    confidence: 'high',
    evidence: [`${name} objects hang on the store of an AsyncLocalStorage: ${formatSteps(entrySteps)}`],
    advice:
      'do not keep the store before in a new one; use run() and not enterWith(), whose store stays for all that follows, and set timers that set the next one outside of it, in exit()',
  };
}

/** Entries that are resources themselves; many objects of the runtime have one deep inside. */
function areResources({ classes, entryCount }: SuspectCase): boolean {
  const count = classes.reduce(
    (sum, { name, growth }) => (growth.depth === 0 && RESOURCES.test(name) ? sum + growth.count : sum),
    0,
  );
  return entryCount > 0 && count >= entryCount * 0.9;
}

function isOfContextPackage({ heap, steps, holderAt }: SuspectCase): boolean {
  return steps.slice(Math.max(0, holderAt - OWNERS), holderAt + 1).some(({ node }) => {
    const name = packageOf(findLocation(heap.graph, heap.locations, node)?.url ?? null);
    return name !== null && CONTEXT_PACKAGES.test(name);
  });
}

function ofPackage(suspect: SuspectCase): CauseFinding {
  return {
    kind: 'async-context',
    confidence: 'medium',
    evidence: [
      `${formatCount(suspect.entryCount)} contexts of a package for them stay in ${holderText(suspect)}`,
    ],
    advice:
      'leave each context that is entered, also on errors and early returns (run() does, enter() needs exit()), or use AsyncLocalStorage',
  };
}
