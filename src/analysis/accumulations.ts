// SPDX-License-Identifier: MIT
// Where one heap piles up: objects that keep a large part of it as many objects of one class, which nothing else
// keeps. What V8 has between a collection and its entries does not count, and a list or tree whose nodes keep one
// another is one object.
//
//   Map `sessions` -> (table) -> Session, Session, ...      the Map keeps 2,500 Session
//   Job -> next: Job -> next: Job ...                       the first Job keeps 40,000 Job
//
// O(nodes).
// Source: Eclipse MAT, FindLeaksQuery.java (big objects whose largest child is much smaller); dominators instead of a
// threshold for each step down, and classes of children instead of the first drop.

import type { ColumnPool } from '../core/column-pool.js';
import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { ClassIndex } from './classes.js';
import type { DominatorTree } from './dominators.js';
import { buildInternalTest } from './internal-nodes.js';

/** An object and what it keeps most of. */
export interface Accumulation {
  readonly holder: NodeOrdinal;
  /** Class of what it keeps. */
  readonly classNumber: number;
  readonly count: number;
  /** Bytes that go with these objects. */
  readonly retainedSize: number;
}

/** What is searched. */
export interface AccumulationInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly tree: DominatorTree;
  readonly retainedSize: Float64Array;
  readonly pool: ColumnPool;
}

/** Of the heap, how much an object must keep to be told. */
const MIN_HEAP_SHARE = 0.05;
const MIN_BYTES = 500_000;
const MIN_COUNT = 10;
/** Of what the object keeps, how much must be of one class. */
const MIN_CLASS_SHARE = 0.3;
/** Of all these objects, how much one may keep alone: else it is that one which matters. */
const MAX_SINGLE = 0.5;
const MOST = 5;
/** Everything hangs on it. */
const GLOBAL_OBJECT = /^(?:global(?:This)?$|GlobalObject$|Window\b|Object \/ |.*\[JSGlobalObject\])/;
const NONE = 0;
/** The root's number in the dominator tree. */
const ROOT = 1;
/** Classes of the language that may have their like in them and are no list for it. */
const GENERAL: ReadonlySet<string> = new Set(['Object', 'Array', 'Map', 'Set', 'Function']);

/** Collections whose parts, if they are collections as well, are one with them. */
const LISTS: ReadonlySet<string> = new Set(['Array', 'Map', 'Set']);

/** Finds them; the object that keeps the most comes first. @param minBytes what an object must keep to be told */
export function findAccumulations(inputs: AccumulationInputs, minBytes?: number): readonly Accumulation[] {
  const { graph, classes, tree, retainedSize, pool } = inputs;
  const { nodeKind } = graph;
  const { classOf } = classes;
  const { nodeOf, idom, reached } = tree;
  const least = minBytes ?? Math.max(retainedSize[graph.root] * MIN_HEAP_SHARE, MIN_BYTES);
  const isInternal = buildInternalTest(graph);
  const classCount = classes.classes.length;
  // A class that has collections of itself in it says nothing of a structure.
  const isGeneral = Uint8Array.from(classes.classes, ({ name }) => (GENERAL.has(name) ? 1 : 0));
  const isGlobal = Uint8Array.from(classes.classes, ({ name }) => (GLOBAL_OBJECT.test(name) ? 1 : 0));
  // By number: the first object of the list or tree that a node belongs to; of V8's nodes, of their owner's; NONE
  // where that keeps too little, as then does all below it.
  const headOf = pool.take(reached + 1);
  const sums = new Map<
    number,
    { head: number; classNumber: number; count: number; size: number; largest: number }
  >();
  headOf[ROOT] = ROOT;
  for (let number = ROOT + 1; number <= reached; number++) {
    const head = headOf[idom[number]];
    const node = nodeOf[number] as NodeOrdinal;
    if (head === NONE || isInternal(node)) {
      headOf[number] = head;
      continue;
    }
    const holder = nodeOf[head] as NodeOrdinal;
    const classNumber = classOf[node];
    const isOfStructure = classNumber === classOf[holder] && isGeneral[classNumber] === 0;
    headOf[number] = isOfStructure ? head : retainedSize[node] >= least ? number : NONE;
    if (nodeKind[holder] === NodeKind.synthetic || isGlobal[classOf[holder]] === 1) continue;
    const key = head * classCount + classNumber;
    let sum = sums.get(key);
    if (sum === undefined) {
      // The first node of a list or tree is one of them.
      const first = isOfStructure ? { count: 1, size: retainedSize[holder] } : { count: 0, size: 0 };
      sum = { head, classNumber, ...first, largest: 0 };
      sums.set(key, sum);
    }
    sum.count++;
    if (isOfStructure) continue;
    sum.size += retainedSize[node];
    sum.largest = Math.max(sum.largest, retainedSize[node]);
  }
  pool.give(headOf);
  const best = new Map<number, Accumulation>();
  for (const { head, classNumber, count, size, largest } of sums.values()) {
    const holder = nodeOf[head] as NodeOrdinal;
    if (count < MIN_COUNT || size < retainedSize[holder] * MIN_CLASS_SHARE || largest > size * MAX_SINGLE)
      continue;
    if (size > (best.get(head)?.retainedSize ?? 0))
      best.set(head, { holder, classNumber, count, retainedSize: size });
  }
  return joinParts(inputs, isInternal, best)
    .sort((a, b) => retainedSize[b.holder] - retainedSize[a.holder] || a.holder - b.holder)
    .slice(0, MOST);
}

/**
 * A few collections with entries of one class, which a collection keeps, are one: `history[channel][row]`.
 * @param found by the holder's number in the dominator tree
 */
function joinParts(
  { classes: { classOf, classes }, tree: { nodeOf, idom } }: AccumulationInputs,
  isInternal: (node: NodeOrdinal) => boolean,
  found: ReadonlyMap<number, Accumulation>,
): Accumulation[] {
  const isList = (node: number): boolean => LISTS.has(classes[classOf[node]].name);
  const groups = new Map<string, { whole: NodeOrdinal; parts: Accumulation[] }>();
  for (const [number, one] of found) {
    let above = idom[number];
    while (above > ROOT && isInternal(nodeOf[above] as NodeOrdinal)) above = idom[above];
    const whole = nodeOf[above] as NodeOrdinal;
    const isPart = isList(whole) && isList(one.holder) && !found.has(above);
    const key = isPart ? `${whole} ${one.classNumber}` : `${number}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { whole, parts: [one] });
    else group.parts.push(one);
  }
  return [...groups.values()].map(({ whole, parts }) => {
    if (parts.length === 1) return parts[0];
    const sumOf = (column: 'count' | 'retainedSize'): number =>
      parts.reduce((sum, part) => sum + part[column], 0);
    return { ...parts[0], holder: whole, count: sumOf('count'), retainedSize: sumOf('retainedSize') };
  });
}
