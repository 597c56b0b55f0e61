import { expect, test } from 'vitest';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { findEdgeOwner } from '../../../src/heap/heap-graph.js';
import { edgeName, isNodeNamed, isNumericEdge, nodeName } from '../../../src/heap/names.js';
import { readHeap, writeBytes } from '../../support/heap-language.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { graphOfText, readUncompressed } from '../../support/read-graph.js';

test('every edge of a real snapshot finds its owner', async () => {
  const graph = await graphOfText(readUncompressed('runtimes/bun.heapsnapshot.gz'));
  const wrong: number[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
      if (findEdgeOwner(graph, edge) !== node) wrong.push(edge);
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
});

test('a numbered edge is called by its number, a named one by its name', async () => {
  const text = 'a -[41]-> b\na -<42>-> b\na -"4 3"-> b\na ~44~> b';
  const graph = buildHeapGraph((await readHeap(text)).data);
  const edges = [0, 1, 2, 3] as EdgeOrdinal[];
  expect(edges.map((edge) => edgeName(graph, edge))).toEqual(['41', '42', '4 3', '44']);
  expect(edges.map((edge) => isNumericEdge(graph, edge))).toEqual([true, true, false, false]);
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
