// SPDX-License-Identifier: MIT
// A collection that is itself a property of the global object.

import { EdgeKind } from '../../format/kinds.js';
import type { CauseRule } from './cause-rule.js';
import { formatSteps } from './evidence-text.js';

const GLOBALS =
  /^(?:global|globalThis|Window\b.*|DedicatedWorkerGlobalScope|global \/ .*|Object \/ .*|GlobalObject)$/;

export const findGlobalVariable: CauseRule = (suspect) => {
  const holder = suspect.steps[suspect.holderAt];
  const owner = suspect.steps[suspect.holderAt - 1];
  if (owner === undefined || !GLOBALS.test(owner.className)) return null;
  // What the browser itself has there, such as the document.
  if (holder.edge.startsWith('<symbol ')) return null;
  if (holder.edgeKind !== EdgeKind.property && holder.edgeKind !== EdgeKind.internal) return null;
  return {
    kind: 'global-variable',
    confidence: 'high',
    evidence: [
      `\`globalThis.${holder.edge}\` is never cut: ${formatSteps(suspect.entrySteps)}, none removed`,
    ],
    advice: `keep \`${holder.edge}\` out of the global object and bound it: delete entries when they are done, or write them out`,
  };
};
