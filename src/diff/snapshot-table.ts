// SPDX-License-Identifier: MIT
// What a diff needs of one snapshot, without its graph: about 16 bytes a node. Plain data that can be moved
// between threads, so that of N snapshots at most two graphs are in memory at once.

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeColumn, NodeOrdinal, StringIndex, WideArray } from '../core/columns.js';
import { startsWith, stringHash } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { ClassTable } from '../analysis/class-table.js';
import type { ClassIdentity, ClassIndex } from '../analysis/classes.js';
import { NO_PATH_COUNTS, type PathCounts } from '../analysis/path-tree.js';

/** The nodes and classes of one snapshot. Node columns are in node order. */
export interface SnapshotTable {
  readonly nodeCount: number;
  readonly id: WideArray;
  /** Hash of kind and name: two objects with one id are the same object if this agrees too. */
  readonly identityHash: Uint32Array;
  readonly shallowSize: WideArray;
  readonly classOf: Uint32Array;
  readonly classes: readonly ClassIdentity[];
  readonly table: ClassTable;
  /** URL by script id. */
  readonly urls: ReadonlyMap<number, string>;
  /** Objects by masked retaining path. */
  readonly paths: PathCounts;
}

/** What the table is made of. */
export interface TableInputs {
  readonly graph: HeapGraph;
  readonly shallowSize: NodeColumn;
  readonly classes: ClassIndex;
  readonly table: ClassTable;
  readonly locations: { readonly urls: ReadonlyMap<number, string> };
  readonly pool: ColumnPool;
}

/** Takes the columns out of an analysis; they are shared, not copied, where they exist already. */
export function buildSnapshotTable(inputs: TableInputs, paths: PathCounts = NO_PATH_COUNTS): SnapshotTable {
  const { graph, classes, table, locations } = inputs;
  return {
    nodeCount: graph.nodeCount,
    id: graph.nodeId as unknown as WideArray,
    identityHash: computeIdentityHashes(graph, inputs.pool),
    shallowSize: inputs.shallowSize as unknown as WideArray,
    classOf: classes.classOf,
    classes: classes.classes,
    table,
    urls: locations.urls,
    paths,
  };
}

/** What is in the place of a function's bytecode once V8 has let that go: the same object, of another kind and name. */
const CODE_OF_FUNCTIONS: readonly string[] = ['system / Bytecode', 'system / UncompiledData'];
const CODE_HASH = 0x7feb352d;

/** Hash of kind and name of every node; each string is hashed once. */
function computeIdentityHashes(graph: HeapGraph, pool: ColumnPool): Uint32Array {
  const { nodeCount, nodeKind, nodeName, strings } = graph;
  const ofString = new Uint32Array(strings.count);
  for (let index = 0 as StringIndex; index < strings.count; index++) {
    const isCode = CODE_OF_FUNCTIONS.some((name) => startsWith(strings, index, name));
    ofString[index] = isCode ? CODE_HASH : stringHash(strings, index);
  }
  const hashes = pool.take(nodeCount).subarray(0, nodeCount);
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    const hash = ofString[nodeName[node]];
    hashes[node] = hash === CODE_HASH ? hash : hash ^ Math.imul(nodeKind[node] + 1, 0x9e3779b1);
  }
  return hashes;
}
