// SPDX-License-Identifier: MIT
// From growth to named leaks.
//
//   paths of every snapshot -> those that grow at every step -> groups under one holder -> one suspect a leak:
//   the class to name, a path to a sample, the holder, the cause, the bytes
//
// O(edges) of the last snapshot, O(paths) of the others.

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { NO_PATH, StepRole } from '../analysis/path-tree.js';
import { type RawStep, findRetainingPath } from '../analysis/retaining-paths.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { maskKeyData } from '../core/mask-key.js';
import { edgeName } from '../heap/names.js';
import { computeBirths } from './births.js';
import type { CauseFinding } from './causes/cause-rule.js';
import { findCause } from './causes/find-cause.js';
import { ClassTier } from './class-tiers.js';
import { findGrowingPaths } from './growing-paths.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap, SuspectInputs } from './inputs.js';
import { mergeGroups } from './merge-groups.js';
import { type ClassOrigin, type RatedClass, nameGroup } from './name-group.js';
import { findOtherHolders } from './other-holders.js';
import { type SuspectPlaces, findPlaces } from './find-places.js';
import { computePathGrowth } from './path-growth.js';
import { type Room, buildRoom } from './room-for-more.js';
import { type ScriptOwner, findOwner } from './script-owner.js';
import { shareBytes } from './share-bytes.js';
import { findStablePath } from './stable-path.js';
import { type SuspectCase, nameSteps } from './suspect-case.js';
import { type SuspectGroup, buildSuspectGroups, countedTops, ownerPath } from './suspect-groups.js';

/** One leak suspect of the last snapshot, in ordinals. */
export interface SuspectFinding {
  readonly growing: RatedClass;
  readonly also: readonly RatedClass[];
  /** New objects of the growing class, the end of the path first. */
  readonly samples: readonly NodeOrdinal[];
  readonly path: readonly RawStep[];
  readonly otherPaths: readonly (readonly RawStep[])[];
  readonly holder: NodeOrdinal;
  readonly holderName: string | null;
  /** Objects that the holder keeps, in each snapshot; null where it got larger instead. */
  readonly holderSizes: readonly number[] | null;
  readonly count: number;
  readonly entrySteps: readonly number[];
  readonly size: number;
  readonly retained: number;
  readonly exclusive: number;
  readonly cause: CauseFinding;
  readonly owner: ScriptOwner;
  readonly places: SuspectPlaces;
  readonly isSwelling: boolean;
  /** Masked path, to know retainers by. */
  readonly maskedPath: readonly string[];
  /** What is the same in every run, for the fingerprint. */
  readonly stablePath: readonly string[];
}

const TEXT_KINDS: ReadonlySet<number> = new Set([
  NodeKind.string,
  NodeKind.consString,
  NodeKind.slicedString,
]);
const MEMBERS = 3000;
const SAMPLES = 3;
const MAX_GROUPS = 300;
/** At a single step, the class as a whole must have grown by this much of what the suspect gained. */
const MIN_CLASS_GROWTH = 0.5;
/** But what is said of a class with so many more objects than the suspect gained is chance. */
const FEW_CLASSMATES = 10;
/** Fewest bytes that one of the runtime's own objects must have gained. */
const MIN_RUNTIME_BYTES = 100_000;

/** Finds the suspects, most important first. */
export function findSuspects(inputs: SuspectInputs): readonly SuspectFinding[] {
  const { heap, comparison } = inputs;
  const { paths, graph } = heap;
  const births = comparison.matches === null ? null : computeBirths(comparison.tables, comparison.matches);
  const earlier = comparison.tables.slice(0, -1).map((table) => table.paths);
  const growth = computePathGrowth(paths, earlier, births);
  const room = buildRoom(heap);
  const all = buildSuspectGroups(
    heap,
    findGrowingPaths(paths, growth, (path) => {
      const owner = paths.sample[ownerPath(paths, path)] as NodeOrdinal;
      return !isWeakTable(heap, owner) && !room.hasVisibleEntries(owner);
    }),
    growth,
  );
  if (all.groups.length === 0) return [];
  const originOf = (classNumber: number): ClassOrigin => {
    const identity = heap.classes.classes[classNumber];
    const { place } = identity;
    const url = place && (place.source?.url ?? heap.locations.urls.get(place.scriptId) ?? null);
    return { identity, url };
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
  for (const { tops: list, isSwelling } of all.groups) for (const top of list) tops[top] = isSwelling ? 0 : 1;
  const entries = merged.map((): number[] => []);
  const members = merged.map((): NodeOrdinal[] => []);
  const samples = merged.map((): NodeOrdinal[] => []);
  const newest = merged.map((): NodeOrdinal[] => []);
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
        ? tops[path] === 1 && TEXT_KINDS.has(graph.nodeKind[node])
        : heap.classes.classOf[node] === growing?.classNumber;
    const isFresh = isNew(node);
    if (isSample && samples[suspect].length === 0) samples[suspect].push(node);
    if (!isFresh) continue;
    if (isSample) {
      const list = newest[suspect];
      list.push(node);
      if (list.length > 4 * SAMPLES) list.sort((a, b) => graph.nodeId[b] - graph.nodeId[a]).splice(SAMPLES);
    }
    if (tops[path] === 1) entries[suspect].push(node);
    if (members[suspect].length < MEMBERS) members[suspect].push(node);
  }
  const shares = shareBytes(heap, entries);
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
    const found = describe(heap, group, sample);
    const view: SuspectCase = {
      heap,
      growing: name.growing,
      classes: [name.growing, ...name.also, ...otherClasses(joined, name)].map((one) => ({
        name: heap.classes.classes[one.classNumber].name,
        growth: one,
      })),
      steps: nameSteps(heap, found.path),
      holderAt: found.holderAt,
      entryAt: found.entryAt,
      isSwelling: group.isSwelling,
      entryCount: group.entryCount,
      entrySteps: group.entrySteps,
      size: joined.size,
      members: members[suspect],
      origin: found.owner.origin,
      holderName: found.holderName,
      holderClass: classNameOf(heap, found.path[found.holderAt].node),
    };
    const { cause } = findCause(view);
    const share = shares[suspect];
    const size = joined.size;
    const isWhole = group.isSwelling || births === null;
    findings.push({
      growing: name.growing,
      also: name.also,
      samples: [sample, ...newest[suspect].filter((node) => node !== sample)].slice(0, SAMPLES),
      path: found.path,
      otherPaths: others[suspect].map((node) => [
        ...findRetainingPath(heap.retainingTree, node.owner),
        { node: node.target, edge: node.edge },
      ]),
      holder: found.path[found.holderAt].node,
      holderName: found.holderName,
      holderSizes: group.isSwelling ? null : holderSizes(growth.counts, countedTops(heap, group.tops)),
      count: group.isSwelling ? 0 : name.growing.count,
      entrySteps: group.entrySteps,
      size,
      retained: isWhole ? size : share.retained,
      exclusive: isWhole ? size : share.exclusive,
      cause,
      owner: found.owner,
      places: findPlaces(heap, found.path, { entry: found.entryAt, sample }, found.owner.location, isNew),
      isSwelling: group.isSwelling,
      maskedPath: maskPath(heap, name.growing.path),
      stablePath: findStablePath(heap, {
        holderPath: group.holderPath,
        className: heap.classes.classes[name.growing.classNumber].name,
        classUrl: originOf(name.growing.classNumber).url,
        ownerUrl: found.owner.url,
      }),
    });
  });
  const mirrors = new Set(
    findings.flatMap(({ otherPaths }) => otherPaths.flatMap((steps) => steps.map(({ node }) => node))),
  );
  return rank(
    findings.filter(
      (finding) =>
        isWorthTelling(finding) &&
        !(finding.isSwelling && mirrors.has(finding.holder)) &&
        !(births === null && isRuntimeOwn(finding)) &&
        !(comparison.tables.length === 2 && isUndecided(inputs, room, finding)),
    ),
  );
}

/** A table of weak references gets larger only with what others keep alive. */
function isWeakTable(heap: FinalHeap, owner: NodeOrdinal): boolean {
  return /^(?:WeakMap|WeakSet|FinalizationRegistry)$/.test(classNameOf(heap, owner));
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

/** Path, holder and owner of a sample. */
function describe(
  heap: FinalHeap,
  group: SuspectGroup,
  sample: NodeOrdinal,
): {
  path: readonly RawStep[];
  holderAt: number;
  entryAt: number;
  holderName: string | null;
  owner: ScriptOwner;
} {
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
      /^(?:blink::|cppgc)/.test(classNameOf(heap, path[holderAt].node)))
  )
    holderAt--;
  holderAt = Math.max(0, holderAt);
  return {
    path,
    holderAt,
    entryAt,
    holderName: findHolderName(heap, path, holderAt),
    owner: findOwner(heap, path.slice(0, holderAt + 1)),
  };
}

/** The closest variable or property at or above the holder. */
function findHolderName(heap: FinalHeap, path: readonly RawStep[], holderAt: number): string | null {
  const { graph } = heap;
  for (let i = holderAt; i > 0 && i > holderAt - 4; i--) {
    const kind = graph.edgeKind[path[i].edge];
    if (kind !== EdgeKind.context && kind !== EdgeKind.property) continue;
    const name = edgeName(graph, path[i].edge);
    if (maskKeyData(name) === name) return name;
  }
  return null;
}

function holderSizes(counts: readonly Float64Array[], tops: readonly number[]): number[] {
  return counts.map((count) => tops.reduce((sum, top) => sum + count[top], 0));
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

/** Between two processes, and two versions of a runtime, its own tables differ as they like. */
function isRuntimeOwn({ owner, growing, cause }: SuspectFinding): boolean {
  return owner.origin === 'runtime' && growing.tier !== ClassTier.application && GENERAL.has(cause.kind);
}

/** Causes that name no mechanism. */
const GENERAL: ReadonlySet<string> = new Set([
  'unbounded-collection',
  'closure-context',
  'global-variable',
  'external-memory',
  'string-accumulation',
  'other',
]);

function isWorthTelling(finding: SuspectFinding): boolean {
  if (finding.owner.origin === 'runtime') {
    // A native table of the runtime, and bare numbers, grow with something else or not at all.
    if (finding.isSwelling && finding.size < MIN_RUNTIME_BYTES) return false;
    if (finding.growing.tier === ClassTier.other) return false;
  }
  // A class's instances may shrink while it is young, so more objects need not be more bytes.
  return finding.isSwelling ? finding.size > 0 : finding.growing.count > 0;
}

/** What a single step cannot show: an array that is only filled, and objects that moved here from elsewhere. */
function isUndecided({ comparison }: SuspectInputs, room: Room, finding: SuspectFinding): boolean {
  const { holder, holderSizes: sizes, growing, count } = finding;
  if (sizes === null) return false;
  const { rows, counts, tables, matches } = comparison;
  const row = rows.rowOf[1][growing.classNumber];
  const [before, after] = [counts[0][row], counts[1][row]];
  if (after - before < count * MIN_CLASS_GROWTH && before < count * FEW_CLASSMATES) return true;
  const earlier = matches === null ? -1 : matches[0].laterOf.indexOf(holder);
  return room.had(holder, sizes[0], earlier < 0 ? null : tables[0].shallowSize[earlier]);
}

function rank(findings: readonly SuspectFinding[]): readonly SuspectFinding[] {
  const trust = (finding: SuspectFinding): number =>
    finding.owner.origin === 'runtime' &&
    finding.growing.tier >= ClassTier.value &&
    finding.cause.kind === 'unbounded-collection'
      ? 1
      : 0;
  return [...findings].sort(
    (a, b) => trust(a) - trust(b) || b.retained - a.retained || a.growing.classNumber - b.growing.classNumber,
  );
}
