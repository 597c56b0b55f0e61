// SPDX-License-Identifier: MIT
// Named steps -> a path of the report: ordinals become ids, names are masked, places get 1-based lines.

import { NO_EDGE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { shortenName } from '../core/shorten-text.js';
import type { ClassIndex } from '../analysis/classes.js';
import { nameEdge } from '../analysis/edge-names.js';
import type { NamedStep } from '../analysis/named-paths.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { NodeKind } from '../format/kinds.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation, originalName } from '../heap/locations.js';
import { nodeName } from '../heap/names.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassName, maskKey } from './mask-names.js';
import type { FoldedStep, PathStep } from './model.js';

/** The columns that describe the steps of a path. */
export interface PathColumns {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  readonly locations: LocationIndex;
  readonly shallowSize: NodeColumn;
  readonly retainedSize: Float64Array;
}

const ROOTS = '(GC roots)';

/** Of very many folded steps, as of a long list, half of these from each end. */
const FOLDED_TOLD = 24;

/** Builds a path; with `tellFolded` it names what it leaves out. O(steps). */
export function buildPath(
  columns: PathColumns,
  steps: readonly NamedStep[],
  show: ShowStrings,
  tellFolded = false,
): readonly PathStep[] {
  const { graph, locations, shallowSize, retainedSize } = columns;
  return steps.map(({ node, edge, name, role, folded }): PathStep => ({
    id: graph.nodeId[node],
    className: role === 'roots' ? nameRoots(graph, node, show) : nameClass(columns, node, show),
    name: name === null ? null : role === 'module' ? shortenName(name) : maskKey(name, show),
    edge:
      edge === null
        ? null
        : { kind: edge.kind, name: role === 'module' ? shortenName(edge.name) : maskKey(edge.name, show) },
    folded: folded.length,
    ...(tellFolded && folded.length > 0 ? { foldedSteps: buildFolded(columns, folded, show) } : {}),
    ...tellFunction(columns, node, name, show),
    location: buildLocation(findLocation(graph, locations, node)),
    shallowSize: shallowSize[node],
    retainedSize: retainedSize[node],
  }));
}

function nameClass({ classes }: PathColumns, node: NodeOrdinal, show: ShowStrings): string {
  return maskClassName(classes.classes[classes.classOf[node]].name, show);
}

function nameRoots(graph: HeapGraph, node: NodeOrdinal, show: ShowStrings): string {
  return node === graph.root ? ROOTS : maskKey(nodeName(graph, node), show);
}

function buildFolded(
  { graph, classes }: PathColumns,
  steps: readonly RawStep[],
  show: ShowStrings,
): readonly FoldedStep[] {
  const half = FOLDED_TOLD / 2;
  const told = steps.length <= FOLDED_TOLD ? steps : [...steps.slice(0, half), ...steps.slice(-half)];
  return told.map(({ node, edge }) => {
    const kind = graph.nodeKind[node];
    const isNamed = kind === NodeKind.closure || kind === NodeKind.synthetic;
    const own = isNamed ? nodeName(graph, node) : '';
    const by = edge === NO_EDGE ? null : nameEdge(graph, findEdgeOwner(graph, edge), edge);
    return {
      id: graph.nodeId[node],
      className: maskClassName(classes.classes[classes.classOf[node]].name, show),
      name: own === '' ? null : maskKey(own, show),
      edge: by === null ? null : { kind: by.kind, name: maskKey(by.name, show) },
    };
  });
}

/** A function's own name, the original one where a source map knows it. */
function tellFunction(
  { graph, locations }: PathColumns,
  node: NodeOrdinal,
  name: string | null,
  show: ShowStrings,
): Pick<PathStep, 'functionName'> {
  if (graph.nodeKind[node] !== NodeKind.closure) return {};
  const own = originalName(graph, locations, node);
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
