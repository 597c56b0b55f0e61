// Graphs of a size and shape that break recursion, squares of the number of nodes, and Maps with an entry a node.
// Written on the fly, never as a whole in memory.

import { describe, expect, it } from 'vitest';
import { type ByteSource, chunksSource } from '../../src/bytes/byte-source.js';
import type { NodeOrdinal } from '../../src/core/columns.js';
import { analyzeGraph } from '../../src/engine/analyze.js';
import { summarizeAnalysis } from '../../src/engine/summarize-analysis.js';
import type { DescribedEdge, DescribedNode, HeapDescription } from '../../src/format/heap-description.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';
import { buildHeapGraph } from '../../src/heap/heap-graph.js';
import type { SummaryReport } from '../../src/report/model.js';

/** `edgesOf` may hand out the same edge again and again. */
function heapOf(count: number, edgesOf: (node: number) => Iterable<DescribedEdge>): HeapDescription {
  return {
    nodes: {
      *[Symbol.iterator](): Generator<DescribedNode> {
        yield { type: 'synthetic', name: '', id: 1, selfSize: 0, edges: edgesOf(0) };
        for (let n = 1; n < count; n++) {
          yield { type: 'object', name: 'Cell', id: 2 * n + 1, selfSize: 16, edges: edgesOf(n) };
        }
      },
    },
  };
}

function sourceOf(heap: HeapDescription): ByteSource {
  const chunks = (async function* () {
    for (const chunk of writeSnapshot(heap, 'node24')) yield await Promise.resolve(chunk);
  })();
  return chunksSource(chunks, 'pathological');
}

/** Reads and analyses; the retained size of the root's first child, and the summary. */
async function summarize(heap: HeapDescription): Promise<{ first: number; report: SummaryReport }> {
  const analysis = await analyzeGraph(buildHeapGraph(await readSnapshot(sourceOf(heap))));
  return { first: analysis.retainedSize[1 as NodeOrdinal], report: summarizeAnalysis(analysis) };
}

const edge = (target: number, type = 'property', name: string | number = 'next'): DescribedEdge => ({
  type,
  name,
  target,
});

describe('a graph', { timeout: 240_000 }, () => {
  it('that is a list of a million nodes', async () => {
    const count = 1_000_000;
    const { first, report } = await summarize(
      heapOf(count, (n) => (n + 1 < count ? [edge(n + 1, n === 0 ? 'shortcut' : 'property')] : [])),
    );
    expect(first).toBe(16 * (count - 1));
    expect(report.snapshots[0].nodeCount).toBe(count);
  });

  it('that is a star with five million leaves', async () => {
    const count = 5_000_002;
    const leaves = {
      *[Symbol.iterator]() {
        const leaf = { type: 'element', name: 0, target: 2 };
        for (; leaf.target < count; leaf.target++) yield leaf;
      },
    };
    const heap = heapOf(count, (n) => (n === 0 ? [edge(1, 'shortcut')] : n === 1 ? leaves : []));
    const { first, report } = await summarize(heap);
    expect(first).toBe(16 * (count - 1));
    expect(report.snapshots[0].edgeCount).toBe(count - 1);
  });

  it('in which each of 2,000 nodes refers to each', async () => {
    const count = 2_001;
    const all = Array.from({ length: count - 1 }, (_, i) => edge(i + 1, 'element', i));
    const { report } = await summarize(heapOf(count, (n) => (n === 0 ? [edge(1, 'shortcut')] : all)));
    expect(report.snapshots[0].edgeCount).toBe(1 + (count - 1) ** 2);
    expect(report.snapshots[0].totalSize).toBe(16 * (count - 1));
  });

  it('of contexts 100,000 deep, each with a closure', async () => {
    const depth = 100_000;
    // Even nodes are contexts, odd ones the closures in them.
    const heap = heapOf(2 * depth + 1, (n) => {
      if (n === 0) return [edge(1, 'shortcut')];
      if (n % 2 === 0) return n < 2 * depth ? [edge(n + 1, 'context', 'inner')] : [];
      return [edge(n + 1, 'internal', 'context')];
    });
    const { first } = await summarize(heap);
    expect(first).toBe(16 * 2 * depth);
  });

  it('of rings that share nodes', async () => {
    const count = 300_000;
    const heap = heapOf(count, (n) => {
      if (n === 0) return [edge(1, 'shortcut')];
      const targets = [
        1 + (n % (count - 1)),
        1 + ((n * 2) % (count - 1)),
        1 + (((n - 1) * 7919) % (count - 1)),
      ];
      return targets.map((target, i) => edge(target, 'element', i));
    });
    const { report } = await summarize(heap);
    expect(report.snapshots[0].totalSize).toBe(16 * (count - 1));
  });
});

it('twenty million nodes without edges are read', async () => {
  const count = 20_000_000;
  const record = '3,1,7,16,0,0,';
  const chunk = Buffer.from(record.repeat(10_000));
  const head = `{"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count","detachedness"],
    "node_types":[["hidden","array","string","object"]],"edge_fields":["type","name_or_index","to_node"],
    "edge_types":[["context"]]},"node_count":${count},"edge_count":0},"nodes":[`;
  const chunks = (async function* () {
    yield await Promise.resolve(Buffer.from(head));
    for (let i = 0; i < count / 10_000 - 1; i++) yield chunk;
    yield Buffer.from(`${record.repeat(10_000).slice(0, -1)}],"edges":[],"strings":["","x"]}`);
  })();
  const data: SnapshotData = await readSnapshot(chunksSource(chunks, 'nodes', count * record.length));
  expect([data.nodes.count, data.edges.count]).toEqual([count, 0]);
  expect([data.nodes.selfSize[count - 1], data.nodes.id[count - 1], data.nodes.firstEdge[count]]).toEqual([
    16, 7, 0,
  ]);
});
