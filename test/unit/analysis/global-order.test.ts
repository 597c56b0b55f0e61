import { expect, test } from 'vitest';
import { EdgeKind } from '../../../src/format/kinds.js';
import { orderGlobals } from '../../../src/analysis/global-order.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { edgeName } from '../../../src/heap/names.js';
import { diffHeaps } from '../../support/diff-heaps.js';
import { readHeap } from '../../support/heap-language.js';
import { graphOfText, readUncompressed } from '../../support/read-graph.js';

/** Functions of a runtime that all see the same variables, behind which is a list of sessions. */
function heap(functions: readonly string[], sessions: number, firstId: number): string {
  const lines = ['root -/1/-> world'];
  for (const name of functions) lines.push(`world -${name}-> ${name}`, `${name} -{context}-> scope`);
  lines.push('scope -(app)-> app', 'app -sessions-> list');
  for (let n = 0; n < sessions; n++) lines.push(`list -[${n}]-> session${n}`);
  const declare = (alias: string, kind: string): string =>
    `${alias} = ${kind} @${firstId + 2 * declared.push(alias)}`;
  const declared: string[] = [];
  lines.push(declare('world', 'object "global"'), declare('scope', 'object "system / Context"'));
  lines.push(declare('app', 'object "App"'), declare('list', 'object "Array"'));
  for (const name of functions) lines.push(declare(name, `closure "${name}"`));
  for (let n = 0; n < sessions; n++) lines.push(declare(`session${n}`, 'object "Session"'));
  return lines.join('\n');
}

test('the edges of a global object are in the order of their names, whatever that in the file', async () => {
  for (const names of [
    ['setTimeout', 'fetch', 'atob'],
    ['atob', 'setTimeout', 'fetch'],
  ]) {
    const { data, node } = await readHeap(heap(names, 1, 101));
    const graph = buildHeapGraph(data);
    const ordered = orderGlobals(graph);
    expect([...ordered.keys()]).toEqual([node('world')]);
    const edges = ordered.get(node('world')) ?? [];
    expect(edges.map((edge) => edgeName(graph, edge))).toEqual(['atob', 'fetch', 'setTimeout']);
  }
});

test.each(['node12', 'node20', 'node24', 'node26', 'chromium', 'deno'])(
  '%s: the edges of its global object are in order, each once',
  async (runtime) => {
    const graph = await graphOfText(readUncompressed(`runtimes/${runtime}.heapsnapshot.gz`));
    let properties = 0;
    for (const [global, edges] of orderGlobals(graph)) {
      const own = Array.from(
        { length: graph.firstEdge[global + 1] - graph.firstEdge[global] },
        (_, i) => graph.firstEdge[global] + i,
      );
      expect([...edges].sort((a, b) => a - b)).toEqual(own);
      const names = edges
        .filter((edge) => graph.edgeKind[edge] === EdgeKind.property)
        .map((edge) => edgeName(graph, edge));
      properties += names.length;
      expect(names).toEqual([...names].sort());
    }
    expect(properties).toBeGreaterThan(50);
  },
);

test('Node has its modules in order of their files', async () => {
  const graph = await graphOfText(readUncompressed('sessions/final.heapsnapshot.gz'));
  const files = [...orderGlobals(graph).values()]
    .map((edges) => edges.map((edge) => edgeName(graph, edge)).filter((name) => name.startsWith('/srv/')))
    .filter((names) => names.length > 0);
  expect(files).toHaveLength(1);
  expect(files[0].length).toBeGreaterThan(1);
  expect(files[0]).toEqual([...files[0]].sort());
});

test('two processes with their globals in other orders have the same paths', async () => {
  const report = await diffHeaps([
    heap(['setTimeout', 'fetch', 'atob'], 100, 101),
    heap(['atob', 'setTimeout', 'fetch'], 200, 10_002),
    heap(['fetch', 'atob', 'setTimeout'], 300, 20_003),
  ]);
  expect(report.identity.mode).toBe('structural');
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([
    'Array `sessions` keeps 200 more Session, +100 a step',
  ]);
});
