// SPDX-License-Identifier: MIT
// What a question names (an id, a class, "module", "global") -> nodes. O(nodes).

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { listRenamedEdges } from '../analysis/renamed-edges.js';
import { MODULE_NAMES, buildScriptNames } from '../analysis/script-names.js';
import { type BitSet, addBit, buildBitSet, removeBit } from '../core/bit-set.js';
import { isCalled } from '../core/shorten-text.js';
import { orderByKey } from '../core/order-by-key.js';
import { NodeKind } from '../format/kinds.js';
import { findStrings, isString } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNumericEdge, nodeName } from '../heap/names.js';
import { findUserRoots } from '../heap/user-roots.js';
import type { Analysis } from './analyze.js';
import { unknownClass } from './unknown-names.js';

/** What names are looked up in. */
export type NamedHeap = Pick<Analysis, 'graph' | 'classes' | 'shallowSize' | 'locations'>;

/** One object, or all instances of a class. */
export type ObjectQuery = { readonly id: number } | { readonly className: string };

const SUGGESTIONS = 3;
const LOW_BITS = 0xffff;

/**
 * The node with an id.
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, with the ids next to it
 */
export function findNodeById({ graph }: Pick<Analysis, 'graph'>, id: number): NodeOrdinal {
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (graph.nodeId[node] === id) return node;
  const near: number[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const other = graph.nodeId[node];
    if (near.length === SUGGESTIONS && Math.abs(other - id) >= Math.abs(near[SUGGESTIONS - 1] - id)) continue;
    near.push(other);
    near.sort((a, b) => Math.abs(a - id) - Math.abs(b - id) || a - b);
    if (near.length > SUGGESTIONS) near.pop();
  }
  const ids = near.map((other) => `@${other}`).join(', ');
  throw new HeapdiffError('ERR_UNKNOWN_ID', `has no object @${id}; the nearest ids are ${ids}`, {
    file: graph.data.name,
  });
}

/**
 * The nodes with some ids, in their order; one pass however many.
 * @throws HeapdiffError `ERR_UNKNOWN_ID`
 */
export function findNodesById(analysis: Analysis, ids: readonly number[]): readonly NodeOrdinal[] {
  const { graph } = analysis;
  const wanted = new Set(ids);
  // Most nodes fail this test, which is much cheaper than asking the set.
  const mayBe = new Uint8Array(LOW_BITS + 1);
  for (const id of ids) mayBe[id & LOW_BITS] = 1;
  const found = new Map<number, NodeOrdinal>();
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount && found.size < wanted.size; node++) {
    const id = graph.nodeId[node];
    if (mayBe[id & LOW_BITS] === 1 && wanted.has(id)) found.set(id, node);
  }
  return ids.map((id) => found.get(id) ?? findNodeById(analysis, id));
}

/** By class number, 1 for each that has one of the names, as the heap or as a report has it. */
export function markClasses({ classes }: Analysis['classes'], names: readonly string[]): Uint8Array {
  return Uint8Array.from(classes, ({ name }) => (names.some((one) => isCalled(name, one)) ? 1 : 0));
}

/**
 * The instances of a class by ascending id, the newest last; those without a size of their own are left out, as
 * in every count.
 * @throws HeapdiffError `ERR_UNKNOWN_CLASS`, with the names that are most alike
 */
export function findInstances(
  analysis: Omit<NamedHeap, 'locations'>,
  className: string,
): readonly NodeOrdinal[] {
  const { graph, classes, shallowSize } = analysis;
  const { classOf } = classes;
  const isWanted = markClasses(classes, [className]);
  const nodes: NodeOrdinal[] = [];
  let areInOrder = true;
  let last = -1;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (isWanted[classOf[node]] === 0 || shallowSize[node] === 0) continue;
    nodes.push(node);
    const id = graph.nodeId[node];
    if (id < last) areInOrder = false;
    last = id;
  }
  if (nodes.length === 0) throw unknownClass(analysis, className);
  if (areInOrder) return nodes;
  // A comparison of ids in three columns costs much more, and there may be millions.
  const ids = Float64Array.from(nodes, (node) => graph.nodeId[node]);
  return Array.from(orderByKey(ids, 'ascending'), (position) => nodes[position]);
}

/** What a query names. Errors as in `findNodeById` and `findInstances`. */
export function findQueried(
  analysis: Omit<NamedHeap, 'locations'>,
  query: ObjectQuery,
): readonly NodeOrdinal[] {
  return 'id' in query ? [findNodeById(analysis, query.id)] : findInstances(analysis, query.className);
}

/** Nodes that `module`, `global` or a class name stands for. Errors as in `findInstances`. */
export function findPlaces(analysis: NamedHeap, place: string): readonly NodeOrdinal[] {
  const { graph } = analysis;
  if (place === 'global') return findUserRoots(graph);
  if (place !== 'module') return findInstances(analysis, place);
  const scripts = buildScriptNames(graph, analysis.locations);
  const modules: NodeOrdinal[] = [];
  const records: NodeOrdinal[] = [];
  // Most nodes fail this test, which is much cheaper than reading a name.
  const mayBe = new Uint8Array(graph.strings.count);
  for (let name = 0; name < mayBe.length; name++)
    if (MODULE_NAMES.some((text) => isString(graph.strings, name as StringIndex, text))) mayBe[name] = 1;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (mayBe[graph.nodeName[node]] === 0) continue;
    const kind = graph.nodeKind[node];
    if (kind !== NodeKind.object && kind !== NodeKind.hidden && kind !== NodeKind.native) continue;
    if (scripts.moduleFile(node) !== null) (kind === NodeKind.object ? modules : records).push(node);
  }
  // Node wraps V8's records of modules in objects; Deno and browsers have the records alone.
  return modules.length > 0 ? modules : records;
}

/** Marks all nodes of the classes that are called so; null if nothing is to be left out. O(nodes). */
export function markIgnoredNodes(
  { graph, classes }: Pick<Analysis, 'graph' | 'classes'>,
  names: readonly string[],
): BitSet | null {
  if (names.length === 0) return null;
  const wanted = new Set(names);
  const isWanted = markClasses(classes, names);
  const closed = buildBitSet(graph.nodeCount);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (
      isWanted[classes.classOf[node]] !== 0 ||
      (graph.nodeKind[node] === NodeKind.synthetic && wanted.has(nodeName(graph, node)))
    )
      addBit(closed, node);
  }
  return closed;
}

/** The set of all edges. */
export function everyEdge({ edgeCount }: HeapGraph): BitSet {
  return buildBitSet(edgeCount).fill(0xffffffff);
}

/** Takes out all edges that are called so, in the script or in its source. O(edges) if there are any names. */
export function withoutIgnored(
  { graph, locations }: Pick<Analysis, 'graph' | 'locations'>,
  edges: BitSet,
  names: readonly string[],
): BitSet {
  if (names.length === 0) return edges;
  const kept = edges.slice();
  const isIgnored = new Uint8Array(graph.strings.count);
  const indexes = findStrings(graph.strings, names).filter((index) => index >= 0);
  for (const index of indexes) isIgnored[index] = 1;
  if (indexes.length > 0) {
    for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++)
      if (isIgnored[graph.edgeName[edge]] === 1 && !isNumericEdge(graph, edge)) removeBit(kept, edge);
  }
  for (const [edge, name] of listRenamedEdges(graph, locations))
    if (names.includes(name)) removeBit(kept, edge);
  return kept;
}
