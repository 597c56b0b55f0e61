// SPDX-License-Identifier: MIT
// From growth to named leaks.
//
//   paths of every snapshot -> those that grow at every step -> groups under one holder -> one suspect a leak:
//   the class to name, a path to a sample, the holder, the cause, the bytes
//
// O(edges) of the last snapshot, O(paths) of the others.

import { type EdgeOrdinal, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { buildEvenSample } from '../core/even-sample.js';
import { NO_PATH, StepRole } from '../analysis/path-tree.js';
import { findRetainingPath } from '../analysis/retaining-paths.js';
import { buildOffPathNames } from '../analysis/off-path-names.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { isNodeNamed } from '../heap/names.js';
import { computeBirths, countBornByClass } from './births.js';
import { findCause } from './causes/find-cause.js';
import { ClassTier } from './class-tiers.js';
import { findHolder, findHolderOfUnheld } from './find-holder.js';
import { findGrowingPaths } from './growing-paths.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap, SuspectInputs } from './inputs.js';
import { findLinkedPaths } from './linked-paths.js';
import { keepFindings } from './keep-findings.js';
import { findLateOrigin, findLoadedCode, isModuleJob } from './loaded-code.js';
import { mergeGroups } from './merge-groups.js';
import { type ClassOrigin, type RatedClass, nameGroup } from './name-group.js';
import { findNoInstances } from './no-instances.js';
import { findOtherHolders } from './other-holders.js';
import { findPlaces } from './find-places.js';
import { computePathGrowth, sumOf } from './path-growth.js';
import { countRenamed } from './renamed-paths.js';
import { buildRoom } from './room-for-more.js';
import { shareBytes } from './share-bytes.js';
import { findStablePath } from './stable-path.js';
import { type SuspectCase, nameSteps } from './suspect-case.js';
import type { SuspectFinding } from './suspect-finding.js';
import { findUnheldGrowth } from './unheld-growth.js';
import { type SuspectGroup, buildSuspectGroups, countedTops, ownerPath } from './suspect-groups.js';

const TEXT_KINDS: ReadonlySet<number> = new Set([
  NodeKind.string,
  NodeKind.consString,
  NodeKind.slicedString,
]);
/** So many texts or numbers are in the fields of objects, and no single one that grows. */
const MANY_VALUES = 10;
const MEMBERS = 3000;
const SAMPLES = 3;
const MAX_GROUPS = 300;
/** Whose insides are V8's business: `retained_maps` and `dependent_code` are lists of the second kind. */
const ENGINE_TABLES: readonly string[] = ['system / NativeContext', 'system / WeakArrayList'];
/** Steps from one link of a chain to the next. */
const LONGEST_LINK = 8;

/** Finds the suspects, most important first. */
export function findSuspects(inputs: SuspectInputs): readonly SuspectFinding[] {
  const { heap, comparison } = inputs;
  const { paths, graph } = heap;
  const births = comparison.matches === null ? null : computeBirths(comparison.tables, comparison.matches);
  const earlier = comparison.tables.slice(0, -1).map((table) => table.paths);
  const objects = births === null ? null : { ...findLoadedCode(heap, births), shallowSize: heap.shallowSize };
  const counted = computePathGrowth(paths, earlier, objects, comparison.matches);
  const growth = births === null ? countRenamed(heap, comparison, counted) : counted;
  const room = buildRoom(heap);
  const linked = findLinkedPaths(heap);
  const growingPaths = findGrowingPaths(paths, growth, linked, {
    mayGrow: (path) => {
      const owner = paths.sample[ownerPath(paths, path)] as NodeOrdinal;
      // V8 puts texts together when it likes, and takes another size for it; numbers are small integers or not.
      if (paths.counts[path] >= MANY_VALUES && isValue(graph, paths.sample[path] as NodeOrdinal))
        return false;
      if (isEngineTable(heap, path)) return false;
      return !isWeakTable(heap, owner) && !room.hasVisibleEntries(owner) && !room.mayHaveHoles(owner);
    },
    isWrapper(path) {
      const node = paths.sample[path] as NodeOrdinal;
      return isModuleJob(heap, node) || isOwnNumber(heap, node) || isTextOfNumber(heap, node);
    },
    isPiece: (path) => isTextOrPiece(heap, paths.sample[path] as NodeOrdinal),
  });
  const all = buildSuspectGroups(heap, growingPaths, growth, linked);
  if (all.groups.length === 0) return [];
  const tiers = findNoInstances(heap, all.groups);
  const originOf = (classNumber: number): ClassOrigin => {
    const identity = heap.classes.classes[classNumber];
    const { place } = identity;
    const url = place && (place.source?.url ?? heap.locations.urls.get(place.scriptId) ?? null);
    return { identity, url, tier: tiers.get(classNumber) };
  };
  // A module that is loaded again has its classes again: other classes of the same name.
  const namesakes = (classNumber: number): number[] => {
    const { name } = heap.classes.classes[classNumber];
    return heap.classes.classes.flatMap((one, number) => (one.name === name ? [number] : []));
  };
  const isNew = (node: number): boolean => births === null || births[node] > 0;
  const merged = mergeGroups(heap, all, births, originOf).slice(0, MAX_GROUPS);

  // One pass over the nodes in the order of their paths: samples, entries and members of every suspect.
  const suspectOf = new Int32Array(all.groups.length).fill(-1);
  merged.forEach(({ members }, suspect) => {
    for (const group of members) suspectOf[group] = suspect;
  });
  const named = merged.map(({ members }) =>
    nameGroup(joinGroups(members.map((group) => all.groups[group])), originOf),
  );
  const tops = new Uint8Array(paths.count);
  const hasMoved = new Uint8Array(paths.count);
  for (const path of growingPaths.moved) hasMoved[path] = 1;
  for (const { tops: list, isSwelling } of all.groups) for (const top of list) tops[top] = isSwelling ? 0 : 1;
  const entries = merged.map((): number[] => []);
  const members = merged.map(() => buildEvenSample<NodeOrdinal>(MEMBERS));
  const samples = merged.map((): NodeOrdinal[] => []);
  const isLink = merged.map(() => false);
  const newest = merged.map((): NodeOrdinal[] => []);
  const bornOf = births === null ? null : countBornByClass(births, heap.classes, growth.snapshots - 1);
  const { order, reached } = heap.retainingTree;
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    const path = paths.pathOf[node];
    const group = path === NO_PATH ? 0 : all.groupOf[path];
    const suspect = group === 0 ? -1 : suspectOf[group - 1];
    if (suspect < 0) continue;
    const growing = named[suspect]?.growing;
    const isSample =
      growing?.isText === true
        ? tops[path] === 1 && isText(graph, node)
        : heap.classes.classOf[node] === growing?.classNumber;
    const isFresh = isNew(node) || hasMoved[path] === 1;
    // Of a chain, one that the chain holds says more than the first.
    if (isSample && !isLink[suspect]) {
      isLink[suspect] = isHeldByItsLike(heap, node);
      if (isLink[suspect] || samples[suspect].length === 0) samples[suspect][0] = node;
    }
    if (!isFresh) continue;
    if (isSample) {
      const list = newest[suspect];
      list.push(node);
      if (list.length > 4 * SAMPLES) list.sort((a, b) => graph.nodeId[b] - graph.nodeId[a]).splice(SAMPLES);
    }
    if (tops[path] === 1) entries[suspect].push(node);
    members[suspect].add(node);
  }
  const shares = shareBytes(heap, entries);
  const names = buildOffPathNames(graph, heap.locations);
  const findings: SuspectFinding[] = [];
  const others = findOtherHolders(heap, entries, (node) => {
    const path = paths.pathOf[node];
    const group = path === NO_PATH ? 0 : all.groupOf[path];
    return group === 0 ? -1 : suspectOf[group - 1];
  });
  merged.forEach(({ main, members: groups }, suspect) => {
    const name = named[suspect];
    if (name === null) return;
    const joined = joinGroups(groups.map((group) => all.groups[group]));
    const group = all.groups[main];
    const sample = samples[suspect][0] ?? (paths.sample[name.growing.path] as NodeOrdinal);
    const described = findHolder(heap, names, { ...group, tops: joined.tops }, sample);
    const unheld = findUnheldGrowth(heap, comparison, described.path, described.entryAt);
    const found = unheld === null ? described : findHolderOfUnheld(heap, names, unheld);
    const counted = countedTops(heap, group.tops);
    const isMoved = group.tops.some((top) => hasMoved[top] === 1);
    const bornWith = group.isSwelling || isMoved || name.growing.isText === true ? null : bornOf;
    const growing =
      bornWith === null
        ? name.growing
        : bornOnly(name.growing, bornWith(namesakes(name.growing.classNumber)));
    const holderClass = classNameOf(heap, found.path[found.holderAt].node);
    // A Map of objects by objects has two for each entry.
    const isDouble = holderClass === 'Map' && growing.depth === 0 && group.entryCount === 2 * growing.count;
    const classesOfEntries = new Set(counted.map((top) => heap.classes.classOf[paths.sample[top]]));
    const steps =
      bornWith === null ? group.entrySteps : atMost(group.entrySteps, bornWith([...classesOfEntries]));
    const entrySteps = isDouble ? growing.steps : steps;
    const view: SuspectCase = {
      heap,
      growing,
      classes: [growing, ...name.also, ...otherClasses(joined, name)].map((one) => ({
        name: heap.classes.classes[one.classNumber].name,
        growth: one,
      })),
      steps: nameSteps(heap, found.path),
      holderAt: found.holderAt,
      entryAt: found.entryAt,
      isSwelling: group.isSwelling,
      entryCount: sumUp(entrySteps),
      entrySteps,
      size: joined.size,
      members: members[suspect].list(),
      origin: found.owner.origin,
      holderName: found.holderName,
      holderClass,
    };
    const cause = unheld?.cause(entrySteps) ?? findCause(view).cause;
    const share = shares[suspect];
    const size = joined.size;
    const isWhole = group.isSwelling || births === null;
    findings.push({
      growing,
      also: name.also,
      samples: [sample, ...newest[suspect].filter((node) => node !== sample)].slice(0, SAMPLES),
      path: found.path,
      otherPaths: others[suspect].map((node) => [
        ...findRetainingPath(heap.retainingTree, node.owner),
        { node: node.target, edge: node.edge },
      ]),
      holder: found.path[found.holderAt].node,
      holderName: found.holderName,
      holderSizes: group.isSwelling
        ? null
        : holderSizes(growth.counts, withOtherFunctions(heap, counted), entrySteps, isDouble ? 2 : 1),
      count: group.isSwelling ? 0 : growing.count,
      entrySteps,
      size,
      retained: isWhole ? size : share.retained,
      exclusive: isWhole ? size : share.exclusive,
      cause,
      owner: found.owner,
      places: findPlaces(heap, found.path, { entry: found.entryAt, sample }, found.owner.location, isNew),
      isSwelling: group.isSwelling,
      lateOrigin: findLateOrigin(heap, objects, growth.counts[0], found.path.slice(0, found.entryAt)),
      maskedPath: maskPath(heap, name.growing.path),
      stablePath: findStablePath(heap, names, {
        holderPath: group.holderPath,
        className: heap.classes.classes[name.growing.classNumber].name,
        classUrl: originOf(name.growing.classNumber).url,
        ownerUrl: found.owner.url,
      }),
    });
  });
  return keepFindings(inputs, room, findings);
}

/** Whether an object is behind another one of its path, in a chain or tree. */
function isHeldByItsLike({ paths, retainingTree }: FinalHeap, node: NodeOrdinal): boolean {
  const path = paths.pathOf[node];
  if (paths.isRepeated[path] === 0) return false;
  let at = retainingTree.parentOf[node];
  for (let i = 0; i < LONGEST_LINK && at !== NO_NODE; i++) {
    if (paths.pathOf[at] === path) return true;
    at = retainingTree.parentOf[at];
  }
  return false;
}

/** A table of weak references gets larger only with what others keep alive. */
function isWeakTable(heap: FinalHeap, owner: NodeOrdinal): boolean {
  return /^(?:WeakMap|WeakSet|FinalizationRegistry)$/.test(classNameOf(heap, owner));
}

/** What V8 has for a global object as a whole, such as its cache of shapes, and its lists of weak references. */
function isEngineTable({ graph, paths }: FinalHeap, path: number): boolean {
  // In snapshots of browsers they are native nodes, which are told otherwise.
  for (let at = path; at !== NO_PATH; at = paths.parent[at]) {
    const node = paths.sample[at] as NodeOrdinal;
    if (ENGINE_TABLES.some((name) => isNodeNamed(graph, node, name))) return true;
    if (paths.role[at] !== StepRole.internal) return false;
  }
  return false;
}

/** What a text consists of, or a text in a field, and no entry of a list of texts. */
function isTextOrPiece({ graph, paths, retainingTree }: FinalHeap, node: NodeOrdinal): boolean {
  const owner = retainingTree.parentOf[node] as NodeOrdinal;
  if (!isText(graph, node) || owner === NO_NODE) return false;
  const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
  return (
    isText(graph, owner) || (graph.nodeKind[owner] !== NodeKind.array && !paths.labels.isEntry(owner, edge))
  );
}

function isValue(graph: HeapGraph, node: NodeOrdinal): boolean {
  return graph.nodeKind[node] === NodeKind.number || isText(graph, node);
}

function isText({ nodeKind }: HeapGraph, node: NodeOrdinal): boolean {
  return TEXT_KINDS.has(nodeKind[node]);
}

/** A number in a field: it is an object only where it is no small integer. */
function isOwnNumber({ graph, paths, retainingTree }: FinalHeap, node: NodeOrdinal): boolean {
  if (graph.nodeKind[node] !== NodeKind.number) return false;
  const owner = retainingTree.parentOf[node] as NodeOrdinal;
  if (owner === NO_NODE || graph.nodeKind[owner] === NodeKind.array) return false;
  const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
  // V8 refers to the numbers in an object's fields by hidden edges.
  return graph.edgeKind[edge] === EdgeKind.hidden || !paths.labels.isEntry(owner, edge);
}

/** V8 from 13 on shows a number's value as a text of its own. */
function isTextOfNumber({ graph, retainingTree }: FinalHeap, node: NodeOrdinal): boolean {
  const owner = retainingTree.parentOf[node] as NodeOrdinal;
  return isText(graph, node) && owner !== NO_NODE && graph.nodeKind[owner] === NodeKind.number;
}

function otherClasses(
  group: SuspectGroup,
  name: { growing: RatedClass; also: readonly RatedClass[] },
): RatedClass[] {
  const told = new Set([name.growing, ...name.also].map(({ classNumber }) => classNumber));
  return group.classes
    .filter(({ classNumber }) => !told.has(classNumber))
    .map((one) => ({ ...one, tier: ClassTier.other }));
}

/** Groups that are one leak, as one; the first is the one whose path is told. */
function joinGroups(groups: readonly SuspectGroup[]): SuspectGroup {
  if (groups.length === 1) return groups[0];
  const byClass = new Map<number, SuspectGroup['classes'][number]>();
  for (const group of groups) {
    for (const one of group.classes) {
      const known = byClass.get(one.classNumber);
      byClass.set(
        one.classNumber,
        known === undefined
          ? one
          : {
              ...(known.depth <= one.depth ? known : one),
              steps: known.steps.map((step, i) => step + one.steps[i]),
              count: known.count + one.count,
              size: known.size + one.size,
            },
      );
    }
  }
  return {
    ...groups[0],
    tops: groups.flatMap(({ tops }) => tops),
    size: groups.reduce((sum, { size }) => sum + size, 0),
    classes: [...byClass.values()].sort((a, b) => b.size - a.size || a.classNumber - b.classNumber),
  };
}

/** Functions of other names in the same list have paths of their own, which need not grow. */
function withOtherFunctions({ graph, paths }: FinalHeap, tops: readonly number[]): readonly number[] {
  const isFunction = (path: number): boolean =>
    graph.nodeKind[paths.sample[path] as NodeOrdinal] === NodeKind.closure;
  const lists = new Set(tops.filter(isFunction).map((top) => paths.parent[top]));
  if (lists.size === 0) return tops;
  const all = new Set(tops);
  for (let path = 1; path < paths.count; path++)
    if (lists.has(paths.parent[path]) && isFunction(path)) all.add(path);
  return [...all];
}

/** Counted back from the last snapshot, since what was there before may have been at another path. */
function holderSizes(
  counts: readonly Float64Array[],
  tops: readonly number[],
  entrySteps: readonly number[],
  each: number,
): number[] {
  const sizes = [Math.round(sumOf(counts[counts.length - 1], tops) / each)];
  for (let step = entrySteps.length - 1; step >= 0; step--)
    sizes.unshift(Math.max(0, sizes[0] - entrySteps[step]));
  return sizes;
}

/** What was there before, at another path, is not new. */
function bornOnly(growing: RatedClass, born: readonly number[]): RatedClass {
  const steps = atMost(growing.steps, born);
  return { ...growing, steps, count: sumUp(steps) };
}

function sumUp(steps: readonly number[]): number {
  return steps.reduce((sum, step) => sum + step, 0);
}

function atMost(steps: readonly number[], born: readonly number[]): number[] {
  return steps.map((step, i) => Math.min(step, born[i]));
}

/** The path as text, the same in every run. */
function maskPath(heap: FinalHeap, path: number): readonly string[] {
  const { paths, retainingTree, classes } = heap;
  const steps: string[] = [];
  for (let at = path; at !== NO_PATH && at !== 0; at = paths.parent[at]) {
    const node = paths.sample[at] as NodeOrdinal;
    const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
    const label = paths.labels.textOf(retainingTree.parentOf[node] as NodeOrdinal, edge);
    const { name } = classes.classes[classes.classOf[node]];
    steps.push(`${label} ${name.startsWith('{') ? 'Object' : name}`);
  }
  return steps.reverse();
}
