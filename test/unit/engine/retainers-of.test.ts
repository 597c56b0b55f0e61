import { expect, test } from 'vitest';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { dominatorColumn } from '../../../src/analysis/dominators.js';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { findEdgeOwner } from '../../../src/heap/heap-graph.js';
import { edgeName } from '../../../src/heap/names.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

test('with all edges, the first level is every edge into the object; dominators are every one', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('request-trails/final'))!;
  const heap = await analyzeText(readUncompressed(path));
  const { graph } = heap;
  const dominators = dominatorColumn(heap.tree);
  for (let node = 997; node < graph.nodeCount; node += 4999) {
    const id = graph.nodeId[node as NodeOrdinal];
    const expected = new Set<string>();
    for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++) {
      if (graph.edgeTarget[edge] !== node) continue;
      const owner = graph.nodeId[findEdgeOwner(graph, edge)];
      expected.add(`${owner} ${graph.edgeKindNames[graph.edgeKind[edge]]} ${edgeName(graph, edge)}`);
    }
    const report = retainersOf(heap, { id }, { allEdges: true, depth: 1, showStrings: 'always' });
    const found = report.tree.retainers.map(
      ({ sampleId, edge }) => `${sampleId} ${edge?.kind} ${edge?.name}`,
    );
    expect(found.sort()).toEqual([...expected].sort());
    const chain: number[] = [];
    for (let at = node; at !== dominators[at]; at = dominators[at])
      chain.unshift(graph.nodeId[dominators[at] as NodeOrdinal]);
    expect(report.dominators.map((step) => step.id)).toEqual(chain);
  }
});
