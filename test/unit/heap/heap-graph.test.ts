import { expect, test } from 'vitest';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { findEdgeOwner, findEdgeOwnerFrom } from '../../../src/heap/heap-graph.js';
import {
  edgeIndex,
  edgeName,
  isEdgeNamed,
  isNodeNamed,
  isNumericEdge,
  nodeName,
} from '../../../src/heap/names.js';
import { readHeap, writeBytes } from '../../support/heap-language.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { graphOfText, readUncompressed } from '../../support/read-graph.js';

test('every edge of a real snapshot finds its owner', async () => {
  const graph = await graphOfText(readUncompressed('runtimes/bun.heapsnapshot.gz'));
  const wrong: number[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      const starts = [0, node >> 1, Math.max(0, node - 3), node] as NodeOrdinal[];
      const owners = [
        findEdgeOwner(graph, edge),
        ...starts.map((from) => findEdgeOwnerFrom(graph, edge, from)),
      ];
      if (owners.some((owner) => owner !== node)) wrong.push(edge);
    }
  }
  expect(wrong).toEqual([]);
});

test('nodes without edges own none, also at both ends', async () => {
  const graph = buildHeapGraph(
    (await readHeap('root = synthetic\na\nb -> c\nd -> a\nd -> b\ne = Object')).data,
  );
  expect([0, 1, 2].map((edge) => findEdgeOwner(graph, edge as EdgeOrdinal))).toEqual(
    ['b', 'd', 'd'].map((name) => ['root', 'a', 'b', 'c', 'd', 'e'].indexOf(name)),
  );
  const root = 0 as NodeOrdinal;
  expect([0, 1, 2].map((edge) => findEdgeOwnerFrom(graph, edge as EdgeOrdinal, root))).toEqual([2, 4, 4]);
});

test('a numbered edge is called by its number, a named one by its name', async () => {
  const text = 'a -[41]-> b\na -<42>-> b\na -"4 3"-> b\na ~44~> b';
  const graph = buildHeapGraph((await readHeap(text)).data);
  const edges = [0, 1, 2, 3] as EdgeOrdinal[];
  expect(edges.map((edge) => edgeName(graph, edge))).toEqual(['41', '42', '4 3', '44']);
  expect(edges.map((edge) => isNumericEdge(graph, edge))).toEqual([true, true, false, false]);
  expect(edges.map((edge) => edgeIndex(graph, edge))).toEqual([41, 42, NaN, 44]);
  expect(edges.map((edge) => isEdgeNamed(graph, edge, '4 3'))).toEqual([false, false, true, false]);
  expect(edges.some((edge) => isEdgeNamed(graph, edge, '41'))).toBe(false);
});

test('the hidden edges of ArkTS have names', async () => {
  const nodes = [
    {
      type: 'synthetic',
      name: 'SyntheticRoot',
      id: 1,
      selfSize: 0,
      edges: [{ type: 'hidden', name: 'x', target: 1 }],
    },
    { type: 'object', name: 'A', id: 3, selfSize: 8, edges: [{ type: 'element', name: 5, target: 0 }] },
  ];
  const graph = await graphOfText(writeBytes({ nodes }, 'arkts'));
  expect([0, 1].map((edge) => edgeName(graph, edge as EdgeOrdinal))).toEqual(['x', '5']);
});

test('node names are whole, and compare without being decoded', async () => {
  const { data, node } = await readHeap('a = object "Grüße\\n\\"x\\"" 8\nb = object "plain" 8');
  const graph = buildHeapGraph(data);
  expect(nodeName(graph, node('a'))).toBe('Grüße\n"x"');
  expect([isNodeNamed(graph, node('b'), 'plain'), isNodeNamed(graph, node('b'), 'plai')]).toEqual([
    true,
    false,
  ]);
});
