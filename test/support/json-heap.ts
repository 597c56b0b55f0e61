// Snapshot bytes -> counts, reachability and shortest paths, by JSON.parse and nothing of the product.
// O(nodes + edges) objects in memory: for small files only.

import { gunzipSync } from 'node:zlib';

export interface JsonHeap {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly ids: readonly number[];
  /** Edges of node n are firstEdge[n] up to firstEdge[n + 1]. */
  readonly firstEdge: readonly number[];
  readonly edgeKinds: readonly string[];
  readonly edgeNames: readonly string[];
  readonly targets: readonly number[];
}

interface SnapshotJson {
  snapshot: {
    meta: Record<'node_fields' | 'edge_fields', string[]> & Record<'node_types' | 'edge_types', [string[]]>;
  };
  nodes: number[];
  edges: number[];
  strings: string[];
}

const instanceKinds = new Set(['object', 'native', 'string', 'concatenated string']);
const ephemeron = /part of key .* -> value .* pair in WeakMap \(table @(\d+)\)$/;

/** `bytes` may be gzipped. */
export function readJsonHeap(bytes: Buffer): JsonHeap {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
  const { snapshot, nodes, edges, strings } = JSON.parse(text) as SnapshotJson;
  const {
    node_fields: nodeFields,
    edge_fields: edgeFields,
    node_types: nodeTypes,
    edge_types: edgeTypes,
  } = snapshot.meta;
  const column = (records: number[], fields: string[], name: string): number[] => {
    const offset = fields.indexOf(name);
    return Array.from(
      { length: records.length / fields.length },
      (_, i) => records[i * fields.length + offset],
    );
  };
  const edgeKinds = column(edges, edgeFields, 'type').map((kind) => edgeTypes[0][kind]);
  const firstEdge = [0];
  for (const count of column(nodes, nodeFields, 'edge_count')) firstEdge.push(firstEdge.at(-1)! + count);
  return {
    nodeCount: nodes.length / nodeFields.length,
    edgeCount: edges.length / edgeFields.length,
    kinds: column(nodes, nodeFields, 'type').map((kind) => nodeTypes[0][kind]),
    names: column(nodes, nodeFields, 'name').map((name) => strings[name]),
    ids: column(nodes, nodeFields, 'id'),
    firstEdge,
    edgeKinds,
    // Elements and hidden edges carry a number, all others the index of a string.
    edgeNames: column(edges, edgeFields, 'name_or_index').map((name, edge) =>
      edgeKinds[edge] === 'element' || edgeKinds[edge] === 'hidden' ? '' : strings[name],
    ),
    targets: column(edges, edgeFields, 'to_node').map((target) => target / nodeFields.length),
  };
}

/** Ordinals of the instances of a class: plain objects, strings and native nodes of that name, not its code. */
export function findInstances(heap: JsonHeap, className: string): number[] {
  const name = className.replace(/^Detached /, '');
  return [...heap.names.keys()].filter(
    (node) => heap.names[node] === name && instanceKinds.has(heap.kinds[node]),
  );
}

/** Breadth first from the root: each node that is reached, with the edge that reached it first (the root: -1). */
export function findReachable(
  heap: JsonHeap,
  isGone: (node: number) => boolean = () => false,
): Map<number, number> {
  const reachedBy = new Map([[0, -1]]);
  // A Map's iteration also visits what is added on the way.
  for (const owner of reachedBy.keys()) {
    for (let edge = heap.firstEdge[owner]; edge < heap.firstEdge[owner + 1]; edge++) {
      const target = heap.targets[edge];
      if (reachedBy.has(target) || isGone(target) || !isRetaining(heap, owner, edge)) continue;
      reachedBy.set(target, edge);
    }
  }
  return reachedBy;
}

/** Nodes that are called one of `cuts`, by their own name or by an edge to them. */
export function findNamed(heap: JsonHeap, cuts: readonly string[]): Set<number> {
  const found = new Set([...heap.names.keys()].filter((node) => cuts.includes(heap.names[node])));
  for (const [edge, target] of heap.targets.entries())
    if (cuts.includes(heap.edgeNames[edge])) found.add(target);
  return found;
}

/** The names of edges and nodes on the way from the root to a node, in that order. */
export function listPathNames(
  heap: JsonHeap,
  reachedBy: ReadonlyMap<number, number>,
  node: number,
): string[] {
  const names: string[] = [];
  for (let at = node, edge = reachedBy.get(at)!; edge >= 0; edge = reachedBy.get(at)!) {
    names.push(heap.names[at], heap.edgeNames[edge]);
    at = findOwner(heap, edge);
  }
  return names.reverse();
}

function isRetaining(heap: JsonHeap, owner: number, edge: number): boolean {
  if (heap.edgeKinds[edge] === 'weak') return false;
  const table = ephemeron.exec(heap.edgeNames[edge])?.[1];
  return table === undefined || Number(table) !== heap.ids[owner];
}

function findOwner(heap: JsonHeap, edge: number): number {
  let low = 0;
  let high = heap.nodeCount;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (heap.firstEdge[middle] <= edge) low = middle;
    else high = middle;
  }
  return low;
}
