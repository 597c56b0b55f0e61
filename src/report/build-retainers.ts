// SPDX-License-Identifier: MIT
// Retaining paths, merged retainers and dominators of one node (or one class) -> retainers report.

import type { NodeOrdinal } from '../core/columns.js';
import { shortenName } from '../core/shorten-text.js';
import type { MergedRetainers } from '../analysis/merged-retainers.js';
import type { NamedStep } from '../analysis/named-paths.js';
import type { ScriptNames } from '../analysis/script-names.js';
import { NodeKind } from '../format/kinds.js';
import { type VariableNames, buildVariableNames } from '../analysis/variable-names.js';
import { type HeapGraph, findEdgeOwner } from '../heap/heap-graph.js';
import { findLocation, originalName } from '../heap/locations.js';
import { buildLocation } from './build-location.js';
import { type ObjectColumns, buildObjectInfo } from './build-object.js';
import { buildPath } from './build-path.js';
import { type ShowStrings, maskClassName, maskKey } from './mask-names.js';
import type { ObjectInfo, PathStep, ReportHead, RetainersReport, RetainerTreeNode } from './model.js';

/** What was found. */
export interface RetainersFindings {
  readonly target: NodeOrdinal;
  /** Null where one object was asked for. */
  readonly instances: { readonly className: string; readonly nodes: readonly NodeOrdinal[] } | null;
  /** As they are told. */
  readonly paths: readonly { readonly steps: readonly PathStep[]; readonly count: number }[];
  readonly tree: MergedRetainers;
  readonly dominators: readonly NodeOrdinal[];
}

const SAMPLES = 10;

/** Of more (an object far down in a linked list), half of these from each end. */
const MOST_DOMINATORS = 10_000;

/** Builds the report. */
export function buildRetainersReport(
  head: ReportHead,
  columns: ObjectColumns,
  scripts: ScriptNames,
  findings: RetainersFindings,
  show: ShowStrings,
): RetainersReport {
  const { graph } = columns;
  const { target, instances } = findings;
  const paths = findings.paths.map(({ steps }) => steps);
  return {
    kind: 'retainers',
    ...head,
    target: nameObject(buildObjectInfo(columns, target, show), paths),
    instances:
      instances === null
        ? null
        : {
            className: maskClassName(instances.className, show),
            count: instances.nodes.length,
            sampleIds: instances.nodes.slice(-SAMPLES).map((node) => graph.nodeId[node]),
          },
    paths,
    pathCounts: findings.paths.map(({ count }) => count),
    tree: buildTree(columns, scripts, buildVariableNames(graph, columns.locations), findings.tree, show),
    dominators: buildDominators(columns, scripts, findings.dominators, show),
  };
}

/** An object by the name that its first path has for it; there is no path to what no root reaches. */
export function nameObject(info: ObjectInfo, paths: readonly (readonly PathStep[])[]): ObjectInfo {
  const last = paths.map((path) => path.at(-1)).find((step) => step?.id === info.id && step.name !== null);
  return last === undefined ? info : { ...info, name: last.name };
}

function buildTree(
  columns: ObjectColumns,
  scripts: ScriptNames,
  variables: VariableNames,
  merged: MergedRetainers,
  show: ShowStrings,
): RetainerTreeNode {
  const { graph, classes, locations } = columns;
  const { sample } = merged;
  return {
    className: maskClassName(classes.classes[classes.classOf[sample]].name, show),
    name: merged.isOneName ? nameSingle(columns, scripts, sample, show) : null,
    edge: tellHold(graph, variables, merged, show),
    count: merged.count,
    sampleId: graph.nodeId[sample],
    shallowSize: merged.shallowSize,
    location: buildLocation(findLocation(graph, locations, sample)),
    holds: merged.edge === null ? merged.count : merged.held,
    retainers: merged.retainers.map((retainer) => buildTree(columns, scripts, variables, retainer, show)),
    more: merged.more,
  };
}

/** Holders that are not one function may have variables in common that only a minifier calls the same. */
function tellHold(
  graph: HeapGraph,
  variables: VariableNames,
  { edge, firstEdge, sample, isOneName }: MergedRetainers,
  show: ShowStrings,
): RetainerTreeNode['edge'] {
  if (edge === null) return null;
  const mayBeRenamed = isOneName && (edge.kind === 'context' || edge.name.startsWith('#'));
  const variable = mayBeRenamed ? variables.find(findEdgeOwner(graph, firstEdge), firstEdge, sample) : null;
  return { kind: edge.kind, name: maskKey(variable?.source.name ?? edge.name, show) };
}

/** The file of a module, the name of a function or of a group of roots. */
function nameSingle(
  { graph, locations }: ObjectColumns,
  scripts: ScriptNames,
  node: NodeOrdinal,
  show: ShowStrings,
): string | null {
  const file = scripts.moduleFile(node);
  if (file !== null && file !== '') return shortenName(scripts.shorten(file));
  const kind = graph.nodeKind[node];
  if (kind !== NodeKind.closure && kind !== NodeKind.synthetic) return null;
  const own = originalName(graph, locations, node);
  return own === '' ? null : maskKey(own, show);
}

function buildDominators(
  columns: ObjectColumns,
  scripts: ScriptNames,
  dominators: readonly NodeOrdinal[],
  show: ShowStrings,
): readonly PathStep[] {
  const { graph } = columns;
  const nameStep = (node: NodeOrdinal): NamedStep => {
    const file = scripts.moduleFile(node);
    const role = node === graph.root ? 'roots' : file === null ? 'object' : 'module';
    const name = file === null || file === '' ? null : scripts.shorten(file);
    return { node, edge: null, name, role, folded: [] };
  };
  const folded = Math.max(0, dominators.length - MOST_DOMINATORS);
  if (folded === 0) return buildPath(columns, dominators.map(nameStep), show);
  const half = MOST_DOMINATORS / 2;
  const upper = buildPath(columns, dominators.slice(0, half).map(nameStep), show);
  const [next, ...lower] = buildPath(columns, dominators.slice(-half).map(nameStep), show);
  return [...upper, { ...next, folded }, ...lower];
}
