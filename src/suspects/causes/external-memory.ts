// SPDX-License-Identifier: MIT
// The objects are small, the bytes are outside of the JavaScript heap: buffers and what native code keeps for them.
// An object of the program's own that has a small array is no buffer: it counts only if its bytes are nearly all
// outside, and many.

import type { RatedClass } from '../name-group.js';
import type { SuspectCase } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount, holderText } from './evidence-text.js';

/** What stands for bytes outside. */
const OUTSIDE =
  /JSArrayBufferData$|^(?:backing_store|Blob|ImageBitmap|WebAssembly\.Memory|(?:system \/ )?ExternalStringData)$/;
/** Objects through which a program uses them; V8 keeps the bytes of small ones in the heap. */
const BUFFERS = /ArrayBuffer$|^(?:Fast)?Buffer$|^(?:Uint|Int|Float|BigInt|BigUint)\d+(?:Clamped)?Array$/;
/** A buffer of which a file knows no bytes outside, and that is larger than its own fields, counts as a whole. */
const MIN_BUFFER_SIZE = 512;
/** Of the bytes, how many are outside. */
const MIN_SHARE = 0.6;
/** The same where what grows is not the buffer itself, and fewest bytes an entry. */
const MIN_SHARE_OF_OWNER = 0.8;
const MIN_BYTES_OF_OWNER = 1024;

export const findExternalMemory: CauseRule = (suspect) => {
  // A browser moves the bytes of long texts out of the heap.
  if (suspect.growing.isText === true) return null;
  const outside = bytesOutside(suspect);
  if (outside < suspect.size * MIN_SHARE || outside <= 0) return null;
  if (!isBuffer(suspect)) {
    const entries = Math.max(1, suspect.entryCount);
    if (outside < suspect.size * MIN_SHARE_OF_OWNER || outside / entries < MIN_BYTES_OF_OWNER) return null;
  }
  const share = Math.min(100, Math.round((100 * outside) / suspect.size));
  return {
    kind: 'external-memory',
    confidence: 'high',
    evidence: [
      `${share} % of the bytes (${formatCount(outside)}) are outside of the JavaScript heap, in buffers held by ${holderText(suspect)}`,
    ],
    advice:
      'bound what keeps the buffers (count their bytes, not their number), write them to disk or a stream, or copy the few bytes that are needed',
  };
};

function bytesOutside({ classes }: SuspectCase): number {
  let bytes = 0;
  for (const { name, growth } of classes)
    if (OUTSIDE.test(name) || (BUFFERS.test(name) && averageSize(growth) >= MIN_BUFFER_SIZE))
      bytes += growth.size;
  return bytes;
}

/** Of what does not grow in number, all its bytes. */
function averageSize({ size, count }: RatedClass): number {
  return size / Math.max(1, count);
}

function isBuffer({ classes, growing }: SuspectCase): boolean {
  const name = classes.find(({ growth }) => growth.classNumber === growing.classNumber)?.name ?? '';
  return OUTSIDE.test(name) || BUFFERS.test(name);
}
