// SPDX-License-Identifier: MIT
// Functions that are there because a script was loaded late: a program that loads a part of itself, or a package, when it
// is needed first gains hundreds of functions at one step or at several. Each of them is the only one made at its place
// of a script; closures that pile up are many of one place.
//
// With them come the prototypes of classes, the contexts with the variables of the script, and objects that have such a
// function as a property: exports, definitions of components. What else is behind such code and came at the same step is
// its data, if each of many pieces of code has some at the same path: tables of labels, caches of what was compiled. What
// one piece alone has may be a leak in it. O(nodes + edges of new objects).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { maskFileName } from '../core/mask-key.js';
import { NO_PATH } from '../analysis/path-tree.js';
import { MODULE_NAMES } from '../analysis/script-names.js';
import { isPrototypeName } from '../analysis/tell-edge.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import { edgeName } from '../heap/names.js';
import { findLocation } from '../heap/locations.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { type ScriptOrigin, scriptOrigin } from './class-tiers.js';
import { classNameOf, edgesOf, findTarget } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import { moduleUrl } from './script-owner.js';

/** More than any script has lines, and lines have columns, nearly always. */
const [LINES, COLUMNS] = [2 ** 17, 2 ** 24];

/** Nodes of the last snapshot, where it is known which are new. */
export interface LoadedCode {
  /** As `computeBirths`. */
  readonly births: Uint8Array;
  /** Functions that are alone at their place, old ones as well, and what comes with them. */
  readonly code: BitSet;
  /** What came with late code. */
  readonly data: BitSet;
}

/** Finds both. @param births as `computeBirths` */
export function findLoadedCode(heap: FinalHeap, births: Uint8Array): LoadedCode {
  const code = findCode(heap, births);
  return { births, code, data: findData(heap, births, code) };
}

/** Prototypes of old functions as well: V8 makes one when it is first asked for. */
function findCode(heap: FinalHeap, births: Uint8Array): BitSet {
  const { graph, retainingTree } = heap;
  const { order, reached, parentOf, edgeOf } = retainingTree;
  const isCode = buildBitSet(graph.nodeCount);
  const isOnly = findOnlyOnes(heap);
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    const owner = parentOf[node] as NodeOrdinal;
    const comesWithCode =
      owner !== NO_NODE && hasBit(isCode, owner) && isPart(heap, edgeOf[node] as EdgeOrdinal);
    if (comesWithCode || (isOnly(node) && !isMadeAgain(heap, births, node))) addBit(isCode, node);
  }
  const definitions: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const isObject = births[node] > 0 && graph.nodeKind[node] === NodeKind.object;
    if (isObject && !hasBit(isCode, node) && hasNewCode(heap, births, isCode, node)) definitions.push(node);
  }
  for (const node of definitions) addBit(isCode, node);
  return isCode;
}

/** What came at the same step as the late code that is next above it, where several have something at its path. */
function findData(heap: FinalHeap, births: Uint8Array, code: BitSet): BitSet {
  const { graph, classes, retainingTree, paths, pool } = heap;
  const { order, reached, parentOf } = retainingTree;
  const moduleNames: readonly number[] = findStrings(graph.strings, MODULE_NAMES);
  const isJob = Uint8Array.from(classes.classes, ({ name }) => (MODULE_JOB.test(name) ? 1 : 0));
  const isModule = (node: NodeOrdinal): boolean => moduleNames.includes(graph.nodeName[node]);
  // A module that is loaded again has the path of the others.
  const isLate = (node: NodeOrdinal): boolean =>
    births[node] > 0 &&
    (hasBit(code, node) ||
      isJob[classes.classOf[node]] === 1 ||
      (isModule(node) && paths.counts[paths.pathOf[node]] === 1));
  // By node, and of the first such object of each path: the late code next above + 1, 0 = none.
  const codeAbove = pool.takeZeroed(graph.nodeCount);
  const firstCode = new Uint32Array(paths.count);
  const isOfMany = new Uint8Array(paths.count);
  const isData = (node: NodeOrdinal): boolean => {
    const above = codeAbove[node];
    return above !== 0 && above !== node + 1 && births[node] === births[above - 1];
  };
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    const owner = parentOf[node] as NodeOrdinal;
    const above = owner === NO_NODE || isModule(node) ? 0 : codeAbove[owner];
    codeAbove[node] = isLate(node) ? node + 1 : above;
    const path = paths.pathOf[node];
    if (path === NO_PATH || !isData(node)) continue;
    if (firstCode[path] === 0) firstCode[path] = codeAbove[node];
    else if (firstCode[path] !== codeAbove[node]) isOfMany[path] = 1;
  }
  const data = buildBitSet(graph.nodeCount);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const path = paths.pathOf[node];
    if (path !== NO_PATH && isOfMany[path] === 1 && isData(node)) addBit(data, node);
    const key = births[node] > 0 && hasBit(code, node) ? findKey(heap, node) : null;
    if (key !== null && births[key] > 0) addBit(data, key);
  }
  pool.give(codeAbove);
  return data;
}

/** The text that stands before a value in the table of a Map. */
function findKey({ graph, retainingTree }: FinalHeap, node: NodeOrdinal): NodeOrdinal | null {
  const owner = retainingTree.parentOf[node] as NodeOrdinal;
  const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
  if (owner === NO_NODE || graph.nodeKind[owner] !== NodeKind.array || edge === graph.firstEdge[owner])
    return null;
  const key = graph.edgeTarget[(edge - 1) as EdgeOrdinal];
  return graph.nodeKind[key] === NodeKind.string ? key : null;
}

/** Whether a property of an object is a function that is code loaded late. */
function hasNewCode({ graph }: FinalHeap, births: Uint8Array, isCode: BitSet, node: NodeOrdinal): boolean {
  for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
    const target = graph.edgeTarget[edge];
    const kind = graph.edgeKind[edge];
    const isFunction =
      (kind === EdgeKind.property || kind === EdgeKind.element) &&
      graph.nodeKind[target] === NodeKind.closure;
    if (isFunction && births[target] > 0 && hasBit(isCode, target)) return true;
  }
  return false;
}

/**
 * The script that was loaded late and that a path passes, the last of several: whose it is; null if none is on the
 * way. Between processes only modules are known to be new, by their paths.
 * @param countsAtFirst objects that each path had in the first snapshot
 */
export function findLateOrigin(
  heap: FinalHeap,
  code: LoadedCode | null,
  countsAtFirst: Float64Array,
  steps: readonly RawStep[],
): ScriptOrigin | null {
  const { pathOf } = heap.paths;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { node } = steps[i];
    const isNew = code === null ? countsAtFirst[pathOf[node]] === 0 : code.births[node] > 0;
    if (!isNew) continue;
    const isCode = code !== null && hasBit(code.code, node);
    const location = isCode ? findLocation(heap.graph, heap.locations, node) : null;
    const url = location === null ? moduleUrl(heap, node) : (location.source?.url ?? location.url);
    if (url !== null) return scriptOrigin(url);
  }
  return null;
}

/** A new function whose code was there before: one that a script makes again and again, a timer's say. */
function isMadeAgain({ graph }: FinalHeap, births: Uint8Array, node: NodeOrdinal): boolean {
  const shared = findTarget(graph, node, 'shared');
  return graph.nodeKind[node] === NodeKind.closure && shared !== null && births[shared] === 0;
}

/** What the loaders of modules have for each module, beside the module itself. */
export function isModuleJob(heap: FinalHeap, node: NodeOrdinal): boolean {
  const { graph } = heap;
  if (graph.nodeKind[node] !== NodeKind.object) return false;
  const name = classNameOf(heap, node);
  if (MODULE_JOB.test(name)) return true;
  // By type: `{ javascript: ModuleJob }`.
  return (
    name.startsWith('{') &&
    edgesOf(graph, node).some(
      (edge) =>
        graph.edgeKind[edge] === EdgeKind.property &&
        MODULE_JOB.test(classNameOf(heap, graph.edgeTarget[edge])),
    )
  );
}

/** Functions that V8 makes for a class. */
const INITIALIZERS: readonly string[] = ['<instance_members_initializer>', '<static_initializer>'];

const MODULE_JOB = /^ModuleJob(?:Sync)?$/;

/** A prototype or the context of a function. */
function isPart({ graph }: FinalHeap, edge: EdgeOrdinal): boolean {
  if (edge === NO_EDGE) return false;
  const kind = graph.edgeKind[edge];
  if (kind !== EdgeKind.property && kind !== EdgeKind.internal) return false;
  const name = edgeName(graph, edge);
  return kind === EdgeKind.property ? isPrototypeName(name) : name === 'context';
}

/** Tells functions of a script that has a URL which are alone at their place, however often it was loaded. */
function findOnlyOnes({ graph, locations }: FinalHeap): (node: NodeOrdinal) => boolean {
  const { scriptId, line, column } = graph.data.locations;
  const initializers: readonly number[] = findStrings(graph.strings, INITIALIZERS);
  const files = new Map<string, number>();
  const fileOf = new Map<number, number>();
  for (const [id, url] of locations.urls) {
    if (url === '') continue;
    const file = maskFileName(url);
    const number = files.get(file) ?? files.size;
    files.set(file, number);
    fileOf.set(id, number);
  }
  const placeOf = (node: NodeOrdinal): number | null => {
    const record = locations.recordOf[node];
    if (record === 0 || graph.nodeKind[node] !== NodeKind.closure) return null;
    const file = fileOf.get(scriptId[record - 1]);
    // What sets the fields of a class's objects is at the place of the class.
    if (file === undefined || initializers.includes(graph.nodeName[node])) return null;
    return (file * LINES + line[record - 1]) * COLUMNS + column[record - 1];
  };
  const counts = new Map<number, number>();
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const place = placeOf(node);
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return (node) => {
    const place = placeOf(node);
    return place !== null && counts.get(place) === 1;
  };
}
