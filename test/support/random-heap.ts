// A seed -> a random heap that a dialect can write. Small, and full of the corners: odd names, huge numbers,
// nodes that nobody refers to, loops, several edges between the same two.

import { DIALECTS, type DialectName } from '../../src/format/dialects.js';
import type { DescribedEdge, DescribedNode, HeapDescription } from '../../src/format/heap-description.js';

export type Random = () => number;

/** Mulberry32: a number in [0, 1) at each call, the same ones for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pickFrom<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)];
}

export const DIALECT_NAMES: readonly DialectName[] = Object.keys(DIALECTS) as DialectName[];

const NAMES = [
  ...[
    '',
    'Object',
    'a',
    'App',
    '__proto__',
    'constructor',
    '<b>',
    'quote " \\',
    '\t\n\r\b\f',
    '\0\u001b\u007f',
  ],
  ...[
    'h\u00e4',
    '\u20ac',
    '\ud800',
    '\udc00x',
    '\u{1f600}',
    '\ufeff',
    '\u2028',
    '/slash/',
    '12',
    '-1',
    ']}',
    ',"',
  ],
];
const SIZES = [0, 1, 16, 24, 4095, 4294967295, 4294967296, 5368709120, Number.MAX_SAFE_INTEGER];

export function randomHeap(seed: number, dialectName: DialectName, nodeLimit = 20): HeapDescription {
  const random = randomFrom(seed);
  const dialect = DIALECTS[dialectName];
  const nodeTypes = dialect.nodeTypes ?? ['synthetic', 'jl_module_t', 'Core.String', 'object'];
  const edgeTypes = dialect.edgeTypes ?? ['internal', 'element', 'property', 'hidden', 'binding'];
  const count = 1 + Math.floor(random() * nodeLimit);
  const bigIds = random() < 0.3;
  const hasTraces = random() < 0.3;
  const edgesOf = (): DescribedEdge[] =>
    Array.from({ length: Math.floor(random() ** 3 * 12) }, () => {
      const type = pickFrom(random, edgeTypes);
      const isNumber = dialect.numericEdgeTypes.includes(type);
      const name = isNumber ? Math.floor(random() * 1e6) : pickFrom(random, NAMES);
      return { type, name, target: Math.floor(random() * count) };
    });
  const nodes: DescribedNode[] = Array.from({ length: count }, (_, n) => ({
    type: n === 0 ? 'synthetic' : pickFrom(random, nodeTypes),
    name:
      n === 0 ? '' : random() < 0.7 ? pickFrom(random, NAMES) : `n${Math.floor(random() * 1e9).toString(36)}`,
    id: bigIds ? Number.MAX_SAFE_INTEGER - n : 2 * n + 1,
    selfSize: random() < 0.7 ? Math.floor(random() * 200) : pickFrom(random, SIZES),
    edges: edgesOf(),
    detachedness: Math.floor(random() * 3),
    traceNode: hasTraces ? Math.floor(random() * 4) : 0,
  }));
  const at = (): number => Math.floor(random() * 1000);
  const leaf = { functionIndex: 1, count: 1, size: 8, children: [] };
  return {
    nodes,
    locations: Array.from({ length: Math.floor(random() * 4) }, () => ({
      node: Math.floor(random() * count),
      scriptId: at(),
      line: at(),
      column: at(),
    })),
    extraNativeBytes: at(),
    ...(hasTraces && {
      traces: {
        functions: [0, 1].map((id) => ({
          ...{ id, name: pickFrom(random, NAMES), scriptName: 'app.js' },
          ...{ scriptId: 1, line: at(), column: at() },
        })),
        root: {
          ...leaf,
          id: 1,
          functionIndex: 0,
          children: [
            { ...leaf, id: 2 },
            { ...leaf, id: 3 },
          ],
        },
      },
      samples: [{ timestamp: 0, lastId: at() }],
    }),
  };
}
