// SPDX-License-Identifier: MIT
// Where an object was allocated: the call stack that its trace node stands for, when allocations were tracked.

import type { NodeOrdinal, StringIndex } from '../core/columns.js';
import type { NodeColumns } from './node-columns.js';
import { type StringTable, stringText } from './string-table.js';
import { NO_TRACE_NODE, type TraceFunctionColumns, type TraceTreeColumns } from './trace-columns.js';

/** What was recorded while allocations were tracked. */
export interface AllocationTraces {
  readonly functions: TraceFunctionColumns;
  readonly tree: TraceTreeColumns;
  /** Position in the tree plus 1 by trace node id, or 0; null if the ids are too far apart for a table. */
  readonly nodeById: Uint32Array | null;
}

/** The parts of a snapshot that lead from a node to its stack. */
export interface TracedHeap {
  readonly traces: AllocationTraces | null;
  readonly nodes: Pick<NodeColumns, 'traceNode'>;
  readonly strings: StringTable;
}

/** One call; the line and the column count from 1, null where V8 did not know. */
export interface AllocationFrame {
  readonly functionName: string;
  /** A path or URL, or `` for code without a script. */
  readonly scriptName: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Ids up to this many times the number of nodes get a table. */
const SPARSE_IDS = 16;

/** Makes the tree searchable by id; null if nothing was tracked. */
export function buildAllocationTraces(
  functions: TraceFunctionColumns,
  tree: TraceTreeColumns,
): AllocationTraces | null {
  if (tree.count === 0 || functions.count === 0) return null;
  let nodeById: Uint32Array | null = null;
  if (tree.largestId <= SPARSE_IDS * tree.count + 1024) {
    nodeById = new Uint32Array(tree.largestId + 1);
    for (let t = tree.count - 1; t >= 0; t--) nodeById[tree.id[t]] = t + 1;
  }
  return { functions, tree, nodeById };
}

/** Records of the tree whose function is not among the functions. */
export function countUnknownFunctions({ functions, tree }: AllocationTraces): number {
  let unknown = 0;
  for (let t = 0; t < tree.count; t++) if (tree.functionIndex[t] >= functions.count) unknown++;
  return unknown;
}

/** Position in the tree of the trace node with this id, or -1. */
export function findTraceNode({ tree, nodeById }: AllocationTraces, id: number): number {
  if (nodeById !== null) return id < nodeById.length ? nodeById[id] - 1 : -1;
  return tree.id.subarray(0, tree.count).indexOf(id);
}

/**
 * The calls that were running when a node was allocated, innermost first; empty if that was not recorded.
 * V8 keeps 64 calls at most.
 */
export function findAllocationStack(data: TracedHeap, node: NodeOrdinal): AllocationFrame[] {
  const { traces, nodes, strings } = data;
  const id = nodes.traceNode?.[node] ?? 0;
  if (traces === null || id === 0) return [];
  const { functions, tree } = traces;
  const text = (index: number): string => stringText(strings, index as StringIndex);
  const frames: AllocationFrame[] = [];
  // The root of the tree is no call.
  for (let t = findTraceNode(traces, id); t >= 0 && tree.parent[t] !== NO_TRACE_NODE; t = tree.parent[t]) {
    const f = tree.functionIndex[t];
    if (f >= functions.count) continue;
    frames.push({
      functionName: text(functions.name[f]),
      scriptName: text(functions.scriptName[f]),
      line: functions.line[f] || null,
      column: functions.column[f] || null,
    });
  }
  return frames;
}
