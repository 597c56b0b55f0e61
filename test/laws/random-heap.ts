// Random heaps for fast-check: small, with everything that the analyses treat in a special way: user roots and
// none, weak edges, self edges, shortcuts, WeakMap entries, orphans and cliques, ownable nodes, elements of
// documents, plain objects, locations.

import fc from 'fast-check';
import type { DescribedLocation } from '../../src/format/heap-description.js';
import { writeSnapshot } from '../../src/format/write-snapshot.js';

export interface RandomEdge {
  readonly type: string;
  readonly name: string | number;
  readonly target: number;
}

export interface RandomNode {
  readonly type: string;
  readonly name: string;
  readonly id: number;
  readonly selfSize: number;
  readonly detachedness: number;
  readonly edges: readonly RandomEdge[];
}

export interface RandomHeap {
  readonly nodes: readonly RandomNode[];
  readonly locations: readonly DescribedLocation[];
  readonly extraNativeBytes: number;
}

const nodeTypes = fc.oneof(
  { weight: 6, arbitrary: fc.constant('object') },
  { weight: 3, arbitrary: fc.constantFrom('array', 'hidden', 'native') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'string',
      'closure',
      'synthetic',
      'code',
      'regexp',
      'concatenated string',
      'symbol',
    ),
  },
);
const nodeNames = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Object', 'Foo', 'Array', 'Bar') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '(Document DOM trees)',
      'system / NativeContext',
      '(map descriptors)',
      'system / ExternalStringData',
      'system / JSArrayBufferData',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('<div id="a">', '<div>', '<p class="b">', 'Detached <p x>', '') },
);
const edgeNames = fc.constantFrom(
  'a',
  'b',
  'c',
  'd,e',
  '__proto__',
  'sloppy_function_map',
  'elements',
  'x"}',
);

function edgesTo(target: fc.Arbitrary<number>): fc.Arbitrary<RandomEdge> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constantFrom('property', 'property', 'internal', 'context', 'shortcut', 'weak'),
        name: edgeNames,
        target,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom('element', 'hidden'), name: fc.nat(12), target }),
    },
  );
}

interface Entry {
  readonly table: number;
  readonly key: number;
  readonly value: number;
}

/** A heap of up to `largest` nodes besides the root. */
export function randomHeap(largest: number): fc.Arbitrary<RandomHeap> {
  return fc.integer({ min: 1, max: largest }).chain((count) => {
    const ordinal = fc.integer({ min: 0, max: count });
    const node = fc.record({
      type: nodeTypes,
      name: nodeNames,
      selfSize: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1000 })),
      detachedness: fc.constantFrom(0, 0, 0, 0, 1, 2),
      edges: fc.array(edgesTo(ordinal), { maxLength: 4 }),
    });
    return fc
      .record({
        // Each child of the root once: DevTools searches twice from one that is listed twice.
        root: fc.uniqueArray(edgesTo(ordinal), { maxLength: 4, selector: ({ target }) => target }),
        others: fc.array(node, { minLength: count, maxLength: count }),
        ids: fc.uniqueArray(fc.integer({ min: 2, max: 9999 }), { minLength: count, maxLength: count }),
        entries: fc.array(fc.record({ table: ordinal, key: ordinal, value: ordinal }), { maxLength: 3 }),
        locations: fc.array(
          fc.record({
            node: ordinal,
            scriptId: fc.integer({ min: 1, max: 2 }),
            line: fc.nat(1),
            column: fc.constant(7),
          }),
          { maxLength: 4 },
        ),
        extraNativeBytes: fc.constantFrom(0, 1000),
      })
      .map(({ root, others, ids, entries, locations, extraNativeBytes }) => {
        const edges = [[...root], ...others.map((other) => [...other.edges])];
        const idOf = (at: number): number => (at === 0 ? 1 : ids[at - 1]);
        entries.forEach((entry, index) => addEntry(edges, idOf, entry, index));
        const nodes = edges.map((own, at) =>
          at === 0
            ? { type: 'synthetic', name: '', id: 1, selfSize: 0, detachedness: 0, edges: own }
            : { ...others[at - 1], id: idOf(at), edges: own },
        );
        return { nodes, locations, extraNativeBytes };
      });
  });
}

/** Both halves of a WeakMap entry, as V8 writes them; the root is no table and no key. */
function addEntry(edges: RandomEdge[][], idOf: (at: number) => number, entry: Entry, index: number): void {
  const { table, key, value } = entry;
  if (table === 0 || key === 0) return;
  const rest = `part of key (Foo @${idOf(key)}) -> value (Bar @${idOf(value)}) pair in WeakMap (table @${idOf(table)})`;
  edges[table].push({ type: 'internal', name: `${2 * index + 1} / ${rest}`, target: value });
  edges[key].push({ type: 'internal', name: `${2 * index + 2} / ${rest}`, target: value });
}

/** The heap as the text of a snapshot, in the dialect of a recent Node (with detachedness). */
export function heapText(heap: RandomHeap): string {
  return Buffer.concat([...writeSnapshot(heap, 'node26')]).toString('utf8');
}
