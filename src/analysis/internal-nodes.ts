// SPDX-License-Identifier: MIT
// Which nodes V8 or the browser keeps for the sake of another: backing stores, tables, contexts, cells. A person
// is told of their owner instead. Constant time, names decoded for a few kinds only.

import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { startsWith } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';

const NATIVE_PREFIXES: readonly string[] = [
  'system / ',
  'blink::',
  'cppgc',
  'Node / ',
  'workerd / ',
  'InternalNode',
];

/** Whether a node is such a part of another. */
export function isInternalNode(graph: HeapGraph, node: NodeOrdinal): boolean {
  const { strings, nodeKind, nodeName } = graph;
  switch (nodeKind[node]) {
    case NodeKind.array:
    case NodeKind.hidden:
    case NodeKind.code:
    case NodeKind.objectShape:
      return true;
    case NodeKind.object:
      return startsWith(strings, nodeName[node], 'system / ');
    case NodeKind.native:
      return NATIVE_PREFIXES.some((prefix) => startsWith(strings, nodeName[node], prefix));
    default:
      return false;
  }
}

const NOT_ASKED = 0;
const INTERNAL = 1;
const OWN = 2;

/** The same for those who ask of millions of nodes: each name is read once for each of the kinds that go by it. */
export function buildInternalTest(graph: HeapGraph): (node: NodeOrdinal) => boolean {
  const { strings, nodeKind, nodeName } = graph;
  const ofObjects = new Uint8Array(strings.count);
  const ofNatives = new Uint8Array(strings.count);
  return (node) => {
    const kind = nodeKind[node];
    if (kind !== NodeKind.object && kind !== NodeKind.native) return isInternalNode(graph, node);
    const answers = kind === NodeKind.object ? ofObjects : ofNatives;
    const name = nodeName[node];
    if (answers[name] === NOT_ASKED) answers[name] = isInternalNode(graph, node) ? INTERNAL : OWN;
    return answers[name] === INTERNAL;
  };
}
