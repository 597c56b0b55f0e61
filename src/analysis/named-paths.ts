// SPDX-License-Identifier: MIT
// A raw retaining path -> the steps that a person would tell: modules, globals, variables, properties, entries
// of collections, closures. V8's tables, contexts and hidden nodes, the runtime's own way to the program, and
// the middle of repeats are folded into a count.
//
//   raw    root, global, get process, (context), process, ... Module, exports, login, (context), Map, (table), Session
//   named  (GC roots) -> module src/auth.js -> sessions: Map -> [entry] Session
//
// O(steps * edges of the few nodes whose names are looked up).

import { NO_EDGE, type EdgeOrdinal, type NodeOrdinal } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { edgeName, isNodeNamed, nodeName } from '../heap/names.js';
import { tellEdgeName } from './edge-names.js';
import { findRepeats } from './fold-repeats.js';
import { isInternalNode } from './internal-nodes.js';
import type { RawStep } from './retaining-paths.js';
import { type ScriptNames, buildScriptNames, isRuntimeUrl } from './script-names.js';

/** One step that is told. */
export interface NamedStep {
  readonly node: NodeOrdinal;
  /** How it is reached from the step before, in people's words; null for the first. */
  readonly edge: { readonly kind: string; readonly name: string } | null;
  /** File of a module, variable or property; null where the class says it all. */
  readonly name: string | null;
  /** What the node is in the program. */
  readonly role: StepRole;
  /** Raw steps left out before this one. */
  readonly folded: number;
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
  return {
    scripts,
    namePath(steps) {
      if (steps.length === 0) return [];
      const roles = steps.map(({ node, edge }, index) => roleOf(graph, scripts, node, edge, index));
      const fates = steps.map((): Fate => 'keep');
      // A chain that begins at some object is the program's own from there on.
      const start = steps[0].node === graph.root ? findStart(inputs, steps, roles) : 0;
      for (let i = 1; i < start; i++) fates[i] = 'fold';
      foldInternals(graph, steps, roles, fates, start);
      foldModules(graph, steps, roles, fates, start);
      fates[0] = 'keep';
      fates[steps.length - 1] = 'keep';
      return tellSteps(graph, scripts, steps, roles, fates);
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
      return 'group';
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
  if (graph.edgeKind[edge] === EdgeKind.internal && edgeName(graph, edge) === 'global_object') return true;
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
  const module = roles.lastIndexOf('module', steps.length - 2);
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
        if (PROTOTYPES.has(name) && graph.edgeKind[steps[i].edge] === EdgeKind.property) fates[i] = 'fold';
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

const FOLDED_NAMES: ReadonlySet<string> = new Set(['_events', 'timerListMap']);
const PROTOTYPES: ReadonlySet<string> = new Set(['prototype', '__proto__']);

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
      const next = steps[i + 1].edge;
      if (graph.edgeKind[next] === EdgeKind.property && !PROTOTYPES.has(edgeName(graph, next))) return;
      fates[i] = 'fold';
      continue;
    }
    const isExports = graph.edgeKind[edge] === EdgeKind.property && edgeName(graph, edge) === 'exports';
    const isBody = nodeName(graph, node) === 'Generator';
    const isPlain = nodeName(graph, node) === 'Object';
    if (!isBody && !(isExports && isPlain && i + 1 < steps.length - 1)) return;
    fates[i] = 'fold';
  }
}

/** A kept step before repeats are folded. */
interface ToldStep {
  readonly index: number;
  readonly edge: { readonly kind: string; readonly name: string } | null;
  readonly signature: string;
}

function tellSteps(
  graph: HeapGraph,
  scripts: ScriptNames,
  steps: readonly RawStep[],
  roles: readonly RawRole[],
  fates: readonly Fate[],
): readonly NamedStep[] {
  const told: ToldStep[] = [];
  let last = 0;
  for (let i = 0; i < steps.length; i++) {
    if (fates[i] === 'fold') continue;
    const edge = i === 0 ? null : tellEdge(graph, steps, last + 1, i);
    told.push({ index: i, edge, signature: signatureOf(graph, steps[i].node, edge) });
    last = i;
  }
  const repeated = findRepeats(told.map(({ signature }) => signature));
  const named: NamedStep[] = [];
  let before = -1;
  told.forEach(({ index, edge }, at) => {
    if (repeated[at]) return;
    const { node } = steps[index];
    const role = toStepRole(roles[index]);
    const file = role === 'module' ? scripts.moduleFile(node) : null;
    const name =
      file !== null && file !== ''
        ? scripts.shorten(file)
        : role === 'global'
          ? null
          : nameOf(graph, node, edge);
    // The module cache has the file's whole path as its key.
    const told =
      file !== null && edge?.name === file ? { kind: edge.kind, name: scripts.shorten(file) } : edge;
    named.push({ node, edge: told, name, role, folded: index - before - 1 });
    before = index;
  });
  return named;
}

function toStepRole(role: RawRole): StepRole {
  return role === 'roots' || role === 'global' || role === 'module' || role === 'closure' ? role : 'object';
}

/** What a step is called by those who hold it; functions that nobody names by their own name. */
function nameOf(
  graph: HeapGraph,
  node: NodeOrdinal,
  edge: { readonly kind: string; readonly name: string } | null,
): string | null {
  const isNamed = edge !== null && (edge.kind === 'property' || edge.kind === 'context');
  if (isNamed && edge.name !== 'this') return edge.name;
  if (graph.nodeKind[node] === NodeKind.closure) return nodeName(graph, node) || null;
  return isNodeNamed(graph, node, 'Generator') ? nameOfGenerator(graph, node) : null;
}

/** The function that waits in a generator object. */
function nameOfGenerator(graph: HeapGraph, node: NodeOrdinal): string | null {
  const end = graph.firstEdge[node + 1];
  for (let edge = graph.firstEdge[node]; edge < end; edge++) {
    const target = graph.edgeTarget[edge];
    if (graph.nodeKind[target] === NodeKind.closure && edgeName(graph, edge) === 'function')
      return nodeName(graph, target) || null;
  }
  return null;
}

/** Ropes and lists repeat whatever the edges are called by. */
function signatureOf(
  graph: HeapGraph,
  node: NodeOrdinal,
  edge: { readonly kind: string; readonly name: string } | null,
): string {
  const kind = graph.nodeKind[node];
  if (kind === NodeKind.consString || kind === NodeKind.slicedString) return 'rope';
  const isIndexed = edge?.kind === 'element' || edge?.kind === 'hidden';
  return `${kind} ${graph.nodeName[node]} ${edge?.kind ?? ''} ${isIndexed ? '' : (edge?.name ?? '')}`;
}

/**
 * The name by which raw step `to` is reached from the kept step before `from`: the last property, variable or
 * index on the way; where there is none, the last of V8's own names.
 */
function tellEdge(
  graph: HeapGraph,
  steps: readonly RawStep[],
  from: number,
  to: number,
): { readonly kind: string; readonly name: string } {
  let found = -1;
  for (let i = to; i >= from && found < 0; i--) {
    const { edge } = steps[i];
    if (edge === NO_EDGE) continue;
    const kind = graph.edgeKind[edge];
    const isOfGroup = graph.nodeKind[steps[i - 1].node] === NodeKind.synthetic;
    const isNamed =
      kind === EdgeKind.property || kind === EdgeKind.context || (kind === EdgeKind.element && !isOfGroup);
    if (isNamed && !PROTOTYPES.has(edgeName(graph, edge))) found = i;
    else if (isEntry(graph, steps, i)) return { kind: 'element', name: 'entry' };
  }
  if (found < 0) {
    const waiting = tellPromise(graph, steps, to);
    if (waiting !== null) return waiting;
  }
  const index = found < 0 ? to : found;
  const { edge } = steps[index];
  const name = tellEdgeName(edgeName(graph, edge));
  // `_events` and what it holds under an event's name.
  if (index > from && edgeName(graph, steps[index - 1].edge) === '_events')
    return { kind: 'property', name: `_events.${name}` };
  return { kind: graph.edgeKindNames[graph.edgeKind[edge]], name };
}

/** The fields of promises, which V8 numbers: the promise that a function settles, and what waits for one. */
function tellPromise(
  graph: HeapGraph,
  steps: readonly RawStep[],
  index: number,
): { readonly kind: string; readonly name: string } | null {
  const { node, edge } = steps[index];
  if (isNodeNamed(graph, node, 'Generator') && edgeName(graph, edge) === 'extension')
    return { kind: 'internal', name: 'waiting function' };
  if (index > 0 && isNodeNamed(graph, steps[index - 1].node, 'system / PromiseReaction'))
    return { kind: 'internal', name: 'reaction' };
  if (index > 1 && /^bound_argument|^bindings$/.test(edgeName(graph, steps[index - 1].edge)))
    return { kind: 'internal', name: 'bound argument' };
  const isHidden = graph.edgeKind[edge] === EdgeKind.hidden;
  if (
    (isHidden || graph.edgeKind[edge] === EdgeKind.internal) &&
    index > 1 &&
    steps.slice(index - 2, index).some((step) => isNodeNamed(graph, step.node, 'Generator'))
  )
    return { kind: 'internal', name: 'local variable' };
  return isHidden && isNodeNamed(graph, node, 'Promise') ? { kind: 'internal', name: 'promise' } : null;
}

/** Whether a step is reached out of the table of a Map or Set. */
function isEntry(graph: HeapGraph, steps: readonly RawStep[], index: number): boolean {
  if (index < 2 || graph.edgeKind[steps[index].edge] !== EdgeKind.internal) return false;
  return (
    graph.nodeKind[steps[index - 1].node] === NodeKind.array &&
    edgeName(graph, steps[index - 1].edge) === 'table'
  );
}
