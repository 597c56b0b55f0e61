// SPDX-License-Identifier: MIT
// A collection that only gets entries -> what ends that. A person cannot remove what is in the queue of a stream or in
// a list of the runtime: there, whoever fills it has to stop.

import type { EdgeOrdinal } from '../../core/columns.js';
import { edgeIndex } from '../../heap/names.js';
import { VALUE_KINDS } from '../heap-questions.js';
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
  if (!/Map|Cache|Object|\{/.test(suspect.holderClass))
    return 'remove the entry when its owner is done, or give the collection a limit';
  const limit = 'give it a size or time limit (an LRU cache, an expiry)';
  return hasObjectAsKey(suspect)
    ? `${limit}, delete the entry when its owner is done, or use a WeakMap`
    : `${limit}, or delete the entry when its owner is done`;
}

/** Whether the entry is the value of a Map's key that is an object: the slot before it. Numbers have no edge. */
function hasObjectAsKey({ heap, steps, entryAt, holderClass }: SuspectCase): boolean {
  if (holderClass !== 'Map') return false;
  const { graph, retainingTree } = heap;
  const value = retainingTree.edgeOf[steps[entryAt].node] as EdgeOrdinal;
  const key = (value - 1) as EdgeOrdinal;
  if (
    value === graph.firstEdge[steps[entryAt - 1].node] ||
    edgeIndex(graph, key) !== edgeIndex(graph, value) - 1
  )
    return false;
  return !VALUE_KINDS.has(graph.nodeKind[graph.edgeTarget[key]]);
}
