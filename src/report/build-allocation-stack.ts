// SPDX-License-Identifier: MIT
// Where objects were allocated, for snapshots that were taken while allocations were tracked.

import type { NodeOrdinal } from '../core/columns.js';
import { shortenName } from '../core/shorten-text.js';
import { findAllocationStack } from '../format/allocation-traces.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import type { ClassIndex } from '../analysis/classes.js';
import type { AllocationFrame } from './model.js';

/** The stack that allocated one node, innermost call first; null where it was not recorded. */
export function buildAllocationStack(
  data: SnapshotData,
  node: NodeOrdinal,
): readonly AllocationFrame[] | null {
  const frames = findAllocationStack(data, node);
  if (frames.length === 0) return null;
  return frames.map(({ functionName, scriptName, line, column }) => ({
    functionName: shortenName(functionName),
    url: shortenName(scriptName),
    line,
    column,
  }));
}

/** A place of allocation: one of the nodes from there, and how many there are. */
interface Place {
  readonly node: NodeOrdinal;
  count: number;
}

/**
 * For each class, a node from the place where most of its instances were allocated.
 * @returns a look-up by class number that gives null for classes without recorded allocations
 */
export function findTypicalAllocations(
  data: SnapshotData,
  classes: ClassIndex,
): (classNumber: number) => NodeOrdinal | null {
  const { traceNode, count } = data.nodes;
  if (data.traces === null || traceNode === null) return () => null;
  const places = new Map<number, Map<number, Place>>();
  for (let node = 0 as NodeOrdinal; node < count; node++) {
    if (traceNode[node] === 0) continue;
    const classNumber = classes.classOf[node];
    let ofClass = places.get(classNumber);
    if (!ofClass) places.set(classNumber, (ofClass = new Map<number, Place>()));
    const place = ofClass.get(traceNode[node]);
    if (place) place.count++;
    else ofClass.set(traceNode[node], { node, count: 1 });
  }
  return (classNumber) => {
    let best: Place | null = null;
    for (const place of places.get(classNumber)?.values() ?? []) {
      if (best === null || place.count > best.count) best = place;
    }
    return best?.node ?? null;
  };
}
