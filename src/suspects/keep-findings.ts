// SPDX-License-Identifier: MIT
// Findings -> those that we stand by, most important first. O(findings).

import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { findLocation } from '../heap/locations.js';
import { ClassTier, scriptOrigin } from './class-tiers.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap, SuspectInputs } from './inputs.js';
import type { Room } from './room-for-more.js';
import type { SuspectFinding } from './suspect-finding.js';

/** At a single step, the class as a whole must have grown by this much of what the suspect gained. */
const MIN_CLASS_GROWTH = 0.5;
/** But what is said of a class with so many more objects than the suspect gained is chance. */
const FEW_CLASSMATES = 10;
/** So much of what there was of a class is most of it. */
const REPLACED = 0.9;
/** Fewest bytes that one of the runtime's own objects must have gained. */
const MIN_RUNTIME_BYTES = 100_000;
/** The same of what a browser has for itself: styles that it has matched, files that it has loaded, and the like. */
const MIN_TABLE_BYTES = 1_000_000;

/** Leaves out what is not worth telling or cannot be told, and puts the rest in order. */
export function keepFindings(
  inputs: SuspectInputs,
  room: Room,
  findings: readonly SuspectFinding[],
): readonly SuspectFinding[] {
  const { tables, matches } = inputs.comparison;
  const isAlone = tables.length === 2;
  const mirrors = new Set(
    findings.flatMap(({ otherPaths }) => otherPaths.flatMap((steps) => steps.map(({ node }) => node))),
  );
  // A table that got larger for more entries is the same leak.
  const countedHolders = new Set(findings.flatMap(({ isSwelling, holder }) => (isSwelling ? [] : [holder])));
  return rank(
    findings.filter(
      (finding) =>
        isWorthTelling(inputs.heap, finding) &&
        !(finding.isSwelling && (mirrors.has(finding.holder) || countedHolders.has(finding.holder))) &&
        !(matches === null && isRuntimeOwn(inputs.heap, finding)) &&
        !isLoaderTable(inputs.heap, finding) &&
        !hadRoom(inputs, room, finding) &&
        !(isAlone && (isUndecided(inputs, finding) || isFlattening(inputs.heap, finding) || isLate(finding))),
    ),
    isAlone,
  );
}

/** Between two processes, and two versions of a runtime, its own tables differ as they like. */
function isRuntimeOwn(heap: FinalHeap, { owner, growing, cause, samples }: SuspectFinding): boolean {
  const isMechanism = !GENERAL.has(cause.kind) || cause.keeper !== undefined;
  if (growing.tier === ClassTier.application || isMechanism) return false;
  return owner.origin === 'runtime' || samples.every((node) => isRuntimeFunction(heap, node));
}

function isRuntimeFunction({ graph, locations }: FinalHeap, node: NodeOrdinal): boolean {
  const isFunction = graph.nodeKind[node] === NodeKind.closure;
  const location = isFunction ? findLocation(graph, locations, node) : null;
  return location !== null && scriptOrigin(location.url) === 'runtime';
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

/** At a single step, against the bytes of what is in a collection. */
const MECHANISM_WEIGHT = 4;
const FEW_ENTRIES = 10;
const FEW_WEIGHT = 0.1;

/** What native code has inside of its own objects, such as `Node / nghttp2_memory`. */
const NATIVE_PARTS = /^(?:Detached )?Node \/ [a-z]/;

/** What Blink has inside of its own objects. */
const BLINK_PARTS = /^(?:Detached )?(?:blink|cppgc|WTF)::/;

/** Roots, and what V8 has for itself; a context is a function's. */
const ENGINE_HOLDER = /^(?:\(|system \/ (?!Context\b))/;

/** Lists of the runtime that it never lets become longer. */
const BOUNDED: Readonly<Record<string, number>> = { resourceTimingBuffer: 250 };

/** What Node has for each duration of a timer until that has passed, whether a timer is left in it or not. */
const LISTS_OF_TIMERS = /^TimersList$/;

/** Entries of a page's timeline that the browser makes, of each type 250 at most. Source: Blink, performance.cc. */
const TIMELINE =
  /^(?:LayoutShift(?:Attribution)?|LargestContentfulPaint|VisibilityStateEntry|TaskAttributionTiming|Performance(?:Event|LongTask|LongAnimationFrame|Script|Element|Paint|Resource)\w*|blink::HeapVectorBacking<.*\bPerformanceEntry\b.*)$/;
const TIMELINE_LIMIT = 250;

function isWorthTelling(heap: FinalHeap, finding: SuspectFinding): boolean {
  const limit = finding.holderName === null ? undefined : BOUNDED[finding.holderName];
  if (limit !== undefined && (finding.holderSizes?.at(-1) ?? 0) <= limit) return false;
  const { name } = heap.classes.classes[finding.growing.classNumber];
  if (TIMELINE.test(name) && (finding.holderSizes?.at(-1) ?? 0) <= TIMELINE_LIMIT) return false;
  // What such an entry consists of: the rectangles that moved, and their elements.
  if (TIMELINE.test(classNameOf(heap, finding.holder)) && finding.count <= TIMELINE_LIMIT) return false;
  const isRuntimePart = NATIVE_PARTS.test(name) || LISTS_OF_TIMERS.test(name);
  if (isRuntimePart && finding.retained < MIN_RUNTIME_BYTES) return false;
  const least = finding.isSwelling || BLINK_PARTS.test(name) ? MIN_TABLE_BYTES : MIN_RUNTIME_BYTES;
  if (finding.retained < least && isEnginePart(heap, finding, name)) return false;
  if (finding.isSwelling && finding.size < MIN_RUNTIME_BYTES && isPackagePart(heap, finding)) return false;
  if (finding.owner.origin === 'runtime') {
    // A native table of the runtime, and bare numbers, grow with something else or not at all.
    if (finding.isSwelling && finding.size < MIN_RUNTIME_BYTES) return false;
    if (finding.growing.tier === ClassTier.other) return false;
  }
  // A class's instances may shrink while it is young, so more objects need not be more bytes.
  return finding.isSwelling ? finding.size > 0 : finding.growing.count > 0;
}

/** An inside of an object of a package, or of one that comes with the runtime. */
function isPackagePart(heap: FinalHeap, { path, holder }: SuspectFinding): boolean {
  const at = path.findIndex(({ node }) => node === holder);
  const owner = at > 0 ? path[at - 1].node : null;
  if (owner === null || heap.graph.nodeKind[owner] !== NodeKind.object) return false;
  const location = findLocation(heap.graph, heap.locations, owner);
  return location !== null && scriptOrigin(location.source?.url ?? location.url) !== 'application';
}

/** Where Node has what it once found out about files: they get longer with each module that is loaded. */
const LOADER_TABLES =
  /^(?:_pathCache|realpathCache|relativeResolveCache|statCache|packageJsonCache|#resolveCache)$/;
/** What webpack's runtime has of every chunk. */
const BUNDLER_TABLES = /^webpack(?:Chunk|Jsonp)/;
/** Of one module, in each of them. */
const MAX_FILES = 4;

/** Whether such a table has grown no more than the modules explain. */
function isLoaderTable(heap: FinalHeap, { owner, holderName, growing, entrySteps }: SuspectFinding): boolean {
  if (BUNDLER_TABLES.test(holderName ?? '')) return true;
  if (owner.origin !== 'runtime') return false;
  const { name } = heap.classes.classes[growing.classNumber];
  const isKeys = holderName === 'loadCache' && growing.tier === ClassTier.value;
  if (!isKeys && !LOADER_TABLES.test(holderName ?? '') && !/\bpjsonPath\b/.test(name)) return false;
  const modules = heap.classes.classes.flatMap((one, number) =>
    /^Module(?:Wrap)?$/.test(one.name) ? [number] : [],
  );
  let count = 0;
  for (const number of heap.classes.classOf) if (modules.includes(number)) count++;
  return entrySteps.reduce((sum, step) => sum + step, 0) <= count * MAX_FILES;
}

/** A table of a browser's object that got larger, or an engine's own objects that no mechanism of the program holds. */
function isEnginePart(heap: FinalHeap, finding: SuspectFinding, name: string): boolean {
  const { holder, isSwelling, cause, growing } = finding;
  if (isSwelling) return heap.graph.nodeKind[holder] === NodeKind.native && !name.startsWith('system / ');
  if (!GENERAL.has(cause.kind)) return false;
  const isEngines = ENGINE_HOLDER.test(classNameOf(heap, holder)) && growing.tier === ClassTier.other;
  return BLINK_PARTS.test(name) || isEngines;
}

/** What a single step cannot show: objects that moved here from elsewhere. */
function isUndecided(
  { comparison }: SuspectInputs,
  { holderSizes, growing, count }: SuspectFinding,
): boolean {
  if (holderSizes === null) return false;
  const { rows, counts, changes } = comparison;
  const row = rows.rowOf[1][growing.classNumber];
  const [before, after] = [counts[0][row], counts[1][row]];
  const removed = changes?.removedCount[row] ?? 0;
  // Where next to nothing is left of what there was, a few more are another filling of a cache.
  if (removed > before * REPLACED && after - before < removed) return true;
  return after - before < count * MIN_CLASS_GROWTH && before < count * FEW_CLASSMATES;
}

/** What came with a package or a part of the runtime that was loaded late: its constants, and copies of them. */
function isLate({ lateOrigin, growing }: SuspectFinding): boolean {
  return lateOrigin !== null && lateOrigin !== 'application' && growing.tier !== ClassTier.application;
}

/** An array that is only filled. */
function hadRoom(
  { comparison }: SuspectInputs,
  room: Room,
  { holder, holderSizes }: SuspectFinding,
): boolean {
  if (holderSizes === null) return false;
  const { tables, matches } = comparison;
  const earlier = matches === null ? -1 : matches[0].laterOf.indexOf(holder);
  const sizeBefore = earlier < 0 ? null : tables[0].shallowSize[earlier];
  return room.had(holder, holderSizes[0], sizeBefore, tables.length === 2);
}

/** Strings that were put together and not yet made flat, each held by an object, come and go with when V8 does that. */
function isFlattening(
  { graph, retainingTree }: FinalHeap,
  { growing, samples, isSwelling }: SuspectFinding,
): boolean {
  const isRope = (node: number): boolean => graph.nodeKind[node as NodeOrdinal] === NodeKind.consString;
  if (isSwelling || growing.isText === true || !samples.every(isRope)) return false;
  return !samples.some((node) => isRope(retainingTree.parentOf[node]));
}

/**
 * Largest first. A single step cannot tell a leak from a cache that fills: there, what only a mechanism such as a
 * listener or timer holds comes before what is in a collection, and a few large entries after many.
 */
function rank(findings: readonly SuspectFinding[], isAlone: boolean): readonly SuspectFinding[] {
  const trust = ({ owner, growing, cause, lateOrigin }: SuspectFinding): number => {
    if (isAlone && lateOrigin !== null) return 1;
    const isBare = owner.origin === 'runtime' && growing.tier >= ClassTier.value;
    return isBare && cause.kind === 'unbounded-collection' ? 1 : 0;
  };
  const weight = ({ retained, cause, holderSizes, entrySteps }: SuspectFinding): number => {
    if (!isAlone) return retained;
    const isFew = holderSizes !== null && entrySteps[0] < FEW_ENTRIES;
    return retained * (GENERAL.has(cause.kind) ? 1 : MECHANISM_WEIGHT) * (isFew ? FEW_WEIGHT : 1);
  };
  return [...findings].sort(
    (a, b) => trust(a) - trust(b) || weight(b) - weight(a) || a.growing.classNumber - b.growing.classNumber,
  );
}
