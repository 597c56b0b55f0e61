import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashMasked } from '../../../src/analysis/path-labels.js';
import type { StringIndex } from '../../../src/core/columns.js';
import { maskKeyData, textHash } from '../../../src/core/mask-key.js';
import { stringText } from '../../../src/format/string-table.js';
import { graphOfText } from '../../support/read-graph.js';

const NAMES = [
  ...[
    'items',
    '',
    '0',
    '12',
    '007',
    'a1',
    'req-12-a',
    '/path',
    'a@b',
    'Grüße',
    'say "hi"',
    'back\\slash',
    '*',
    '[]',
  ],
  ...[
    'x'.repeat(15),
    'x'.repeat(16),
    'x'.repeat(28),
    '1'.repeat(15),
    '1'.repeat(16),
    'a'.repeat(49),
    '😀',
    '\n',
  ],
];

const names = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('a', 'f', '0', '9', '-', '/', '@', '*', '\\', '"', 'ü'), maxLength: 20 }),
);

/** A heap of nothing but a root with these strings. */
function heapOf(strings: readonly string[]): string {
  return JSON.stringify({
    snapshot: {
      meta: {
        node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
        node_types: [['synthetic'], 'string', 'number', 'number', 'number'],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [['context'], 'string_or_number', 'node'],
      },
      node_count: 1,
      edge_count: 0,
    },
    nodes: [0, 0, 1, 0, 0],
    edges: [],
    strings,
  });
}

test('names are hashed as the text of the masked name is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 30 }), async (texts) => {
      const { strings } = await graphOfText(heapOf(texts));
      texts.forEach((_, at) => {
        const masked = maskKeyData(stringText(strings, at as StringIndex));
        const hash = textHash(masked === '*' ? '[]' : masked) || 1;
        expect(hashMasked(strings, at as StringIndex), texts[at]).toBe(hash);
      });
    }),
    { numRuns: 300 },
  );
});
