// SPDX-License-Identifier: MIT
// Which edges a retaining path should avoid if it can, because nobody could mend the program there: V8's
// bookkeeping (hidden classes, feedback, compiled code, caches of the compiler), the stack at the time of the
// snapshot, a debugger, and the runtime's own handles where the application holds the object itself.
//
// O(strings) to prepare, constant per edge.
// Source: MemLab, TraceFinder.ts (its list of postponed edges); V8, heap-snapshot-generator.cc and roots.h (names).

import { hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, startsWith } from '../format/string-table.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, nodeName } from '../heap/names.js';
import { findImportLists } from './module-cells.js';

/**
 * What an edge of each rank counts in a path's length: one step; a way through the runtime's own handles, worth
 * it only if an application's way is longer by so much; the variables of a function that runs at the time, which may be
 * gone a moment later; and a way that is only taken if there is no other.
 */
export const DETOUR_COSTS: readonly number[] = [1, 16, 50_000, 100_000];

/** Index into `DETOUR_COSTS`. */
export const DetourRank = { none: 0, runtime: 1, stack: 2, last: 3 } as const;

/** Ranks edges. */
export interface DetourRules {
  rankOf(owner: NodeOrdinal, edge: EdgeOrdinal, target: NodeOrdinal): number;
  /** Whether a node is V8's bookkeeping: every edge to it is of the last rank. */
  isBookkeeping(node: NodeOrdinal): boolean;
}

/** Names of V8's bookkeeping, by node. */
const BOOKKEEPING: readonly string[] = [
  'system / Map',
  'system / PropertyCell',
  'system / FeedbackCell',
  'system / ManyClosuresCell',
  'system / OneClosureCell',
  'system / NoClosuresCell',
  'system / FeedbackVector',
  'system / FeedbackMetadata',
  'system / ClosureFeedbackCellArray',
  '(feedback vector)',
  'system / AllocationSite',
  '(map descriptors)',
  'system / DescriptorArray',
  'system / EnumCache',
  '(transition array)',
  'system / TransitionArray',
  'system / PrototypeInfo',
  'system / ScopeInfo',
  'system / Script',
  'system / SharedFunctionInfo',
  'system / BytecodeArray',
  'system / Code',
  'system / UncompiledData',
  'system / InterpreterData',
  'system / FunctionTemplateInfo',
  'system / ObjectTemplateInfo',
  'system / StackFrameInfo',
  'system / StackTraceFrame',
  'system / DebugInfo',
  'system / BreakPointInfo',
];

/** What functions that run have in their variables: of a script that has not come to its end, all that it has. */
export const STACK_ROOTS: string = '(Stack roots)';

/** Roots that stand for a moment, for the compiler or for a debugger. */
const LAST_ROOTS: readonly string[] = [
  '(Handle scope)',
  '(Relocatable)',
  '(Debugger)',
  '(Compilation cache)',
  '(Builtins)',
  '(Startup object cache)',
  '(Shareable object cache)',
  '(Partial snapshot cache)',
  '(Internalized strings)',
  '(Read-only roots)',
  '(Retain maps)',
  '(Code flusher)',
  '(Identity map)',
];

/** Roots through which a runtime holds its own. */
const RUNTIME_ROOTS: readonly string[] = [
  '(Global handles)',
  '(Eternal handles)',
  '(Traced handles)',
  '(Thread manager)',
  'C++ Persistent roots',
  'C++ CrossThreadPersistent roots',
  'C++ roots',
  'C++ cross-thread roots',
];

/**
 * Lists by which a runtime holds its objects, whoever else does: Blink those of a page that do or listen to something,
 * workerd all that are its own.
 */
const LISTS_OF_ALL: readonly string[] = ['Pending activities', 'workerd / HeapTracer'];

/**
 * A module that is no ES module, as one that imports it sees it: CommonJS, JSON, or the runtime's own. What it exports
 * is held by the module itself.
 */
const SYNTHETIC_MODULE = 'system / SyntheticModule';

/** Edges that Node's own objects have to what an application handed over. */
const RUNTIME_EDGES: readonly string[] = [
  'cleanup_queue',
  'execution_async_resources',
  'async_ids_stack',
  'mainModule',
  'timerListMap',
  'timerListQueue',
  'immediateQueue',
  'outstandingQueue',
];

/**
 * Classes do not hang on their instances: from any object one comes over its prototype and a method to all variables
 * beside the class, which then seemed to be a matter of whoever keeps one instance.
 */
const PROTOTYPE = '__proto__';

/** An engine's table of an object's properties, whose names are those of the object's own edges: V8's, and Hermes' slots. */
const PROPERTIES: readonly string[] = [
  'properties',
  'propStorage',
  ...Array.from({ length: 10 }, (_, slot) => `directProp${slot}`),
];

/** Edges to what runs while the snapshot is taken, and to the text that the last regular expression was tried on. */
const LAST_EDGES: readonly string[] = ['current_microtask', 'regexp_last_match_info'];

/** End of the names by which strong roots hold what V8's compiler is at: `126 / IdentityMapBase`. */
const OF_COMPILER = ' / IdentityMapBase';
const STRONG = '(Strong roots)';

/** Variables of Node's own in which these streams are; whoever writes to one, such as a worker, is one of its listeners. */
const STREAMS: readonly string[] = ['stdin', 'stdout', 'stderr'];

/** Edges of `process` through which whole applications hang. */
const PROCESS_EDGES: readonly string[] = ['_events', 'domain', ...STREAMS, '_exiting'];

/** Prepares the rules for a graph. */
export function buildDetourRules(graph: HeapGraph): DetourRules {
  const { nodeKind, edgeKind, numericEdgeKinds, root } = graph;
  const lists = [
    BOOKKEEPING,
    RUNTIME_EDGES,
    [PROTOTYPE],
    LAST_EDGES,
    PROCESS_EDGES,
    LISTS_OF_ALL,
    STREAMS,
    PROPERTIES,
  ];
  const singles = ['process', 'error', 'Object', 'Array', STACK_ROOTS, STRONG, SYNTHETIC_MODULE];
  const found = findStrings(graph.strings, [...lists.flat(), ...singles]);
  const [bookkeeping, runtimeEdges, prototype, lastEdges, ofProcess, listsOfAll, streams, properties] =
    lists.map((list) => found.splice(0, list.length));
  const [process, error, object, array, stack, strong, syntheticModule] = found;
  const targetRanks = markStrings(graph, bookkeeping, DetourRank.last);
  const edgeRanks = markStrings(graph, [...runtimeEdges, ...prototype], DetourRank.runtime);
  for (const index of lastEdges) if (index >= 0) edgeRanks[index] = DetourRank.last;
  for (const group of findGroups(graph, strong))
    for (let edge = graph.firstEdge[group]; edge < graph.firstEdge[group + 1]; edge++)
      if (edgeName(graph, edge).endsWith(OF_COMPILER)) edgeRanks[graph.edgeName[edge]] = DetourRank.last;
  const processEdges = markStrings(graph, ofProcess, DetourRank.runtime);
  const tableRanks = markStrings(graph, properties, DetourRank.runtime);
  const streamRanks = markStrings(graph, streams, DetourRank.runtime);
  const listRanks = markStrings(graph, listsOfAll, DetourRank.runtime);
  const importLists = findImportLists(graph);
  const isBookkeeping = (node: NodeOrdinal): boolean => {
    switch (nodeKind[node]) {
      case NodeKind.code:
      case NodeKind.objectShape:
        return true;
      case NodeKind.hidden:
      case NodeKind.array:
        return targetRanks[graph.nodeName[node]] !== 0;
      default:
        return false;
    }
  };
  return {
    isBookkeeping,
    rankOf(owner, edge, target) {
      if (isBookkeeping(target)) return DetourRank.last;
      const targetKind = nodeKind[target];
      if (targetKind === NodeKind.synthetic) return rankOfGroup(graph, target);
      // An exported variable belongs to the module that has it, not to those that use it.
      if (targetKind === NodeKind.array && importLists !== null && hasBit(importLists, target))
        return DetourRank.runtime;
      if (targetKind === NodeKind.native && listRanks[graph.nodeName[target]] !== 0)
        return DetourRank.runtime;
      if (targetKind === NodeKind.hidden && graph.nodeName[target] === syntheticModule)
        return DetourRank.runtime;
      const kind = edgeKind[edge];
      const ownerKind = nodeKind[owner];
      if (numericEdgeKinds[kind] === 1) {
        // Deno, Bun and old Node hang native handles under the root itself.
        return owner === root && targetKind === NodeKind.native ? DetourRank.runtime : DetourRank.none;
      }
      const name = graph.edgeName[edge];
      if (edgeRanks[name] !== 0) return edgeRanks[name];
      if (kind === EdgeKind.internal && tableRanks[name] !== 0) return DetourRank.runtime;
      if (kind === EdgeKind.context && streamRanks[name] !== 0) return DetourRank.runtime;
      // What a running function closes over has a name there; other slots of the stack have none.
      if (ownerKind === NodeKind.synthetic && graph.nodeName[owner] === stack)
        return isScope(graph, target) ? DetourRank.none : DetourRank.runtime;
      if (ownerKind === NodeKind.object && graph.nodeName[owner] === process && kind !== EdgeKind.context)
        return processEdges[name];
      // Listeners of 'error' mostly come along with one of what is waited for, as with events.once().
      if (name === error && ownerKind === NodeKind.object && graph.nodeName[owner] === object) {
        const isList = targetKind === NodeKind.object && graph.nodeName[target] === array;
        if (isList || targetKind === NodeKind.closure) return DetourRank.runtime;
      }
      return DetourRank.none;
    },
  };
}

/** Groups of roots with this name. */
function findGroups(graph: HeapGraph, name: StringIndex): readonly NodeOrdinal[] {
  const { firstEdge, edgeTarget, nodeName: names, root } = graph;
  const groups: NodeOrdinal[] = [];
  for (let edge = firstEdge[root]; edge < firstEdge[root + 1]; edge++) {
    const above = edgeTarget[edge];
    if (graph.nodeKind[above] !== NodeKind.synthetic) continue;
    for (let inner = firstEdge[above]; inner < firstEdge[above + 1]; inner++)
      if (names[edgeTarget[inner]] === name) groups.push(edgeTarget[inner]);
  }
  return groups;
}

/** Whether a node is a function or the variables of one. */
function isScope(graph: HeapGraph, node: NodeOrdinal): boolean {
  const kind = graph.nodeKind[node];
  if (kind === NodeKind.closure) return true;
  return kind === NodeKind.object && startsWith(graph.strings, graph.nodeName[node], 'system / Context');
}

function rankOfGroup(graph: HeapGraph, group: NodeOrdinal): number {
  const name = nodeName(graph, group);
  if (name === STACK_ROOTS) return DetourRank.stack;
  if (LAST_ROOTS.includes(name) || /DevTools console$|inspector/i.test(name)) return DetourRank.last;
  if (RUNTIME_ROOTS.includes(name) || /^Node \/ /.test(name)) return DetourRank.runtime;
  return DetourRank.none;
}

/** A value for each string: `rank` for the given ones, else 0. @param indexes -1 where there is no such string */
function markStrings(graph: HeapGraph, indexes: readonly number[], rank: number): Uint8Array {
  const marks = new Uint8Array(graph.strings.count);
  for (const index of indexes) if (index >= 0) marks[index] = rank;
  return marks;
}
