// SPDX-License-Identifier: MIT
// Objects that look like instances of a class of the program and are none -> how much they say after all.
//
//   a call of a generator function that waits in its middle has the function's name
//   the prototype of a class has the name of the class that it extends
//   a library that is bundled with the program has its classes at the program's place
//
// O(classes * edges of one object).
// Source: V8 heap-snapshot-generator.cc, ExtractJSGeneratorObjectReferences and GetConstructorName.

import { isPrototypeName } from '../analysis/tell-edge.js';
import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { edgeName } from '../heap/names.js';
import { ClassTier, isPlain } from './class-tiers.js';
import { findTarget } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import { isLibraryPart } from './library-parts.js';
import type { SuspectGroup } from './suspect-groups.js';

/** Where a call that waits has its variables. */
const VARIABLES = 'parameters_and_registers';

/** Tiers by class number; of all other classes `tierOf` knows. */
export function findNoInstances(
  heap: FinalHeap,
  groups: readonly SuspectGroup[],
): ReadonlyMap<number, number> {
  const { graph, classes, paths } = heap;
  const tiers = new Map<number, number>();
  for (const { classNumber, path } of groups.flatMap((group) => group.classes)) {
    const sample = paths.sample[path] as NodeOrdinal;
    if (classes.classOf[sample] !== classNumber || graph.nodeKind[sample] !== NodeKind.object) continue;
    if (isPlain(classes.classes[classNumber].name)) continue;
    if (isPrototype(heap, sample)) tiers.set(classNumber, ClassTier.context);
    else if (findTarget(graph, sample, VARIABLES) !== null) tiers.set(classNumber, ClassTier.suspended);
    else if (isLibraryPart(graph, sample)) tiers.set(classNumber, ClassTier.object);
  }
  return tiers;
}

function isPrototype({ graph, retainingTree }: FinalHeap, node: NodeOrdinal): boolean {
  const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
  return (
    edge !== NO_EDGE && graph.edgeKind[edge] === EdgeKind.property && isPrototypeName(edgeName(graph, edge))
  );
}
