// SPDX-License-Identifier: MIT
// A collection that only gets entries -> what ends that. A person cannot remove what is in the queue of a stream or in
// a list of the runtime: there, whoever fills it has to stop.

import { type SuspectCase, stepsFromHolder } from '../suspect-case.js';

/** Whose inside the collection is: by an edge or class around the holder. */
const INSIDES: readonly (readonly [RegExp, string])[] = [
  [
    /^Readable(?:Stream|StreamDefaultController|ByteStreamController)$/,
    'read the stream to its end or cancel() it, and stop enqueueing when desiredSize is 0 or less',
  ],
  [
    /^(?:WritableStream|WritableStreamDefaultController|TransformStreamDefaultController)$/,
    'wait for writer.ready before each write(), and abort() a stream whose sink is stuck',
  ],
  [/^pipes$/, 'unpipe() the destination when it is done, or connect the two with pipeline(), which does it'],
  [
    /^ReadableState$/,
    'read the stream, or destroy() it when nobody does; stop pushing when push() returns false',
  ],
  [
    /^WritableState$/,
    "wait for 'drain' when write() returns false (pipeline() does), and destroy() a stream that is stuck",
  ],
  [
    /^(?:markEntryBuffer|measureEntryBuffer)$/,
    'call performance.clearMarks() and performance.clearMeasures() when the entries are read',
  ],
  [/^resourceTimingBuffer$/, 'call performance.clearResourceTimings() when the entries are read'],
];
/** Steps above the holder that may say whose inside it is. */
const ABOVE = 4;

/** In words. */
export function findCollectionAdvice(suspect: SuspectCase): string {
  const around = stepsFromHolder(suspect, -ABOVE)
    .slice(0, ABOVE + 1)
    .reverse();
  for (const { className, edge } of around) {
    const inside = INSIDES.find(([pattern]) => pattern.test(className) || pattern.test(edge));
    if (inside !== undefined) return inside[1];
  }
  if (suspect.origin === 'runtime')
    return 'the runtime itself keeps this list: undo the call that adds to it (close, clear, abort, unsubscribe) when its owner is done';
  return /Map|Cache|Object|\{/.test(suspect.holderClass)
    ? 'give it a size or time limit (an LRU cache, an expiry), delete the entry when its owner is done, or use a WeakMap'
    : 'remove the entry when its owner is done, or give the collection a limit';
}
