// SPDX-License-Identifier: MIT
// The objects are small, the bytes are outside of the JavaScript heap: buffers and what native code keeps for them.

import { gainedBytes } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount, holderText } from './evidence-text.js';

const OUTSIDE =
  /JSArrayBufferData$|^(?:ArrayBuffer|SharedArrayBuffer|Buffer|WebAssembly\.Memory|Blob|ImageBitmap|backing_store|ExternalStringData|system \/ ExternalStringData)$|ArrayBuffer|^(?:Uint|Int|Float|BigInt|BigUint)\d+(?:Clamped)?Array$/;

export const findExternalMemory: CauseRule = (suspect) => {
  const outside = gainedBytes(suspect, OUTSIDE);
  if (outside < suspect.size * 0.6 || outside <= 0) return null;
  const share = Math.min(100, Math.round((100 * outside) / suspect.size));
  return {
    kind: 'external-memory',
    confidence: 'high',
    evidence: [
      `${share} % of the bytes (${formatCount(outside)}) are buffers outside of the JavaScript heap, held by ${holderText(suspect)}`,
    ],
    advice:
      'bound what keeps the buffers (count their bytes, not their number), write them to disk or a stream, or copy the few bytes that are needed',
  };
};
