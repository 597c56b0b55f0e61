// A second reader by other people, npm heapsnapshot-parser, on the smaller files. It makes an object of every
// node and edge, and takes the numbers of element and hidden edges for names, so those names are left out.

import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { EdgeOrdinal, NodeOrdinal } from '../../src/core/columns.js';
import { edgeName, isNumericEdge, nodeName } from '../../src/heap/names.js';
import { graphOfText, readUncompressed } from '../support/read-graph.js';

interface ParsedNode {
  readonly type: string;
  readonly name: string;
  readonly id: number;
  readonly self_size: number;
  readonly references: readonly ParsedEdge[];
}

interface ParsedEdge {
  readonly type: string;
  readonly name: string;
  readonly toNodeIndex: number;
}

const parser = createRequire(import.meta.url)('heapsnapshot-parser') as {
  parse(text: string): { nodes: ParsedNode[]; edges: ParsedEdge[] };
};

const files = ['bun', 'chromium', 'node12', 'node18-numeric', 'node24', 'node26'];

it.each(files)(
  'a snapshot of %s has the nodes, edges and names that heapsnapshot-parser finds',
  async (name) => {
    const bytes = readUncompressed(`runtimes/${name}.heapsnapshot.gz`);
    const graph = await graphOfText(bytes);
    const parsed = parser.parse(bytes.toString('utf8'));
    expect([graph.nodeCount, graph.edgeCount]).toEqual([parsed.nodes.length, parsed.edges.length]);

    const differences: unknown[] = [];
    const compare = (what: string, actual: unknown, expected: unknown): void => {
      if (actual !== expected && differences.length < 5) differences.push({ what, actual, expected });
    };
    let edge = 0 as EdgeOrdinal;
    let namedEdges = 0;
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
      const theirs = parsed.nodes[node];
      compare('kind', graph.nodeKindNames[graph.nodeKind[node]], theirs.type);
      compare('name', nodeName(graph, node), theirs.name);
      compare('id', graph.nodeId[node], theirs.id);
      compare('self size', graph.selfSize[node], theirs.self_size);
      compare('first edge', graph.firstEdge[node], edge);
      for (const reference of theirs.references) {
        compare('edge kind', graph.edgeKindNames[graph.edgeKind[edge]], reference.type);
        compare('edge target', graph.edgeTarget[edge], reference.toNodeIndex);
        if (!isNumericEdge(graph, edge)) {
          compare('edge name', edgeName(graph, edge), reference.name);
          namedEdges++;
        }
        edge++;
      }
    }
    compare('end of the last node', graph.firstEdge[graph.nodeCount], edge);
    expect(differences).toEqual([]);
    expect(namedEdges).toBeGreaterThan(1000);
  },
);
