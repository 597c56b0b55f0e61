// SPDX-License-Identifier: MIT
// Some raw steps of a path -> how a person says that one gets over them: by the last property, variable or index.
// O(steps), and once O(nodes + edges) if a WeakMap or an exported variable is on a path.

import { NO_EDGE } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import type { LocationIndex } from '../heap/locations.js';
import { edgeName, isEdgeNamed, isNodeNamed } from '../heap/names.js';
import { type ToldEdge, tellEdgeName } from './edge-names.js';
import type { RawStep } from './retaining-paths.js';
import { isModuleCell } from './module-cells.js';
import { type OffPathNames, buildOffPathNames } from './off-path-names.js';
import { findWeakMapTable } from './weak-map-names.js';

/** Tells the edges of one graph. */
export interface EdgeTeller {
  /** How raw step `to` is reached from the kept step before `from`. */
  tell(steps: readonly RawStep[], from: number, to: number): ToldEdge;
}

/** How a path says that it goes from a key to its value, followed by the WeakMap's name. */
export const IN_WEAK_MAP: string = 'value in WeakMap';

/** How a path says that something must hold the next object, though no edge in the file does. */
const NOT_IN_FILE: ToldEdge = { kind: 'internal', name: 'not in the file' };

/** Prepares for telling edges. */
export function buildEdgeTeller(graph: HeapGraph, locations: LocationIndex): EdgeTeller {
  const names = buildOffPathNames(graph, locations);
  return { tell: (steps, from, to) => tellEdge(graph, names, steps, from, to) };
}

/** Properties that lead to what all objects of a class share. */
export function isPrototypeName(name: string): boolean {
  return name === 'prototype' || name === '__proto__';
}

/**
 * The name by which raw step `to` is reached from the kept step before `from`: the last property, variable or
 * index on the way; where there is none, the last of V8's own names.
 */
function tellEdge(
  graph: HeapGraph,
  names: OffPathNames,
  steps: readonly RawStep[],
  from: number,
  to: number,
): ToldEdge {
  let found = -1;
  for (let i = to; i >= from && found < 0; i--) {
    const { edge } = steps[i];
    if (edge === NO_EDGE) continue;
    const kind = graph.edgeKind[edge];
    // What calls a function so does not call its variables so.
    if (kind === EdgeKind.internal && i < to && isEdgeNamed(graph, edge, 'context')) break;
    const isOfGroup = graph.nodeKind[steps[i - 1].node] === NodeKind.synthetic;
    const isNamed =
      kind === EdgeKind.property || kind === EdgeKind.context || (kind === EdgeKind.element && !isOfGroup);
    if (isNamed && !isPrototypeName(edgeName(graph, edge))) {
      found = i;
      continue;
    }
    if (i > 0 && isModuleCell(graph, steps[i - 1].node)) {
      const name = names.exportOf(steps[i - 1].node);
      if (name !== null) return { kind: 'context', name };
    }
    const variable = findBlockVariable(graph, steps[i - 1].node, edge);
    if (variable !== null) {
      const original = names.variableOf(steps, i)?.source.name;
      return { kind: 'context', name: original ?? stringText(graph.strings, variable) };
    }
    const table = findWeakMapTable(graph, edge);
    if (table !== null) {
      const name = names.weakMapOf(table);
      return { kind: 'internal', name: name === null ? IN_WEAK_MAP : `${IN_WEAK_MAP} ${name}` };
    }
    if (isEntry(graph, steps, i)) return { kind: 'element', name: 'entry' };
  }
  if (found < 0) {
    const waiting = tellPromise(graph, steps, to);
    if (waiting !== null) return waiting;
  }
  const index = found < 0 ? to : found;
  const { edge } = steps[index];
  if (edge === NO_EDGE) return NOT_IN_FILE;
  const original = names.variableOf(steps, index)?.source.name;
  const name = original ?? tellEdgeName(edgeName(graph, edge));
  // `_events` and what it holds under an event's name.
  if (index > from && edgeName(graph, steps[index - 1].edge) === '_events')
    return { kind: 'property', name: `_events.${name}` };
  return { kind: graph.edgeKindNames[graph.edgeKind[edge]], name };
}

/** The fields of promises, which V8 numbers: the promise that a function settles, and what waits for one. */
function tellPromise(graph: HeapGraph, steps: readonly RawStep[], index: number): ToldEdge | null {
  const { node, edge } = steps[index];
  if (isNodeNamed(graph, node, 'Generator') && isEdgeNamed(graph, edge, 'extension'))
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
