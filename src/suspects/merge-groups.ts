// SPDX-License-Identifier: MIT
// Groups -> suspects: groups that are one leak seen at several places become one. O(groups squared), groups few.

import type { NodeOrdinal } from '../core/columns.js';
import { ClassTier, isContextClass } from './class-tiers.js';
import { NO_PATH } from '../analysis/path-tree.js';
import { NodeKind } from '../format/kinds.js';
import { findRetainingPath } from '../analysis/retaining-paths.js';
import type { FinalHeap } from './inputs.js';
import { findLinkedGroups } from './link-groups.js';
import { BUILT_IN, type ClassOrigin, nameGroup } from './name-group.js';
import { findOwner } from './script-owner.js';
import { type SuspectGroup, type SuspectGroups, ownerPath } from './suspect-groups.js';

/** Groups that are one leak; `main` is the one whose path is told. */
export interface MergedGroups {
  readonly main: number;
  /** All of them, `main` first. */
  readonly members: readonly number[];
}

/** Steps of one leak agree in all its places, but for what came and went. */
const STEP_TOLERANCE = 0.05;

/** Objects above a holder that may own another holder as well. */
const OWNERS = 3;
/** So far from each other, two that only keep step may be two leaks. */
const NEAR = 2;
/** Bytes for an entry in the tables beside it; they grow by doubling. */
const INDEX_BYTES = 160;

/** Merges; largest first. */
export function mergeGroups(
  heap: FinalHeap,
  { groups, groupOf }: SuspectGroups,
  births: Uint8Array | null,
  originOf: (classNumber: number) => ClassOrigin,
): MergedGroups[] {
  const named = groups.map((group) => nameGroup(group, originOf));
  const tier = groups.map((_, i) => named[i]?.growing.tier ?? ClassTier.other);
  const origin = groups.map((group) => {
    const node = heap.paths.sample[group.tops[0]] as NodeOrdinal;
    return findOwner(heap, findRetainingPath(heap.retainingTree, node).slice(0, -1)).origin;
  });
  const main = groups.map((_, i) => i);
  const mainOf = (group: number): number => {
    let at = group;
    while (main[at] !== at) at = main[at];
    return at;
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [mainOf(a), mainOf(b)];
    if (x === y) return;
    const [better, worse] = isBetter(x, y) ? [x, y] : [y, x];
    main[worse] = better;
  };
  const isBetter = (a: number, b: number): boolean =>
    tier[a] !== tier[b]
      ? tier[a] < tier[b]
      : groups[a].isSwelling !== groups[b].isSwelling
        ? !groups[a].isSwelling
        : groups[a].size >= groups[b].size;
  for (const key of findLinkedGroups(heap, { groups, groupOf }, births)) {
    const [holder, held] = key.split(' ').map(Number);
    const isOwnLeak = tier[held] === ClassTier.application && tier[holder] === ClassTier.application;
    if (!isOwnLeak || named[held]?.growing.classNumber === named[holder]?.growing.classNumber)
      join(holder, held);
  }
  // Two classes with a name are two leaks, even if they keep step.
  const hasName = (group: number): boolean => {
    const growing = named[group]?.growing;
    if (growing === undefined || tier[group] === ClassTier.application) return growing !== undefined;
    return tier[group] === ClassTier.object && !BUILT_IN.test(heap.classes.classes[growing.classNumber].name);
  };
  const isOneLeak = (a: number, b: number, isEqual: boolean): boolean =>
    (isEqual && (!hasName(a) || !hasName(b))) ||
    named[a]?.growing.classNumber === named[b]?.growing.classNumber;
  joinInsides(heap, groups, isOneLeak, join);
  // The runtime's own tables grow with what they are for: resolved paths with modules, and so on.
  const bySize = groups.map((_, i) => i).sort((a, b) => tier[a] - tier[b] || groups[b].size - groups[a].size);
  for (const a of bySize) {
    if (origin[a] !== 'runtime' || tier[a] === ClassTier.application) continue;
    const partner = bySize.find(
      (b) => b !== a && isBetter(b, a) && origin[b] === 'runtime' && sameSteps(groups[a], groups[b]),
    );
    if (partner !== undefined) join(a, partner);
  }
  const byMain = new Map<number, number[]>();
  groups.forEach((_, i) => {
    const top = mainOf(i);
    byMain.set(top, [...(byMain.get(top) ?? []), i]);
  });
  const size = (members: readonly number[]): number =>
    members.reduce((sum, group) => sum + groups[group].size, 0);
  return [...byMain.entries()]
    .map(([top, members]): MergedGroups => ({
      main: top,
      members: [top, ...members.filter((group) => group !== top)],
    }))
    .sort((a, b) => size(b.members) - size(a.members) || a.main - b.main);
}

/**
 * Several insides of one object: both ends of its list, or the tables and arrays beside the one that has the
 * entries, e.g. of a cache.
 */
function joinInsides(
  heap: FinalHeap,
  groups: readonly SuspectGroup[],
  isOneLeak: (a: number, b: number, isEqual: boolean) => boolean,
  join: (a: number, b: number) => void,
): void {
  const byOwner = new Map<number, { group: number; level: number }[]>();
  groups.forEach(({ holderPath }, group) => {
    let above = ownerPath(heap.paths, heap.paths.parent[holderPath]);
    for (let level = 0; level < OWNERS; level++) {
      if (!isInstance(heap, above)) break;
      byOwner.set(above, [...(byOwner.get(above) ?? []), { group, level }]);
      above = ownerPath(heap.paths, heap.paths.parent[above]);
    }
  });
  /** What a table that got larger is beside: the entries that are the fewest steps away, else the most. */
  const tables = new Map<number, { entries: number; distance: number }>();
  for (const [owner, list] of byOwner) {
    for (const { group: a, level } of list) {
      if (groups[a].isSwelling) continue;
      for (const { group: b, level: levelOfTable } of list) {
        if (a === b) continue;
        if (!groups[b].isSwelling) {
          const isEqual = level + levelOfTable <= NEAR && equalSteps(groups[a], groups[b]);
          if (isOneLeak(a, b, isEqual) && sameSteps(groups[a], groups[b])) join(a, b);
          continue;
        }
        if (groups[b].size > groups[a].entryCount * INDEX_BYTES) continue;
        const distance = level + levelOfTable;
        // The variables of a function are no insides of one thing.
        if (distance > 0 && hasVariables(heap, owner)) continue;
        const known = tables.get(b);
        const isBetter =
          known === undefined ||
          distance < known.distance ||
          (distance === known.distance && groups[a].entryCount > groups[known.entries].entryCount);
        if (isBetter) tables.set(b, { entries: a, distance });
      }
    }
  }
  for (const [table, { entries }] of tables) join(entries, table);
}

/** A function, or its context. */
function hasVariables({ graph, paths, classes }: FinalHeap, path: number): boolean {
  const node = paths.sample[path] as NodeOrdinal;
  return (
    graph.nodeKind[node] === NodeKind.closure || isContextClass(classes.classes[classes.classOf[node]].name)
  );
}

function isInstance({ graph, paths, classes }: FinalHeap, path: number): boolean {
  if (path === NO_PATH || path === 0) return false;
  const node = paths.sample[path] as NodeOrdinal;
  // A function may have collections as an object has them.
  if (graph.nodeKind[node] === NodeKind.closure) return true;
  if (graph.nodeKind[node] !== NodeKind.object) return false;
  return !/^(?:Module|global|process|Window\b.*)$/.test(classes.classes[classes.classOf[node]].name);
}

/** Whether both grow by the same number at each step. */
function equalSteps(a: SuspectGroup, b: SuspectGroup): boolean {
  return a.entrySteps.every(
    (step, i) => Math.abs(step - b.entrySteps[i]) <= Math.max(2, step * STEP_TOLERANCE),
  );
}

/** Whether one grows by a whole multiple of the other at each step. */
function sameSteps(a: SuspectGroup, b: SuspectGroup): boolean {
  if (a.isSwelling || b.isSwelling) return a.isSwelling;
  const ratio = a.entryCount / b.entryCount;
  if (Math.abs(ratio - Math.max(1, Math.round(ratio))) > 0.1 * ratio && ratio > 0.5) return false;
  return a.entrySteps.every(
    (step, i) => Math.abs(step - b.entrySteps[i] * ratio) <= Math.max(2, step * STEP_TOLERANCE),
  );
}
