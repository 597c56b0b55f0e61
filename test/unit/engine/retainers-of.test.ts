import { expect, test } from 'vitest';
import type { EdgeOrdinal, NodeOrdinal } from '../../../src/core/columns.js';
import { dominatorColumn } from '../../../src/analysis/dominators.js';
import { retainersOf } from '../../../src/engine/retainers-of.js';
import { findEdgeOwner } from '../../../src/heap/heap-graph.js';
import { edgeName } from '../../../src/heap/names.js';
import { readManifest } from '../../support/manifest.js';
import { writeLineHeap } from '../../support/line-heap.js';
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

test('functions that have one name are told by it, however many; a name that nothing has is warned of', async () => {
  const lines = `root: synthetic
    root -shortcut:1-> global
    f1: closure handle
    f2: closure handle
    i1: object Item
    i2: object Item
    global --> f1
    global --> f2
    f1 -context:item-> i1
    f2 -context:item-> i2`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const { tree, warnings } = retainersOf(analysis, { className: 'Item' }, { ignore: ['Itme'] });
  expect(tree.retainers.map(({ name, count }) => [name, count])).toEqual([['handle', 2]]);
  expect(warnings.map(({ code }) => code)).toEqual(['unknown-name']);
});

test('a handle that only the system holds is told by the object that it belongs to', async () => {
  const lines = `root: synthetic
    group: synthetic Node / TCPSocketWrap
    root -element:1-> group
    tcp: object TCP
    socket: object Socket
    group -internal:native_to_javascript-> tcp
    tcp -property:<symbol owner_symbol>-> socket`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const { paths } = retainersOf(analysis, { className: 'TCP' });
  expect(paths[0].at(-1)?.name).toBe('handle of Socket');
});

test('the name of a function is not that of a variable in its context', async () => {
  const lines = `root: synthetic
    root -shortcut:1-> global
    module: object Module
    file: string /srv/app/index.js
    f: closure
    context: object system / Context
    cell: hidden system / PropertyCell
    global --> module
    module -property:filename-> file
    module -property:exports-> f
    f -internal:context-> context
    context -internal:extension-> cell
    cell -internal:value-> Item`;
  const analysis = await analyzeText(writeLineHeap(lines));
  const { paths } = retainersOf(analysis, { className: 'Item' });
  expect(paths[0].map(({ name }) => name).slice(-2)).toEqual(['/srv/app/index.js', null]);
});
