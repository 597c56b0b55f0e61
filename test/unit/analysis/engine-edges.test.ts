import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildEngineEdges } from '../../../src/analysis/engine-edges.js';
import { addBit, buildBitSet } from '../../../src/core/bit-set.js';
import { buildColumnPool } from '../../../src/core/column-pool.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { buildHeapGraph } from '../../../src/heap/heap-graph.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { graphOfText } from '../../support/read-graph.js';

const NODES = [
  ...['object Cart', 'array (object elements)', 'hidden system / PropertyCell', 'hidden system / Map'],
  ...['hidden system / FeedbackCell', 'code system / FixedArray', 'string text', 'object system / Map'],
];
const EDGES = ['internal:elements', 'internal:properties', 'property:elements', 'property:a', 'internal:0'];

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const heaps = fc.integer({ min: 2, max: 9 }).chain((count) => {
  const node = fc.integer({ min: 0, max: count - 1 });
  return fc.record({
    nodes: fc.array(fc.constantFrom(...NODES), { minLength: count, maxLength: count }),
    edges: fc.array(fc.record({ from: node, to: node, text: fc.constantFrom(...EDGES) }), { maxLength: 25 }),
  });
});

/** The owners that hold a node for V8, by the definition. */
function twinHolders(nodes: readonly string[], edges: readonly Edge[], node: number): Set<number> {
  const into = edges.filter(({ to }) => to === node);
  const owners = new Set(into.map(({ from }) => from));
  const hasProperty = into.some(({ text }) => text.startsWith('property'));
  const isStore = (owner: number): boolean =>
    /^(?:array|hidden|code)/.test(nodes[owner]) &&
    edges.some(({ from, to, text }) => to === owner && owners.has(from) && /^internal:[ep]/.test(text));
  const ofEngine = [...owners].filter((owner) => {
    if (/^hidden system .(?: Map| FeedbackCell)$/.test(nodes[owner])) return true;
    if (nodes[owner] === 'hidden system / PropertyCell') return hasProperty || isStore(owner);
    return isStore(owner);
  });
  return new Set(ofEngine.length === owners.size ? [] : ofEngine);
}

const isAsked = (edge: number): boolean => edge % 3 !== 0;

test('who holds a node for V8 is what the definition says', async () => {
  await fc.assert(
    fc.asyncProperty(heaps, async ({ nodes, edges }) => {
      const lines = [
        ...nodes.map((text, node) => `n${node}: ${text}`),
        ...edges.map(({ from, to, text }) => `n${from} -${text}-> n${to}`),
      ];
      const graph = buildHeapGraph((await graphOfText(writeLineHeap(lines.join('\n')))).data);
      const engine = buildEngineEdges(graph, buildRetainerIndex(graph, buildColumnPool()));
      const asked = buildBitSet(graph.edgeCount);
      for (let edge = 0; edge < graph.edgeCount; edge++) if (isAsked(edge)) addBit(asked, edge);
      nodes.forEach((_, node) => {
        const ofEngine = twinHolders(nodes, edges, node);
        expect(engine.findHolders(node as NodeOrdinal)).toEqual(ofEngine);
        const others = new Set<number>();
        for (let owner = 0 as NodeOrdinal; owner < graph.nodeCount; owner++)
          for (let edge = graph.firstEdge[owner]; edge < graph.firstEdge[owner + 1]; edge++)
            if (graph.edgeTarget[edge] === node && isAsked(edge) && !ofEngine.has(owner)) others.add(owner);
        expect(engine.countOthers(node as NodeOrdinal, asked)).toBe(others.size);
      });
    }),
    { numRuns: 500 },
  );
});
