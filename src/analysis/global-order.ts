// SPDX-License-Identifier: MIT
// The edges of global objects, and of `require.cache`, in an order that is the same in every process. V8 keeps their
// properties in a table that is hashed with a number of the process's own, so the first of equally short ways, which many
// of them begin, would be another one each time:
//
//   global -> queueMicrotask -> (context) -> process ...      one process
//   global -> CustomEvent    -> (context) -> process ...      another
//
// Source: V8, GlobalDictionary and HashSeed; heap-snapshot-generator.cc (names of a native context's edges).

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, startsWith } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isEdgeNamed, isNumericEdge } from '../heap/names.js';

/** More properties than any of them has; beyond it they stay as they are. */
const MAX_EDGES = 1 << 16;
/** Of kind `hidden`, or `native` where Blink has named it. */
const NATIVE_CONTEXT = 'system / NativeContext';
/** A native context's edge to its global object; in Node up to 20 it is called `extension`. */
const GLOBAL_EDGES: readonly string[] = ['global_object', 'extension'];
/** The class of CommonJS modules, and its table of them. */
const [MODULE, MODULES] = ['Module', '_cache'];

/** The edges of all these objects by name. O(strings + nodes + their edges) */
export function orderGlobals(graph: HeapGraph): ReadonlyMap<NodeOrdinal, readonly EdgeOrdinal[]> {
  const { firstEdge } = graph;
  const ordered = new Map<NodeOrdinal, readonly EdgeOrdinal[]>();
  for (const global of findGlobals(graph)) {
    const count = firstEdge[global + 1] - firstEdge[global];
    if (count > MAX_EDGES) continue;
    const named = Array.from({ length: count }, (_, i) => {
      const edge = (firstEdge[global] + i) as EdgeOrdinal;
      return { edge, name: isNumericEdge(graph, edge) ? '' : edgeName(graph, edge) };
    });
    named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.edge - b.edge));
    ordered.set(
      global,
      named.map(({ edge }) => edge),
    );
  }
  return ordered;
}

/** What the root has shortcuts to, what is the global object of a native context, and Node's modules by their files. */
function findGlobals(graph: HeapGraph): ReadonlySet<NodeOrdinal> {
  const { nodeCount, nodeName, nodeKind, firstEdge, edgeKind, edgeTarget, strings, root } = graph;
  const globals = new Set<NodeOrdinal>();
  const add = (owner: NodeOrdinal, isGlobal: (edge: EdgeOrdinal) => boolean): void => {
    for (let edge = firstEdge[owner]; edge < firstEdge[owner + 1]; edge++)
      if (nodeKind[edgeTarget[edge]] === NodeKind.object && isGlobal(edge)) globals.add(edgeTarget[edge]);
  };
  add(root, (edge) => edgeKind[edge] === EdgeKind.shortcut);
  const isContext = new Uint8Array(strings.count);
  for (let index = 0 as StringIndex; index < strings.count; index++)
    if (startsWith(strings, index, NATIVE_CONTEXT)) isContext[index] = 1;
  const [module] = findStrings(strings, [MODULE]);
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const kind = nodeKind[node];
    if (kind === NodeKind.hidden || kind === NodeKind.native) {
      if (isContext[nodeName[node]] === 1)
        add(
          node,
          (edge) =>
            edgeKind[edge] === EdgeKind.internal &&
            GLOBAL_EDGES.some((name) => isEdgeNamed(graph, edge, name)),
        );
    } else if (kind === NodeKind.closure && nodeName[node] === (module as number))
      add(node, (edge) => edgeKind[edge] === EdgeKind.property && isEdgeNamed(graph, edge, MODULES));
  }
  return globals;
}
