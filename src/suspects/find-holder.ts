// SPDX-License-Identifier: MIT
// A group of objects that grow -> who holds them: the path to one of them, the object on it that a person would call the
// holder, its name, and whose script it belongs to. O(steps).

import type { NodeOrdinal } from '../core/columns.js';
import { maskKeyData } from '../core/mask-key.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { edgeName } from '../heap/names.js';
import { tellEdgeName } from '../analysis/edge-names.js';
import { isModuleCell } from '../analysis/module-cells.js';
import type { OffPathNames } from '../analysis/off-path-names.js';
import { StepRole } from '../analysis/path-tree.js';
import { type RawStep, findRetainingPath } from '../analysis/retaining-paths.js';
import { findWeakMapTable } from '../analysis/weak-map-names.js';
import { withoutPlaceInBundle } from './bundle-scope.js';
import { classNameOf } from './heap-questions.js';
import { OF_WEAK_MAP } from './holder-words.js';
import type { FinalHeap } from './inputs.js';
import { isModuleJob } from './loaded-code.js';
import { scriptOrigin } from './class-tiers.js';
import { type ScriptOwner, findOwner } from './script-owner.js';
import type { SuspectGroup } from './suspect-groups.js';
import type { UnheldGrowth } from './unheld-growth.js';

/** From the Map of a target to the last listener of a chain: its table, root and chain, whose links are folded. */
const LISTENER_DEPTH = 6;

/** A path with what it says of the suspect at its end. */
export interface HolderPath {
  readonly path: readonly RawStep[];
  /** Position of the holder in the path. */
  readonly holderAt: number;
  /** Position of the entry: the first object that grows in number. */
  readonly entryAt: number;
  readonly holderName: string | null;
  readonly owner: ScriptOwner;
}

/** Path, holder and owner of a sample of a group. */
export function findHolder(
  heap: FinalHeap,
  names: OffPathNames,
  group: SuspectGroup,
  sample: NodeOrdinal,
): HolderPath {
  const { paths } = heap;
  const path = findRetainingPath(heap.retainingTree, sample);
  const tops = new Set(group.tops);
  let entryAt = path.findIndex(({ node }) => tops.has(paths.pathOf[node]));
  if (entryAt < 0) entryAt = path.length - 1;
  let holderAt = group.isSwelling ? entryAt : entryAt - 1;
  while (
    holderAt > 0 &&
    ((paths.role[paths.pathOf[path[holderAt].node]] === StepRole.internal &&
      heap.graph.nodeKind[path[holderAt].node] !== 9) ||
      /^(?:blink::|cppgc|InternalNode$|system \/ PromiseReaction$)/.test(
        classNameOf(heap, path[holderAt].node),
      ) ||
      isModuleJob(heap, path[holderAt].node))
  )
    holderAt--;
  holderAt = Math.max(0, holderAt);
  // A list or tree that a variable or plain object holds is named by that, and not by who has the variable.
  if (!group.isSwelling && isUnnamedOwner(heap, path, entryAt)) holderAt = entryAt;
  holderAt = climbToTarget(heap, path, holderAt);
  const steps = path.slice(0, holderAt + 1);
  const named = nameHolder(heap, names, path, holderAt);
  const owner = findOwner(heap, steps);
  return {
    path,
    holderAt,
    entryAt,
    holderName: named?.name ?? null,
    owner:
      findDeclarer(heap, names, path, named?.at ?? 0, holderAt) ?? withoutPlaceInBundle(heap, steps, owner),
  };
}

/**
 * The script that declares the variable or private field that a holder is named by, if source maps know it: functions
 * that see a variable are only near it, and not every class has a name or a place. Null where something behind the variable has a place of its own.
 */
function findDeclarer(
  heap: FinalHeap,
  names: OffPathNames,
  path: readonly RawStep[],
  namedAt: number,
  holderAt: number,
): ScriptOwner | null {
  const variable = namedAt === 0 ? null : names.variableOf(path, namedAt);
  if (variable === null || findOwner(heap, path.slice(namedAt, holderAt + 1)).location !== null) return null;
  const { url } = variable.source;
  const origin = scriptOrigin(url);
  // A field of a package's class says nothing about who has the object.
  const isField = heap.graph.edgeKind[path[namedAt].edge] === EdgeKind.property;
  return isField && origin !== 'application' ? null : { origin, url, location: variable };
}

/** Node's EventTarget and AbortSignal have their listeners in chains inside of a Map; who has these is the holder. */
function climbToTarget({ graph }: FinalHeap, path: readonly RawStep[], holderAt: number): number {
  for (let at = holderAt; at > 0 && at > holderAt - LISTENER_DEPTH; at--)
    if (/\bkEvents\b/.test(edgeName(graph, path[at].edge))) return at - 1;
  return holderAt;
}

/** The same for what the file has no edge to: whoever holds it, it is no runtime's. */
export function findHolderOfUnheld(
  heap: FinalHeap,
  names: OffPathNames,
  { path, holderAt }: UnheldGrowth,
): HolderPath {
  return {
    path,
    holderAt,
    entryAt: holderAt + 1,
    holderName: nameHolder(heap, names, path, holderAt)?.name ?? null,
    owner: { origin: 'application', url: null, location: null },
  };
}

/** Whether an entry that grows in number is reached by a name, from something that has none that a person knows. */
function isUnnamedOwner(heap: FinalHeap, path: readonly RawStep[], entryAt: number): boolean {
  const { graph, paths } = heap;
  if (entryAt === 0) return false;
  const { node, edge } = path[entryAt];
  const kind = graph.edgeKind[edge];
  if (kind !== EdgeKind.context && kind !== EdgeKind.property) return false;
  const owner = path[entryAt - 1].node;
  if (paths.labels.isEntry(owner, edge) || graph.nodeKind[node] !== NodeKind.object) return false;
  return kind === EdgeKind.context || /^(?:Object|\{.*|Module|global)$/.test(classNameOf(heap, owner));
}

/** The closest variable or property at or above the holder, and the step that has it. */
function nameHolder(
  heap: FinalHeap,
  names: OffPathNames,
  path: readonly RawStep[],
  holderAt: number,
): { readonly name: string; readonly at: number } | null {
  const { graph } = heap;
  for (let i = holderAt; i > 0 && i > holderAt - 4; i--) {
    const table = findWeakMapTable(graph, path[i].edge);
    if (table !== null) {
      const name = names.weakMapOf(table);
      return name === null ? null : { name: `${OF_WEAK_MAP}${name}`, at: i };
    }
    const owner = path[i - 1].node;
    const exported = isModuleCell(graph, owner) ? names.exportOf(owner) : null;
    if (exported !== null) return { name: exported, at: i };
    const kind = graph.edgeKind[path[i].edge];
    if (kind !== EdgeKind.context && kind !== EdgeKind.property) continue;
    const original = names.variableOf(path, i)?.source.name;
    const name = original ?? tellEdgeName(edgeName(graph, path[i].edge));
    if (maskKeyData(name) === name) return { name, at: i };
  }
  return null;
}
