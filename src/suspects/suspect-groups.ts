// SPDX-License-Identifier: MIT
// Growing paths -> groups of objects that grow together under one holder. O(paths).
//
//   Map -> (table) -> Session     \  one group: the holder is the Map, since V8's table is the Map's own
//   Map -> (table) -> (string)    /

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { ENTRY_LABEL } from '../analysis/path-labels.js';
import { NodeKind } from '../format/kinds.js';
import { edgeName } from '../heap/names.js';
import { NO_PATH, type PathTree, StepRole } from '../analysis/path-tree.js';
import { type PathGrowth, stepsOf } from './path-growth.js';
import type { LinkedPaths } from './linked-paths.js';
import type { GrowingPaths } from './growing-paths.js';
import { VALUE_KINDS, isPackageObject } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';

/** Growth of one class inside a group. */
export interface ClassGrowthInGroup {
  /** Class number in the last snapshot. */
  readonly classNumber: number;
  /** Objects gained at each step. */
  readonly steps: readonly number[];
  readonly count: number;
  readonly size: number;
  /** Steps below the holder's entries, 0 = the entries themselves; V8's internals are not counted. */
  readonly depth: number;
  /** The path with most of these objects among the least deep ones. */
  readonly path: number;
  /** True if that is of what functions are called on: `this` of their variables, or what they are bound to. */
  readonly isReceiver: boolean;
}

/** Objects that grow under one holder. */
export interface SuspectGroup {
  /** Topmost growing paths; all have the same holder. */
  readonly tops: readonly number[];
  readonly holderPath: number;
  /** True if objects got larger instead of more. */
  readonly isSwelling: boolean;
  /** Objects gained at each step by the entries, i.e. the tops. */
  readonly entrySteps: readonly number[];
  readonly entryCount: number;
  readonly size: number;
  /** Largest first. */
  readonly classes: readonly ClassGrowthInGroup[];
  /** True if the entries are functions that a package made, e.g. compiled templates: nobody named what they use. */
  readonly hasPackageFunctions: boolean;
  /** True if the entries hang in a list, table or dictionary, and not by a name of their own. */
  readonly isCollection: boolean;
  /** True if the entries hold one another: a list, a chain or a tree. */
  readonly isLinked: boolean;
}

/** The groups, and the group of each path. */
export interface SuspectGroups {
  readonly groups: readonly SuspectGroup[];
  /** Group number + 1 of each path at or below a top, but for those apart; 0 = none. */
  readonly groupOf: Uint32Array;
}

/** Builds them. */
export function buildSuspectGroups(
  heap: FinalHeap,
  growing: GrowingPaths,
  growth: PathGrowth,
  { structureOf }: LinkedPaths,
): SuspectGroups {
  const { paths } = heap;
  const members = new Map<string, { tops: number[]; holderPath: number; isSwelling: boolean }>();
  const add = (path: number, isSwelling: boolean): void => {
    const place = structureOf[path];
    const holderPath = isSwelling ? ownerPath(paths, path) : ownerPath(paths, paths.parent[place]);
    const key = isSwelling ? `s${holderPath}` : groupKey(heap, place, holderPath);
    const found = members.get(key);
    if (found === undefined) members.set(key, { tops: [path], holderPath, isSwelling });
    else found.tops.push(path);
  };
  for (const path of growing.tops) add(path, false);
  for (const path of growing.swollen) add(path, true);
  const list = [...members.values()];
  const groupOf = new Uint32Array(paths.count);
  list.forEach(({ tops }, group) => {
    for (const top of tops) groupOf[top] = group + 1;
  });
  const isApart = new Uint8Array(paths.count);
  for (const path of growing.apart) isApart[path] = 1;
  for (let path = 1; path < paths.count; path++)
    if (groupOf[path] === 0 && isApart[path] === 0) groupOf[path] = groupOf[paths.parent[path]];
  const classes = sumClasses(heap, growth, groupOf, list);
  return {
    groupOf,
    groups: list.map((member, group): SuspectGroup => {
      const entrySteps = sumSteps(growth, countedTops(heap, member.tops));
      return {
        ...member,
        entrySteps,
        entryCount: entrySteps.reduce((sum, step) => sum + step, 0),
        size: classes[group].reduce((sum, { size }) => sum + size, 0),
        classes: classes[group],
        hasPackageFunctions: !member.isSwelling && isPackageFunction(heap, member.tops[0]),
        isLinked: !member.isSwelling && member.tops.some((top) => paths.isRepeated[top] === 1),
        isCollection: !member.isSwelling && isEntryPath(heap, member.tops[0], member.holderPath),
      };
    }),
  };
}

function isPackageFunction(heap: FinalHeap, path: number): boolean {
  const node = heap.paths.sample[path] as NodeOrdinal;
  return heap.graph.nodeKind[node] === NodeKind.closure && isPackageObject(heap, node);
}

/** A Map's keys come with its values: where there is anything else, strings and numbers are not counted. */
export function countedTops(heap: FinalHeap, tops: readonly number[]): readonly number[] {
  const others = tops.filter(
    (top) => !VALUE_KINDS.has(heap.graph.nodeKind[heap.paths.sample[top] as NodeOrdinal]),
  );
  return others.length > 0 ? others : tops;
}

/** The path itself, or the closest one above that is no internal of V8. */
export function ownerPath(paths: PathTree, path: number): number {
  let at = path;
  while (at !== 0 && at !== NO_PATH && paths.role[at] !== StepRole.object) {
    const above = paths.parent[at];
    if (above === NO_PATH || above === 0) break;
    at = above;
  }
  return at;
}

/** What nothing in the file holds may well be held by one. */
const UNHELD = 'not in the file';

/** Entries of a collection belong together; of an object with several growing fields, each class by itself. */
function groupKey(heap: FinalHeap, path: number, holderPath: number): string {
  const { paths, classes } = heap;
  if (heap.retainingTree.edgeOf[paths.sample[path]] === NO_EDGE) return UNHELD;
  return isEntryPath(heap, path, holderPath) && paths.role[holderPath] === StepRole.object
    ? String(holderPath)
    : `${holderPath} ${classes.classOf[paths.sample[path]]}`;
}

function isEntryPath({ paths, retainingTree }: FinalHeap, path: number, holderPath: number): boolean {
  const sample = paths.sample[path] as NodeOrdinal;
  const edge = retainingTree.edgeOf[sample] as EdgeOrdinal;
  const label = paths.labels.textOf(retainingTree.parentOf[sample] as NodeOrdinal, edge);
  return label === ENTRY_LABEL || label.includes('#') || paths.parent[path] !== holderPath;
}

function sumSteps(growth: PathGrowth, tops: readonly number[]): number[] {
  const sums = new Array<number>(growth.snapshots - 1).fill(0);
  for (const top of tops) stepsOf(growth.counts, top).forEach((step, i) => (sums[i] += step));
  return sums;
}

function isReceiver({ graph, paths, retainingTree }: FinalHeap, path: number): boolean {
  const edge = retainingTree.edgeOf[paths.sample[path]] as EdgeOrdinal;
  return edge !== NO_EDGE && RECEIVER.test(edgeName(graph, edge));
}

const RECEIVER = /^(?:this|bound_this)$/;

interface ClassSum {
  classNumber: number;
  steps: number[];
  size: number;
  depth: number;
  path: number;
  pathCount: number;
}

function sumClasses(
  heap: FinalHeap,
  growth: PathGrowth,
  groupOf: Uint32Array,
  list: readonly { isSwelling: boolean; holderPath: number }[],
): ClassGrowthInGroup[][] {
  const { paths, classes } = heap;
  const end = growth.snapshots - 1;
  const depths = new Uint8Array(paths.count);
  const sums = list.map(() => new Map<number, ClassSum>());
  for (let path = 1; path < paths.count; path++) {
    const group = groupOf[path];
    if (group === 0) continue;
    const above = paths.parent[path];
    const isInternal = paths.role[path] !== StepRole.object;
    if (groupOf[above] === group) depths[path] = Math.min(255, depths[above] + (isInternal ? 0 : 1));
    const { isSwelling, holderPath } = list[group - 1];
    // The growth of a swollen internal is its owner's.
    const shown = isSwelling && isInternal ? holderPath : path;
    const classNumber = classes.classOf[paths.sample[shown] as NodeOrdinal];
    const steps = stepsOf(growth.counts, path);
    const count = growth.counts[end][path] - growth.counts[0][path];
    const size = growth.sizes[end][path] - growth.sizes[0][path];
    const sum = sums[group - 1].get(classNumber);
    if (sum === undefined) {
      sums[group - 1].set(classNumber, {
        classNumber,
        steps,
        size,
        depth: depths[path],
        path: shown,
        pathCount: count,
      });
      continue;
    }
    steps.forEach((step, i) => (sum.steps[i] += step));
    sum.size += size;
    if (depths[path] < sum.depth || (depths[path] === sum.depth && count > sum.pathCount)) {
      sum.depth = depths[path];
      sum.path = shown;
      sum.pathCount = count;
    }
  }
  return sums.map((byClass) =>
    [...byClass.values()]
      .map(({ pathCount: _, ...sum }) => ({
        ...sum,
        count: sum.steps.reduce((all, step) => all + step, 0),
        isReceiver: isReceiver(heap, sum.path),
      }))
      .sort((a, b) => b.size - a.size || b.count - a.count || a.classNumber - b.classNumber),
  );
}
