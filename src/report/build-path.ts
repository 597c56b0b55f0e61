// SPDX-License-Identifier: MIT
// Named steps -> a path of the report: ordinals become ids, names are masked, places get 1-based lines.

import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import type { ClassIndex } from '../analysis/classes.js';
import type { NamedStep } from '../analysis/named-paths.js';
import { NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { nodeName } from '../heap/names.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassName, maskKey } from './mask-names.js';
import type { PathStep } from './model.js';

/** The columns that describe the steps of a path. */
export interface PathColumns {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly locations: LocationIndex;
  readonly shallowSize: NodeColumn;
  readonly retainedSize: Float64Array;
}

const ROOTS = '(GC roots)';

/** Builds a path. O(steps). */
export function buildPath(
  columns: PathColumns,
  steps: readonly NamedStep[],
  show: ShowStrings,
): readonly PathStep[] {
  const { graph, classes, locations, shallowSize, retainedSize } = columns;
  return steps.map(({ node, edge, name, role, folded }): PathStep => ({
    id: graph.nodeId[node],
    className: role === 'roots' ? ROOTS : maskClassName(classes.classes[classes.classOf[node]].name, show),
    name: name === null ? null : role === 'module' ? name : maskKey(name, show),
    edge:
      edge === null
        ? null
        : { kind: edge.kind, name: role === 'module' ? edge.name : maskKey(edge.name, show) },
    folded,
    ...tellFunction(columns, node, name, show),
    location: buildLocation(findLocation(graph, locations, node)),
    shallowSize: shallowSize[node],
    retainedSize: retainedSize[node],
  }));
}

/** A function's own name, the original one where a source map knows it. */
function tellFunction(
  { graph, locations }: PathColumns,
  node: NodeOrdinal,
  name: string | null,
  show: ShowStrings,
): Pick<PathStep, 'functionName'> {
  if (graph.nodeKind[node] !== NodeKind.closure) return {};
  const own = findLocation(graph, locations, node)?.source?.name ?? nodeName(graph, node);
  return own === '' || own === 'native_bind' || own === name ? {} : { functionName: maskKey(own, show) };
}

/** `(GC roots) → module src/auth.js → sessions: Map → Session @90533` */
export function buildPathText(path: readonly PathStep[]): string {
  return path
    .map((step, index) =>
      index > 0 && index === path.length - 1 ? `${stepText(step)} @${step.id}` : stepText(step),
    )
    .join(' → ');
}

function stepText({ className, name }: PathStep): string {
  if (name === null || name === className) return className;
  return isModule(className, name) ? `module ${name}` : `${name}: ${className}`;
}

/** An ES module whose body is done is a hidden node of V8's, told by its file. */
function isModule(className: string, name: string): boolean {
  if (className === '(system)') return /\.[cm]?[jt]sx?$/.test(name);
  return /^(?:Module|ModuleWrap|system \/ SourceTextModule)$/.test(className);
}
