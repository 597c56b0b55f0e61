// SPDX-License-Identifier: MIT
// Functions that are there because a script was loaded late: a program that loads a part of itself, or a package, when it
// is needed first gains hundreds of functions at one step or at several. Each of them is the only one made at its place
// of a script; closures that pile up are many of one place.
//
// With them come the prototypes of classes, and the contexts with the variables of the script; and whatever else such a
// module has is found behind it or behind one of its functions. O(nodes).

import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeOrdinal } from '../core/columns.js';
import { maskFileName } from '../core/mask-key.js';
import { isPrototypeName } from '../analysis/tell-edge.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { edgeName } from '../heap/names.js';
import { findLocation } from '../heap/locations.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { type ScriptOrigin, scriptOrigin } from './class-tiers.js';
import { classNameOf, edgesOf } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import { moduleUrl } from './script-owner.js';

/** More than any script has lines, and lines have columns, nearly always. */
const [LINES, COLUMNS] = [2 ** 17, 2 ** 24];

/** Nodes of the last snapshot, where it is known which are new. */
export interface LoadedCode {
  /** As `computeBirths`. */
  readonly births: Uint8Array;
  readonly loaded: BitSet;
}

/** Finds the functions, old and new ones, with what comes with them: V8 makes a prototype when it is first asked for. */
export function findLoadedCode(heap: FinalHeap): BitSet {
  const { graph, retainingTree } = heap;
  const { order, reached, parentOf, edgeOf } = retainingTree;
  const isCode = buildBitSet(graph.nodeCount);
  const isOnly = findOnlyOnes(heap);
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    const owner = parentOf[node] as NodeOrdinal;
    const comesWithCode =
      owner !== NO_NODE && hasBit(isCode, owner) && isPart(heap, edgeOf[node] as EdgeOrdinal);
    if (comesWithCode || isOnly(node)) addBit(isCode, node);
  }
  return isCode;
}

/**
 * The script that was loaded late and that a path passes, the last of several: whose it is; null if none is on the
 * way, or it is not known which objects are new.
 */
export function findLateOrigin(
  heap: FinalHeap,
  code: LoadedCode | null,
  steps: readonly RawStep[],
): ScriptOrigin | null {
  if (code === null) return null;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { node } = steps[i];
    if (code.births[node] === 0) continue;
    const location = hasBit(code.loaded, node) ? findLocation(heap.graph, heap.locations, node) : null;
    const url = location === null ? moduleUrl(heap, node) : (location.source?.url ?? location.url);
    if (url !== null) return scriptOrigin(url);
  }
  return null;
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
    return file === undefined ? null : (file * LINES + line[record - 1]) * COLUMNS + column[record - 1];
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
