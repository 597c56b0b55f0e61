// SPDX-License-Identifier: MIT
// Some nodes and bounds -> the piece of the heap around them, against the edges (who refers to them) or along
// them (what they refer to), breadth first. What the bounds leave out is counted at the node where it was cut.
//
// O(edges of the nodes that are in it).
// Source: objgraph, show_backrefs and show_refs (depth, "too many", filter, ignore, culling at modules).

import { type BitSet, addBit, buildBitSet, hasBit, removeBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { EngineEdges } from '../analysis/engine-edges.js';
import { type RetainerIndex, forEachRetainer } from '../heap/retainers.js';
import { MultiDirectedGraph } from 'graphology';

/** Where an excerpt ends. */
export interface ExcerptBounds {
  readonly direction: 'backrefs' | 'refs';
  /** Edges away from the start at most. */
  readonly depth: number;
  /** Neighbours of one node at most; the rest is counted. */
  readonly breadth: number;
  /** Nodes in all at most. */
  readonly size: number;
  /** Edges in all at most. */
  readonly edges: number;
}

/** Which nodes and edges may be in it. */
export interface ExcerptRules {
  /** Edges that are followed; null = all, weak ones too. */
  readonly retaining: BitSet | null;
  /** V8's own edges, which are left out; null = none. */
  readonly engine: EngineEdges | null;
  /** Whether a node may be in it at all; null = all may. */
  readonly isWanted: ((node: NodeOrdinal) => boolean) | null;
  /** Nodes that are shown but not gone beyond: modules, realms, the global object. */
  readonly isEnd: (node: NodeOrdinal) => boolean;
}

export interface ExcerptNodeAttributes {
  readonly node: NodeOrdinal;
  /** Edges from the start. */
  readonly depth: number;
  /** Neighbours that were left out. */
  more: number;
}

export interface ExcerptEdgeAttributes {
  readonly edge: EdgeOrdinal;
}

/** Keys of nodes and edges are their ordinals. */
export type Excerpt = MultiDirectedGraph<ExcerptNodeAttributes, ExcerptEdgeAttributes>;

/** Cuts an excerpt out. @param index who refers to a node; only `backrefs` needs it */
export function buildExcerpt(
  graph: HeapGraph,
  index: RetainerIndex | null,
  starts: readonly NodeOrdinal[],
  rules: ExcerptRules,
  bounds: ExcerptBounds,
): Excerpt {
  const excerpt: Excerpt = new MultiDirectedGraph();
  const { engine } = rules;
  // Half a heap may refer to one object, and the graph makes a text of every number that it is asked about.
  const depths = new Map<NodeOrdinal, number>();
  const isIn = buildBitSet(graph.nodeCount);
  const edges = new Set<EdgeOrdinal>();
  const isLeft = buildBitSet(graph.nodeCount);
  const left: NodeOrdinal[] = [];
  const leave = (node: NodeOrdinal): void => {
    if (hasBit(isLeft, node)) return;
    addBit(isLeft, node);
    left.push(node);
  };
  const add = (node: NodeOrdinal, depth: number): void => {
    excerpt.addNode(node, { node, depth, more: 0 });
    depths.set(node, depth);
    addBit(isIn, node);
  };
  for (const start of starts) if (!hasBit(isIn, start)) add(start, 0);
  // In the order in which they were added, those that are added meanwhile as well.
  for (const [node, depth] of depths) {
    const isLast = depth >= bounds.depth || (depth > 0 && rules.isEnd(node));
    let shown = 0;
    const holders = engine !== null && index !== null ? engine.findHolders(node) : null;
    forEachNeighbour(graph, index, node, (edge, other) => {
      if (rules.retaining !== null && !hasBit(rules.retaining, edge)) return;
      if (engine !== null && (holders === null ? engine.isOwn(node, edge) : holders.has(other))) return;
      if (rules.isWanted !== null && !rules.isWanted(other)) return;
      if (!hasBit(isIn, other)) {
        if (isLast || shown >= bounds.breadth || depths.size >= bounds.size || edges.size >= bounds.edges) {
          leave(other);
          return;
        }
        add(other, depth + 1);
        shown++;
      }
      // Two starts, or two levels, may meet the same edge from both of its ends.
      if (edges.has(edge)) return;
      if (edges.size >= bounds.edges) {
        leave(other);
        return;
      }
      edges.add(edge);
      const [from, to] = index === null ? [node, other] : [other, node];
      excerpt.addDirectedEdgeWithKey(edge, from, to, { edge });
    });
    if (left.length > 0) excerpt.setNodeAttribute(node, 'more', left.length);
    for (let other = left.pop(); other !== undefined; other = left.pop()) removeBit(isLeft, other);
  }
  return excerpt;
}

/** Owners of the edges into a node where there is an index, else the targets of its own edges. */
function forEachNeighbour(
  graph: HeapGraph,
  index: RetainerIndex | null,
  node: NodeOrdinal,
  visit: (edge: EdgeOrdinal, other: NodeOrdinal) => void,
): void {
  if (index === null) {
    const end = graph.firstEdge[node + 1];
    for (let edge = graph.firstEdge[node]; edge < end; edge++) visit(edge, graph.edgeTarget[edge]);
    return;
  }
  forEachRetainer(graph, index, node, visit);
}
