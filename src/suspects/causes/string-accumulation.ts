// SPDX-License-Identifier: MIT
// One string that grows, the rope behind it, or small slices that hold big strings.

import { type SuspectCase, gainedBytes, gainedShare, isReachedAsEntry } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount } from './evidence-text.js';

const TEXT = /^\((?:string|concatenated string|sliced string)\)$/;

export const findStringAccumulation: CauseRule = (suspect) => {
  const isText = gainedBytes(suspect, TEXT) >= suspect.size * 0.8;
  if (!isText) return null;
  const entry = suspect.steps[suspect.entryAt];
  if (isSliced(suspect)) {
    return {
      kind: 'string-accumulation',
      confidence: 'high',
      evidence: [
        `${formatCount(suspect.entryCount)} slices keep the long strings alive that they were cut from`,
      ],
      advice:
        'copy the slice before keeping it, e.g. Buffer.from(text).toString() or JSON.parse(JSON.stringify(text))',
    };
  }
  if (!TEXT.test(entry.className) || !isSingle(suspect)) return null;
  const name = suspect.holderName ?? entry.edge;
  const isRope = gainedShare(suspect, /^\(concatenated string\)$/) >= 0.3;
  return {
    kind: 'string-accumulation',
    confidence: 'high',
    evidence: [
      isRope
        ? `the string \`${name}\` grows piece by piece: ${formatCount(suspect.entryCount)} more pieces are kept as a rope`
        : `the string \`${name}\` gets longer: ${formatCount(suspect.size)} bytes more`,
    ],
    advice:
      'write the text out (to a stream or file) or cut its oldest part when it passes a limit, instead of appending for ever',
  };
};

/** One string that is reached by name, not entries of a collection. */
function isSingle(suspect: SuspectCase): boolean {
  if (suspect.isSwelling) return true;
  return !isReachedAsEntry(suspect);
}

/** Most bytes are in strings that only slices lead to. */
function isSliced(suspect: SuspectCase): boolean {
  if (gainedShare(suspect, /^\(sliced string\)$/) < 0.5) return false;
  const { heap, members } = suspect;
  let parents = 0;
  for (const node of members) {
    const parent = heap.retainingTree.parentOf[node];
    if (heap.graph.nodeKind[parent as never] === 11) parents += heap.shallowSize[node];
  }
  const all = members.reduce((sum, node) => sum + heap.shallowSize[node], 0);
  return parents > all * 0.5;
}
