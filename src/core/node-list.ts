// SPDX-License-Identifier: MIT
// Lists of nodes that may have millions of entries, then with 4 bytes each and nothing for a collector to look through.

import { type BitSet, addBit, hasBit, removeBit } from './bit-set.js';
import type { NodeOrdinal } from './columns.js';

/** Some nodes in some order; an array or a column. */
export type NodeList = ArrayLike<NodeOrdinal>;

/** A list that is filled from the front: an array while it is short, since there may be millions of short ones. */
export interface GrowingNodes {
  /** An array is as long as the list, a column as it may become. */
  nodes: NodeOrdinal[] | Uint32Array;
  count: number;
}

const LONGEST_ARRAY = 16;
/** Never written to. */
const NOTHING: NodeOrdinal[] = [];

export function buildGrowingNodes(): GrowingNodes {
  return { nodes: NOTHING, count: 0 };
}

/** Puts a node behind the others. */
export function appendNode(list: GrowingNodes, node: NodeOrdinal): void {
  if (list.count < list.nodes.length) list.nodes[list.count] = node;
  else appendLonger(list, node);
  list.count++;
}

function appendLonger(list: GrowingNodes, node: NodeOrdinal): void {
  const { nodes, count } = list;
  if (count === 0) list.nodes = [node];
  else if (Array.isArray(nodes) && count < LONGEST_ARRAY) nodes.push(node);
  else {
    const longer = new Uint32Array(2 * count);
    longer.set(nodes);
    longer[count] = node;
    list.nodes = longer;
  }
}

/** What has been put in. To be asked for when nothing more comes. */
export function listNodes({ nodes, count }: GrowingNodes): NodeList {
  return Array.isArray(nodes) ? nodes : (nodes.subarray(0, count) as ArrayLike<number> as NodeList);
}

/** Puts those nodes behind the others that are not marked, which they are afterwards. */
export function appendNew(list: GrowingNodes, nodes: NodeList, marks: BitSet): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (hasBit(marks, node)) continue;
    addBit(marks, node);
    appendNode(list, node);
  }
}

/** Takes their marks away. */
export function unmark(nodes: NodeList, marks: BitSet): void {
  for (let i = 0; i < nodes.length; i++) removeBit(marks, nodes[i]);
}

/** Each node once, in the order in which they come first. @param marks empty before and afterwards */
export function listDistinct(nodes: NodeList, marks: BitSet): NodeList {
  if (nodes.length <= 1) return nodes;
  const list = buildGrowingNodes();
  appendNew(list, nodes, marks);
  const distinct = listNodes(list);
  unmark(distinct, marks);
  return distinct;
}

/** How many different nodes there are. @param marks empty before and afterwards */
export function countDistinct(nodes: NodeList, marks: BitSet): number {
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    if (!hasBit(marks, nodes[i])) count++;
    addBit(marks, nodes[i]);
  }
  unmark(nodes, marks);
  return count;
}
