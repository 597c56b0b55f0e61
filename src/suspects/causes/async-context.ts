// SPDX-License-Identifier: MIT
// The store of an AsyncLocalStorage lives as long as any promise, timer or resource that was made inside run().

import { gainedShare } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount, holderText } from './evidence-text.js';

const STORE_EDGES = /kResourceStore|continuation_preserved_embedder_data|^async_?context/i;
const RESOURCES = /^(?:AsyncContextFrame|AsyncResource|AsyncContextMap)$/;

export const findAsyncContext: CauseRule = (suspect) => {
  if (suspect.isSwelling) return null;
  const below = suspect.steps.slice(suspect.entryAt);
  const isStore = below.some(({ edge, className }) => STORE_EDGES.test(edge) || RESOURCES.test(className));
  if (!isStore && gainedShare(suspect, RESOURCES) < 0.9) return null;
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
