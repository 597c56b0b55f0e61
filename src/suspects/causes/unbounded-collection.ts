// SPDX-License-Identifier: MIT
// A Map, Set, array, list or dictionary that only ever gets entries.

import { isReachedAsEntry } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatSteps, holderText } from './evidence-text.js';

export const findUnboundedCollection: CauseRule = (suspect) => {
  const { holderClass, isSwelling } = suspect;
  if (suspect.heap.graph.nodeKind[suspect.steps[suspect.holderAt].node] === 9) return null;
  if (isSwelling) {
    return {
      kind: 'unbounded-collection',
      confidence: 'medium',
      evidence: [`${holderText(suspect)} itself gets larger at every step, and never smaller`],
      advice: 'give it a limit: drop or write out its oldest part, or use a ring buffer of fixed size',
    };
  }
  if (!isReachedAsEntry(suspect) && suspect.steps[suspect.entryAt].className === holderClass) {
    const { edge } = suspect.steps[suspect.entryAt];
    return {
      kind: 'unbounded-collection',
      confidence: 'high',
      evidence: [
        `a chain of ${holderClass} through \`${edge}\` gets longer: ${formatSteps(suspect.entrySteps)}, none cut off`,
      ],
      advice: `cut the chain: drop \`${edge}\` when it is no longer needed, or keep only the last few`,
    };
  }
  const isKeyed = /Map|Cache|Object|\{/.test(holderClass);
  return {
    kind: 'unbounded-collection',
    confidence: 'high',
    evidence: [`${holderText(suspect)}: ${formatSteps(suspect.entrySteps)}, none removed`],
    advice: isKeyed
      ? 'give it a size or time limit (an LRU cache, an expiry), delete the entry when its owner is done, or use a WeakMap'
      : 'remove the entry when its owner is done, or give the collection a limit',
  };
};
