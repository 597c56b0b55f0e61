// SPDX-License-Identifier: MIT
// Collections whose room says more than their size. A table with entries that can be seen leaks if these become more,
// not if it is only rehashed; and an array that had room for all that came is filled, not extended. O(edges of the
// collection).
//
//   new Array(20).fill(null)   15 of 20 slots are taken: a ring that is not yet full
//
// Source: V8, JSObject::NewElementsCapacity (an array grows by half and 16, and shrinks when it is half empty),
// ShouldConvertToSlowElements (holes are left until a hash table would be nine times smaller), hash-table.h and
// dictionary.h (four words before the entries).

import type { NodeOrdinal } from '../core/columns.js';
import { tellSlots } from '../analysis/collection-slots.js';
import { countEntries } from '../analysis/count-entries.js';
import { EdgeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import { isOddball } from '../heap/oddballs.js';
import { classNameOf, edgesOf, findTarget } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';

/** Of the slots, how many must be seen to be taken: a full table of which half is deleted entries stays, another doubles. */
const MIN_TAKEN = 0.2;
/** The same of an object that is used as a dictionary. */
const MIN_ELEMENTS = 8;

/** Questions about room, of one heap. */
export interface Room {
  /** Whether a Map, Set or array refers to enough objects for their number to tell of its growth. */
  hasVisibleEntries(node: NodeOrdinal): boolean;
  /** Whether what an object is large by, the store of its numbered properties, may be longer by holes only. */
  mayHaveHoles(node: NodeOrdinal): boolean;
  /**
   * Whether an array had room for its new entries before they came. @param before its entries at first
   * @param isAlone whether there is one step only: an array that has shrunk has more room than one that has grown
   */
  had(node: NodeOrdinal, before: number, sizeBefore: number | null, isAlone: boolean): boolean;
}

/** Prepares them. O(nodes), when an array is asked about for the first time. */
export function buildRoom(heap: FinalHeap): Room {
  const { graph, shallowSize } = heap;
  let emptyArray: number | null = null;
  const slotsOf = (node: NodeOrdinal): number | null => {
    const className = classNameOf(heap, node);
    if (className === 'Array') emptyArray ??= findSmallest(heap, className);
    return tellSlots(className, shallowSize[node] + storeBytes(heap, node), emptyArray);
  };
  return {
    hasVisibleEntries(node) {
      if (isPlain(heap, node))
        return countElements(graph, node) >= MIN_ELEMENTS || isVisibleDictionary(heap, node);
      const slots = slotsOf(node);
      const entries = countEntries(graph, node, shallowSize[node] + storeBytes(heap, node));
      return slots !== null && entries !== null && entries >= Math.max(1, slots * MIN_TAKEN);
    },
    mayHaveHoles(node) {
      const store = isPlain(heap, node) ? findTarget(graph, node, 'elements') : null;
      if (store === null) return false;
      const size = graph.selfSize[store];
      return size > shallowSize[node] / 2 && !isHashTable(size, 8) && !isHashTable(size, 4);
    },
    had(node, before, sizeBefore, isAlone) {
      if (classNameOf(heap, node) !== 'Array') return false;
      const isAsBefore = sizeBefore === shallowSize[node] && storeBytes(heap, node) === 0;
      const last = edgesOf(graph, node).findLast((edge) => graph.edgeKind[edge] === EdgeKind.element);
      const isEmptyLast = last !== undefined && isOddball(graph, graph.edgeTarget[last]);
      if (isEmptyLast && (isAlone || isAsBefore)) return true;
      const slots = slotsOf(node);
      return isAsBefore && slots !== null && slots > before * (isAlone ? 1.5 : 2) + 17;
    },
  };
}

/**
 * Bytes of a collection that are not in its shallow size: where a snapshot shows V8's internals, each table has its own.
 */
function storeBytes({ graph, shallowSize }: FinalHeap, node: NodeOrdinal): number {
  return edgesOf(graph, node).reduce((sum, edge) => {
    const isStore = graph.edgeKind[edge] === EdgeKind.internal && STORES.has(edgeName(graph, edge));
    return isStore ? sum + shallowSize[graph.edgeTarget[edge]] : sum;
  }, 0);
}

const STORES: ReadonlySet<string> = new Set(['table', 'elements', 'properties']);

/** Objects whose properties have numbers: where old ones are deleted and newer numbers are added, the store has holes. */
function isPlain(heap: FinalHeap, node: NodeOrdinal): boolean {
  return /^(?:Object$|\{)/.test(classNameOf(heap, node));
}

/** Named properties in a hash table, three words for each, of which enough can be seen. */
function isVisibleDictionary(heap: FinalHeap, node: NodeOrdinal): boolean {
  const { graph, shallowSize } = heap;
  const named = edgesOf(graph, node).filter((edge) => graph.edgeKind[edge] === EdgeKind.property).length;
  return named >= ((shallowSize[node] + storeBytes(heap, node)) / (3 * 8)) * MIN_TAKEN;
}

/** Numbered properties far apart are in a hash table, which has no holes: three words for each of a power of two. */
function isHashTable(size: number, word: number): boolean {
  const capacity = (size / word - 2 - 4) / 3;
  return capacity >= 4 && Number.isInteger(Math.log2(capacity));
}

function countElements(graph: HeapGraph, node: NodeOrdinal): number {
  return edgesOf(graph, node).filter((edge) => graph.edgeKind[edge] === EdgeKind.element).length;
}

/** An empty array is four words. */
function findSmallest({ graph, classes, shallowSize }: FinalHeap, className: string): number {
  let least = Infinity;
  const number = classes.classes.findIndex(({ name }) => name === className);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (classes.classOf[node] === number && shallowSize[node] > 0) least = Math.min(least, shallowSize[node]);
  return least;
}
