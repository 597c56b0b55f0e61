// SPDX-License-Identifier: MIT
// Lists and trees whose nodes hold one another: their objects are found over `next` or over `prev`, `left` or `right`,
// by chance, and so at several paths. All these are one structure, which begins at its first node.
//
//   queue -> head: Node -> next: Node   \
//   queue -> tail: Node -> prev: Node    >  one structure of Node below `queue`
//
// O(paths).

import type { NodeOrdinal } from '../core/columns.js';
import { ENTRY_LABEL } from '../analysis/path-labels.js';
import { NO_PATH, StepRole } from '../analysis/path-tree.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { FinalHeap } from './inputs.js';

/** Paths of linked structures. */
export interface LinkedPaths {
  /** The first path of the structure that a path belongs to; the path itself if it belongs to none. */
  readonly structureOf: Uint32Array;
  /** All paths of each structure that has more than one, by its first. */
  readonly members: ReadonlyMap<number, readonly number[]>;
}

/** Finds them. */
export function findLinkedPaths(heap: FinalHeap): LinkedPaths {
  const { paths, classes } = heap;
  const { count, parent } = paths;
  const structureOf = Uint32Array.from({ length: count }, (_, path) => path);
  const isLinked = new Uint8Array(count);
  const classOf = (path: number): number => classes.classOf[paths.sample[path]];
  for (let path = 1; path < count; path++) {
    const above = parent[path];
    if (above === NO_PATH || above === 0 || !isNamedObject(heap, path)) continue;
    if (paths.isRepeated[path] === 1) isLinked[path] = 1;
    if (classOf(above) !== classOf(path) || paths.role[above] !== StepRole.object) continue;
    structureOf[path] = structureOf[above];
    isLinked[structureOf[path]] = 1;
  }
  // Both ends of one list: siblings of one class, of which one at least leads on.
  const siblings = new Map<string, number>();
  for (let path = 1; path < count; path++) {
    if (isLinked[path] === 0 || parent[path] === NO_PATH) continue;
    const key = `${parent[path]} ${classOf(path)}`;
    const first = siblings.get(key);
    if (first === undefined) siblings.set(key, path);
  }
  for (let path = 1; path < count; path++) {
    if (structureOf[path] !== path || parent[path] === NO_PATH || !isNamedObject(heap, path)) continue;
    const first = siblings.get(`${parent[path]} ${classOf(path)}`);
    if (first !== undefined && first !== path) structureOf[Math.max(first, path)] = Math.min(first, path);
  }
  const members = new Map<number, number[]>();
  for (let path = 1; path < count; path++) {
    let first = structureOf[path];
    while (structureOf[first] !== first) first = structureOf[first];
    structureOf[path] = first;
    if (first === path) continue;
    const list = members.get(first);
    if (list === undefined) members.set(first, [first, path]);
    else list.push(path);
  }
  return { structureOf, members };
}

/** Whether an instance is reached by a property or variable, not as an entry. */
function isNamedObject({ graph, paths, retainingTree, classes }: FinalHeap, path: number): boolean {
  if (paths.role[path] !== StepRole.object) return false;
  const node = paths.sample[path] as NodeOrdinal;
  if (graph.nodeKind[node] !== NodeKind.object) return false;
  if (GENERAL.test(classes.classes[classes.classOf[node]].name)) return false;
  const edge = retainingTree.edgeOf[node];
  const kind = graph.edgeKind[edge as never];
  if (kind !== EdgeKind.property && kind !== EdgeKind.context) return false;
  return paths.labels.textOf(retainingTree.parentOf[node] as NodeOrdinal, edge as never) !== ENTRY_LABEL;
}

/** Classes whose objects lead to others of the same class for all kinds of reasons. */
const GENERAL = /^(?:Object|Array|Map|Set|Promise|Module|Generator|global|system \/ .*|Window\b.*)$/;
