// SPDX-License-Identifier: MIT
import { expect, test } from 'vitest';

import { buildInternalTest, isInternalNode } from '../../../src/analysis/internal-nodes.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { graphOfText } from '../../support/read-graph.js';

const INSIDES = [
  'array (object elements)',
  'hidden system / Cell',
  'code (shared function info)',
  'object system / Context / scope @17',
  'native Node / CleanupQueue',
  'native workerd / EventHandlerSet',
  'native blink::HeapVectorBacking<int>',
];
const OWN = [
  'object Context',
  'closure system / run',
  'native Window',
  'string Node / text',
  'native Worker',
];

test('what runtimes have for the sake of other objects is told from what a program knows', async () => {
  const lines = ['root: synthetic', ...[...INSIDES, ...OWN].map((node, i) => `n${i}: ${node}`)];
  const graph = await graphOfText(writeLineHeap(lines.join('\n')));
  const nodes = [...INSIDES, ...OWN].map((_, i) => (i + 1) as NodeOrdinal);
  const expected = nodes.map((_, i) => i < INSIDES.length);
  expect(nodes.map((node) => isInternalNode(graph, node))).toEqual(expected);
  expect([...nodes, ...nodes].map(buildInternalTest(graph))).toEqual([...expected, ...expected]);
});
