// SPDX-License-Identifier: MIT
// Objects that grow in number while nothing in the file holds them, since the file leaves out what would: a Bun
// snapshot has no edges from a Map or Set to its entries. The collection that grew most meanwhile is the best guess
// at who holds them, and said to be one. O(nodes).

import { NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { type RawStep, findRetainingPath } from '../analysis/retaining-paths.js';
import type { TableComparison } from '../diff/compare-tables.js';
import type { CauseFinding } from './causes/cause-rule.js';
import { formatSteps } from './causes/evidence-text.js';
import type { FinalHeap } from './inputs.js';

/** What is guessed. */
export interface UnheldGrowth {
  /** From the root over the collection to the sample. */
  readonly path: readonly RawStep[];
  /** Position of the collection in the path; 0 if none has grown. */
  readonly holderAt: number;
  readonly cause: (entrySteps: readonly number[]) => CauseFinding;
}

const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set']);

/** @returns null if an edge of the file leads to the entry, the first object that grows in number */
export function findUnheldGrowth(
  heap: FinalHeap,
  comparison: TableComparison,
  path: readonly RawStep[],
  entryAt: number,
): UnheldGrowth | null {
  if (entryAt === 0 || path[entryAt].edge !== NO_EDGE) return null;
  const collection = findGrownCollection(heap, comparison);
  const above = collection === null ? path.slice(0, 1) : findRetainingPath(heap.retainingTree, collection);
  return {
    path: [...above, ...path.slice(entryAt)],
    holderAt: above.length - 1,
    cause: (entrySteps) => ({
      kind: 'unbounded-collection',
      confidence: 'low',
      evidence: [
        `${formatSteps(entrySteps)}, and nothing in the file refers to them: Bun leaves out what a Map or Set holds`,
        ...(collection === null
          ? []
          : [
              `@${heap.graph.nodeId[collection]} is the largest Map or Set, and got larger meanwhile: probably it is that one`,
            ]),
      ],
      advice:
        'look for the Map or Set that these objects are put into: give it a limit, or delete the entry when its owner is done',
      ...(collection === null ? { keeper: 'Maps or Sets' } : {}),
    }),
  };
}

/** The largest Map or Set, if the bytes of its class have grown. */
function findGrownCollection(
  { graph, classes, shallowSize }: FinalHeap,
  { rows, shallowSizes }: TableComparison,
): NodeOrdinal | null {
  const rowOf = rows.rowOf[rows.rowOf.length - 1];
  const isGrown = Uint8Array.from(classes.classes, ({ name }, number) => {
    const row = rowOf[number];
    // A table doubles now and then, not at every step.
    const isLarger = shallowSizes[shallowSizes.length - 1][row] > shallowSizes[0][row];
    return COLLECTIONS.has(name) && isLarger ? 1 : 0;
  });
  let largest: NodeOrdinal | null = null;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (isGrown[classes.classOf[node]] === 0) continue;
    if (largest === null || shallowSize[node] > shallowSize[largest]) largest = node;
  }
  return largest;
}
