// SPDX-License-Identifier: MIT
// A raw retaining path -> the steps that a person would tell: modules, globals, variables, properties, entries
// of collections, closures. V8's tables, contexts and hidden nodes, the runtime's own way to the program, and
// the middle of repeats are folded into a count.
//
//   raw    root, global, get process, (context), process, ... Module, exports, login, (context), Map, (table), Session
//   named  (GC roots) -> module src/auth.js -> sessions: Map -> [entry] Session
//
// O(steps * edges of the few nodes whose names are looked up).

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { findRepeats } from '../core/fold-repeats.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation, originalName } from '../heap/locations.js';
import { edgeName, isEdgeNamed, isNodeNamed, nodeName } from '../heap/names.js';
import { cutPath } from './cut-path.js';
import type { ToldEdge } from './edge-names.js';
import { STACK_ROOTS } from './detours.js';
import { isInternalNode } from './internal-nodes.js';
import type { RawStep } from './retaining-paths.js';
import { type EdgeTeller, IN_WEAK_MAP, buildEdgeTeller, isPrototypeName } from './tell-edge.js';
import { type ScriptNames, buildScriptNames, isRuntimeUrl } from './script-names.js';

/** One step that is told. */
export interface NamedStep {
  readonly node: NodeOrdinal;
  /** How it is reached from the step before, in people's words; null for the first. */
  readonly edge: ToldEdge | null;
  /** File of a module, variable or property; null where the class says it all. */
  readonly name: string | null;
  /** What the node is in the program. */
  readonly role: StepRole;
  /** Raw steps left out before this one. */
  readonly folded: readonly RawStep[];
}

export type StepRole = 'roots' | 'global' | 'module' | 'closure' | 'object';

/** Names paths of one graph. */
export interface PathNamer {
  readonly scripts: ScriptNames;
  /** @param steps from the root down, as `findRetainingPath` gives them */
  namePath(steps: readonly RawStep[]): readonly NamedStep[];
}

/** What a path's names come from. */
export interface PathNamerInputs {
  readonly graph: HeapGraph;
  readonly locations: LocationIndex;
}

type Fate = 'keep' | 'fold';

/** Prepares for naming paths. O(script URLs). */
export function buildPathNamer(inputs: PathNamerInputs): PathNamer {
  const { graph, locations } = inputs;
  const scripts = buildScriptNames(graph, locations);
  const edges = buildEdgeTeller(graph, locations);
  return {
    scripts,
    namePath(whole) {
      if (whole.length === 0) return [];
      const { steps, indexOf } = cutPath(whole);
      const roles = steps.map(({ node, edge }, index) => roleOf(graph, scripts, node, edge, index));
      const fates = steps.map((): Fate => 'keep');
      // A chain that begins at some object is the program's own from there on.
      const start = steps[0].node === graph.root ? findStart(inputs, steps, roles) : 0;
      for (let i = 1; i < start; i++) fates[i] = 'fold';
      foldInternals(graph, steps, roles, fates, start);
      foldModules(graph, steps, roles, fates, start);
      fates[0] = 'keep';
      fates[steps.length - 1] = 'keep';
      const kept = steps.flatMap((_, index) =>
        fates[index] === 'fold' ? [] : [{ index: indexOf(index), role: roles[index] }],
      );
      return tellSteps(inputs, scripts, edges, whole, kept);
    },
  };
}

type RawRole = StepRole | 'group' | 'context' | 'table' | 'internal';

function roleOf(
  graph: HeapGraph,
  scripts: ScriptNames,
  node: NodeOrdinal,
  edge: EdgeOrdinal,
  index: number,
): RawRole {
  if (index === 0 && node === graph.root) return 'roots';
  switch (graph.nodeKind[node]) {
    case NodeKind.synthetic:
      // What only a running function holds is told so: it may be gone when the function ends.
      return isNodeNamed(graph, node, STACK_ROOTS) ? 'roots' : 'group';
    case NodeKind.array:
      return 'table';
    case NodeKind.closure:
      return 'closure';
    case NodeKind.hidden:
    case NodeKind.code:
    case NodeKind.objectShape:
      return scripts.moduleFile(node) === null ? 'internal' : 'module';
    case NodeKind.native:
      if (scripts.moduleFile(node) !== null) return 'module';
      return isInternalNode(graph, node) ? 'internal' : 'object';
    case NodeKind.object: {
      const name = nodeName(graph, node);
      if (/^system \/ Context\b/.test(name)) return 'context';
      if (isInternalNode(graph, node)) return 'internal';
      if (isGlobal(graph, edge, name)) return 'global';
      return (name === 'Module' || name === 'ModuleWrap') && scripts.moduleFile(node) !== null
        ? 'module'
        : 'object';
    }
    default:
      return 'object';
  }
}

function isGlobal(graph: HeapGraph, edge: EdgeOrdinal, name: string): boolean {
  if (graph.edgeKind[edge] === EdgeKind.shortcut) return true;
  if (graph.edgeKind[edge] === EdgeKind.internal && isEdgeNamed(graph, edge, 'global_object')) return true;
  return /^(?:global|GlobalObject|globalThis)$|^(?:Window|global)(?: [/(\[]|$)/.test(name);
}

/**
 * Where the program's own part of the path begins: at the last module that is not the target itself, else
 * behind the last of the runtime's closures that come before anything of the program's.
 */
function findStart(
  { graph, locations }: PathNamerInputs,
  steps: readonly RawStep[],
  roles: readonly RawRole[],
): number {
  // Modules that are being loaded lead to their loader, and whatever that keeps is not theirs.
  const loader = steps.findLastIndex(({ node }) => isLoader(graph, node));
  const module = roles.lastIndexOf('module', steps.length - 2);
  if (loader > module && loader < steps.length - 1) return loader;
  if (module > 0) {
    // Two nodes may stand for one module: its wrapper says more.
    return module > 1 && roles[module - 1] === 'module' ? module - 1 : module;
  }
  let start = 1;
  for (let i = 1; i < steps.length - 1; i++) {
    const { node } = steps[i];
    switch (roles[i]) {
      case 'closure': {
        const url = findLocation(graph, locations, node)?.url ?? null;
        // A function without a place is built in (or bound), and anybody's; where none has a place, it may be the program's.
        if (url === null && graph.data.locations.count > 0) break;
        if (url === null || !isRuntimeUrl(url)) return start;
        start = i + 1;
        break;
      }
      case 'object':
        if (!isRuntimeObject(graph, node)) return start;
        break;
      default:
    }
  }
  return start;
}

function isLoader(graph: HeapGraph, node: NodeOrdinal): boolean {
  return (
    graph.nodeKind[node] === NodeKind.object && /^(?:ModuleLoader|ESMLoader)$/.test(nodeName(graph, node))
  );
}

/** Objects that may stand between the runtime's closures. */
function isRuntimeObject(graph: HeapGraph, node: NodeOrdinal): boolean {
  return /^(?:Object|process|Array|Generator|Promise)$/.test(nodeName(graph, node));
}

/** Folds contexts, tables, hidden nodes, and what only leads on to another name. */
function foldInternals(
  graph: HeapGraph,
  steps: readonly RawStep[],
  roles: readonly RawRole[],
  fates: Fate[],
  start: number,
): void {
  for (let i = Math.max(start, 1); i < steps.length - 1; i++) {
    switch (roles[i]) {
      case 'group':
      case 'context':
      case 'table':
      case 'internal':
        fates[i] = 'fold';
        break;
      case 'closure':
        // A bound function stands for the one that it binds, not for what it is bound to.
        if (isNodeNamed(graph, steps[i].node, 'native_bind') && roles[i + 1] === 'closure') fates[i] = 'fold';
        break;
      case 'object': {
        const name = edgeName(graph, steps[i].edge);
        // `emitter._events.tick` is one name; timers hang in one map of lists.
        if (FOLDED_NAMES.has(name) && i + 1 < steps.length - 1) fates[i] = 'fold';
        if (isPrototypeName(name) && graph.edgeKind[steps[i].edge] === EdgeKind.property) fates[i] = 'fold';
        break;
      }
      case 'global':
        // It is the holder of its properties, not of what V8 keeps for it.
        if (graph.edgeKind[steps[i + 1].edge] !== EdgeKind.property) fates[i] = 'fold';
        break;
      default:
    }
  }
}

/** The property of a handle that leads to its object. */
const OWNER = '<symbol owner_symbol>';

const FOLDED_NAMES: ReadonlySet<string> = new Set(['_events', 'timerListMap']);

/**
 * Behind a module: its exports and the functions through which a variable is reached say nothing that the
 * variable's name does not. A class stays if the path goes on over a static property.
 */
function foldModules(
  graph: HeapGraph,
  steps: readonly RawStep[],
  roles: readonly RawRole[],
  fates: Fate[],
  start: number,
): void {
  if (roles[start] !== 'module') return;
  let i = start + 1;
  // The wrapper of a module and the module.
  while (i < steps.length - 1 && roles[i] === 'module') fates[i++] = 'fold';
  for (; i < steps.length - 1; i++) {
    const { node, edge } = steps[i];
    if (fates[i] === 'fold') continue;
    if (roles[i] === 'closure') {
      // Where a variable's own context is on the way, the variable is not just another function of the module.
      if (graph.edgeKind[edge] === EdgeKind.context && roles[i + 1] === 'context') return;
      // Nor is a property with variables of its own, e.g. the first of functions that each wrap the one before.
      if (graph.edgeKind[edge] === EdgeKind.property && isInnerScope(graph, steps, roles, i)) return;
      const next = steps[i + 1].edge;
      if (graph.edgeKind[next] === EdgeKind.property && !isPrototypeName(edgeName(graph, next))) return;
      fates[i] = 'fold';
      continue;
    }
    const isExports = graph.edgeKind[edge] === EdgeKind.property && isEdgeNamed(graph, edge, 'exports');
    const isBody = nodeName(graph, node) === 'Generator';
    const isPlain = nodeName(graph, node) === 'Object';
    if (!isBody && !(isExports && isPlain && i + 1 < steps.length - 1)) return;
    fates[i] = 'fold';
  }
}

/** Whether a function leads on to a variable that is not one of the module's, but of a function in it. */
function isInnerScope(
  graph: HeapGraph,
  steps: readonly RawStep[],
  roles: readonly RawRole[],
  closure: number,
): boolean {
  let at = closure;
  while (at + 1 < steps.length && roles[at + 1] === 'context') at++;
  if (at === closure) return false;
  const { node } = steps[at];
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) {
    if (graph.edgeKind[edge] === EdgeKind.internal && isEdgeNamed(graph, edge, 'previous'))
      return /^system \/ Context\b/.test(nodeName(graph, graph.edgeTarget[edge]));
  }
  return false;
}

/** A step that is not folded, unless it is one of many repeats. */
interface KeptStep {
  readonly index: number;
  readonly role: RawRole;
}

/** The same in words. */
interface ToldStep extends KeptStep {
  readonly edge: ToldEdge | null;
  readonly signature: string;
}

function tellSteps(
  inputs: PathNamerInputs,
  scripts: ScriptNames,
  edges: EdgeTeller,
  steps: readonly RawStep[],
  kept: readonly KeptStep[],
): readonly NamedStep[] {
  const { graph } = inputs;
  const told = kept.map(({ index, role }, at): ToldStep => {
    const edge = at === 0 ? null : edges.tell(steps, kept[at - 1].index + 1, index);
    return { index, role, edge, signature: signatureOf(graph, steps[index].node, edge) };
  });
  const repeated = findRepeats(told.map(({ signature }) => signature));
  const named: NamedStep[] = [];
  let before = -1;
  told.forEach(({ index, edge, role: rawRole }, at) => {
    if (repeated[at]) return;
    const { node } = steps[index];
    const role = toStepRole(rawRole);
    const file = role === 'module' ? scripts.moduleFile(node) : null;
    const name =
      file !== null && file !== ''
        ? scripts.shorten(file)
        : role === 'global'
          ? null
          : nameOf(inputs, node, edge);
    // The module cache has the file's whole path as its key.
    const told =
      file !== null && edge?.name === file ? { kind: edge.kind, name: scripts.shorten(file) } : edge;
    named.push({ node, edge: told, name, role, folded: steps.slice(before + 1, index) });
    before = index;
  });
  return named;
}

function toStepRole(role: RawRole): StepRole {
  return role === 'roots' || role === 'global' || role === 'module' || role === 'closure' ? role : 'object';
}

/** What a step is called by those who hold it; functions that nobody names by their own name. */
function nameOf(
  { graph, locations }: PathNamerInputs,
  node: NodeOrdinal,
  edge: ToldEdge | null,
): string | null {
  const isNamed = edge !== null && (edge.kind === 'property' || edge.kind === 'context');
  // V8 writes so for a symbol without a description.
  if (isNamed && edge.name !== 'this' && edge.name !== 'undefined') return edge.name;
  // The key's own properties do not lead to it.
  if (edge?.kind === 'internal' && edge.name.startsWith(IN_WEAK_MAP))
    return `(${edge.name.slice(IN_WEAK_MAP.length - 'WeakMap'.length)})`;
  if (graph.nodeKind[node] === NodeKind.closure) return originalName(graph, locations, node) || null;
  if (isNodeNamed(graph, node, 'Generator')) return nameOfGenerator({ graph, locations }, node);
  return edge?.kind === 'internal' ? nameOfHandle(graph, node) : null;
}

/** Node's handles, which the system holds, know the object of the program that they belong to. */
function nameOfHandle(graph: HeapGraph, node: NodeOrdinal): string | null {
  if (graph.nodeKind[node] !== NodeKind.object) return null;
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.property || !isEdgeNamed(graph, edge, OWNER)) continue;
    const owner = graph.edgeTarget[edge];
    return graph.nodeKind[owner] === NodeKind.object ? `handle of ${nodeName(graph, owner)}` : null;
  }
  return null;
}

/** The function that waits in a generator object. */
function nameOfGenerator({ graph, locations }: PathNamerInputs, node: NodeOrdinal): string | null {
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) {
    const target = graph.edgeTarget[edge];
    if (graph.nodeKind[target] === NodeKind.closure && isEdgeNamed(graph, edge, 'function'))
      return originalName(graph, locations, target) || null;
  }
  return null;
}

/** Ropes and lists repeat whatever the edges are called by. */
function signatureOf(graph: HeapGraph, node: NodeOrdinal, edge: ToldEdge | null): string {
  const kind = graph.nodeKind[node];
  if (kind === NodeKind.consString || kind === NodeKind.slicedString) return 'rope';
  const isIndexed = edge?.kind === 'element' || edge?.kind === 'hidden';
  return `${kind} ${graph.nodeName[node]} ${edge?.kind ?? ''} ${isIndexed ? '' : (edge?.name ?? '')}`;
}
