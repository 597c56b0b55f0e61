// SPDX-License-Identifier: MIT
// A bundler puts the variables of many files into one scope, and any function of any of these files leads to all of
// them: the place of the one that a path happens to pass says nothing of where such a variable is. Only source maps
// tell. O(closures and their edges), where there are any.

import type { NodeOrdinal } from '../core/columns.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findLocation } from '../heap/locations.js';
import { isEdgeNamed } from '../heap/names.js';
import { isContextClass } from './class-tiers.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import type { ScriptOwner } from './script-owner.js';

/** The same owner, without the place of a function that only sees the variable. @param steps from the root to the holder */
export function withoutPlaceInBundle(
  heap: FinalHeap,
  steps: readonly RawStep[],
  owner: ScriptOwner,
): ScriptOwner {
  const { graph, locations } = heap;
  if (locations.sources === null || owner.location === null) return owner;
  const scope = steps.findLastIndex(({ node }) => isContextClass(classNameOf(heap, node)));
  if (scope < 1) return owner;
  const place = findLocation(graph, locations, steps[scope - 1].node);
  const { url, line, column } = owner.location;
  if (place === null || place.url !== url || place.line !== line || place.column !== column) return owner;
  return isSharedByFiles(heap, steps[scope].node) ? { ...owner, url, location: null } : owner;
}

/** Whether functions of several original files have the scope. */
function isSharedByFiles({ graph, locations }: FinalHeap, scope: NodeOrdinal): boolean {
  const { nodeCount, nodeKind, firstEdge, edgeKind, edgeTarget } = graph;
  let first: string | null = null;
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    if (nodeKind[node] !== NodeKind.closure) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeTarget[edge] !== scope || edgeKind[edge] !== EdgeKind.internal) continue;
      if (!isEdgeNamed(graph, edge, 'context')) continue;
      const file = findLocation(graph, locations, node)?.source?.url;
      if (file === undefined) continue;
      first ??= file;
      if (first !== file) return true;
    }
  }
  return false;
}
