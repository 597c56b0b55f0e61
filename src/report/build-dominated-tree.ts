// SPDX-License-Identifier: MIT
// Dominator tree and retained sizes -> its large nodes as a nested tree; what is small is merged by class under
// the node that dominates it. O(nodes), plus what is kept.

import type { NodeOrdinal } from '../core/columns.js';
import type { DominatorTree } from '../analysis/dominators.js';
import { findLocation } from '../heap/locations.js';
import { buildLocation } from './build-location.js';
import type { ObjectColumns } from './build-object.js';
import { type ShowStrings, maskClassName } from './mask-names.js';
import type { DominatedTree } from './model.js';

/** Nodes from this share of the heap on are drawn by themselves. */
const LARGE_SHARE = 0.002;
const MOST_LARGE = 3000;
const MERGED_SHOWN = 12;
const DEEPEST = 12;

export interface DominatedColumns extends ObjectColumns {
  readonly tree: DominatorTree;
}

interface Merged {
  readonly classNumber: number;
  size: number;
  count: number;
}

/** The large nodes by their dominator, and the small ones merged. Both by depth-first number of the dominator. */
function collectChildren(
  columns: DominatedColumns,
  least: number,
): {
  readonly large: ReadonlyMap<number, readonly number[]>;
  readonly merged: ReadonlyMap<number, readonly Merged[]>;
} {
  const { tree, retainedSize, classes } = columns;
  const { count, nodeOf, idom } = tree;
  const large = new Map<number, number[]>();
  const groups = new Map<number, Map<number, Merged>>();
  // A dominator has a lower number, so it is known to be large or not before what it dominates is met.
  const isLarge = new Uint8Array(count + 1);
  isLarge[1] = 1;
  // Of a long list each node is large, and nobody goes down it.
  const depth = new Uint8Array(count + 1);
  let lastParent = 0;
  let group = new Map<number, Merged>();
  for (let i = 2; i <= count; i++) {
    const parent = idom[i];
    if (isLarge[parent] === 0 || depth[parent] >= DEEPEST) continue;
    const size = retainedSize[nodeOf[i]];
    if (size >= least) {
      isLarge[i] = 1;
      depth[i] = depth[parent] + 1;
      const members = large.get(parent);
      if (members === undefined) large.set(parent, [i]);
      else members.push(i);
      continue;
    }
    const classNumber = classes.classOf[nodeOf[i] as NodeOrdinal];
    if (parent !== lastParent) {
      group = groups.get(parent) ?? new Map<number, Merged>();
      groups.set(parent, group);
      lastParent = parent;
    }
    const merged = group.get(classNumber);
    if (merged === undefined) group.set(classNumber, { classNumber, size, count: 1 });
    else {
      merged.size += size;
      merged.count++;
    }
  }
  const merged = new Map(
    [...groups].map(([parent, group]) => {
      const rows = [...group.values()].filter(({ size }) => size >= least / 4);
      rows.sort((a, b) => b.size - a.size || a.classNumber - b.classNumber);
      return [parent, rows.slice(0, MERGED_SHOWN)];
    }),
  );
  return { large, merged };
}

/** What is known of nodes besides their columns. */
export interface NodeFacts {
  /** What a person calls it, or null. */
  readonly nameOf: (node: NodeOrdinal) => string | null;
  /** Asked once, of all nodes that are drawn by themselves: growth of their retained sizes in bytes, where known. */
  readonly growthOf: (nodes: readonly NodeOrdinal[]) => ReadonlyMap<NodeOrdinal, number>;
}

/** A node of the tree while it is built. */
interface Drawn {
  readonly node: NodeOrdinal;
  readonly tree: Omit<DominatedTree, 'growth'> & { growth: number | null };
}

export function buildDominatedTree(
  columns: DominatedColumns,
  { nameOf, growthOf }: NodeFacts,
  show: ShowStrings,
): DominatedTree {
  const { graph, classes, locations, retainedSize, tree } = columns;
  const whole = retainedSize[tree.nodeOf[1]];
  const { large, merged } = collectChildren(columns, Math.max(1, whole * LARGE_SHARE));
  const className = (classNumber: number): string => maskClassName(classes.classes[classNumber].name, show);
  let left = MOST_LARGE;
  const drawn: Drawn[] = [];
  const build = (number: number, children: DominatedTree[]): DominatedTree => {
    const node = tree.nodeOf[number] as NodeOrdinal;
    const built = {
      id: graph.nodeId[node],
      className: className(classes.classOf[node]),
      name: nameOf(node),
      location: buildLocation(findLocation(graph, locations, node)),
      retainedSize: retainedSize[node],
      growth: null,
      count: 1,
      children,
    };
    drawn.push({ node, tree: built });
    return built;
  };
  const rootChildren: DominatedTree[] = [];
  const queue = [{ number: 1, depth: 0, children: rootChildren }];
  for (let head = 0; head < queue.length; head++) {
    const { number, depth, children } = queue[head];
    if (depth >= DEEPEST) continue;
    for (const child of large.get(number) ?? []) {
      if (left-- <= 0) break;
      const own: DominatedTree[] = [];
      children.push(build(child, own));
      queue.push({ number: child, depth: depth + 1, children: own });
    }
    for (const { classNumber, size, count } of merged.get(number) ?? []) {
      children.push({
        id: null,
        className: className(classNumber),
        name: null,
        location: null,
        retainedSize: size,
        growth: null,
        count,
        children: [],
      });
    }
  }
  const root = build(1, rootChildren);
  const growth = growthOf(drawn.map(({ node }) => node));
  for (const { node, tree } of drawn) tree.growth = growth.get(node) ?? null;
  return root;
}
