// SPDX-License-Identifier: MIT
// Nodes and edges of an excerpt report -> a graphology graph for programs: keys of nodes are their ids, everything
// known of nodes and edges are attributes. O(nodes + edges of the excerpt).

import { MultiDirectedGraph } from 'graphology';

/** What an excerpt report holds of its graph. */
export interface GraphParts<
  Node extends { readonly id: number },
  Edge extends { readonly from: number; readonly to: number },
> {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Builds the graph. */
export function toGraphology<
  Node extends { readonly id: number },
  Edge extends { readonly from: number; readonly to: number },
>({ nodes, edges }: GraphParts<Node, Edge>): MultiDirectedGraph<Node, Edge> {
  const graph = new MultiDirectedGraph<Node, Edge>();
  for (const node of nodes) graph.addNode(node.id, { ...node });
  for (const edge of edges) graph.addDirectedEdge(edge.from, edge.to, { ...edge });
  return graph;
}
