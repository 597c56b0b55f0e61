// SPDX-License-Identifier: MIT
// "What is this object?": a heap in memory and an id -> report on that object.

import { hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { shortenText } from '../core/shorten-text.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { Detachedness } from '../analysis/detachedness.js';
import { nameEdge } from '../analysis/edge-names.js';
import { buildPathNamer } from '../analysis/named-paths.js';
import { type RetainingTree, findRetainingPath } from '../analysis/retaining-paths.js';
import { readText } from '../analysis/script-names.js';
import { type VariableNames, buildVariableNames } from '../analysis/variable-names.js';
import { NodeKind } from '../format/kinds.js';
import { findEdgeOwner } from '../heap/heap-graph.js';
import { findOddballValue } from '../heap/oddballs.js';
import { nodeName } from '../heap/names.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { buildObjectInfo } from '../report/build-object.js';
import { buildPath } from '../report/build-path.js';
import { nameObject } from '../report/build-retainers.js';
import { type ShowStrings, maskClassName, maskKey, maskNodeName } from '../report/mask-names.js';
import type { Cut, ObjectField, ObjectInfo, ObjectReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findNodeById } from './choose-objects.js';
import { WHOLE_HEAP, searchPaths } from './path-search.js';
import { withSourceWarnings } from './source-warnings.js';

/** How much of the answer to give. */
export interface ShowOptions extends TaskOptions {
  /** Rows of each list; 20 if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
}

const ROWS = 20;

/**
 * Describes one object. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`
 */
export function describeObject(analysis: Analysis, id: number, options: ShowOptions = {}): ObjectReport {
  startStage(options, 'paths');
  return describeWith(analysis, searchPaths(analysis, WHOLE_HEAP), id, options);
}

/** The same, where the best paths of the whole heap are known. Errors as in `describeObject`. */
export function describeWith(
  analysis: Analysis,
  tree: RetainingTree,
  id: number,
  options: ShowOptions = {},
): ObjectReport {
  const { graph, retainedSize, detachedness } = analysis;
  const show = options.showStrings ?? 'never';
  const limit = options.limit ?? ROWS;
  const node = findNodeById(analysis, id);
  const steps = buildPathNamer(analysis).namePath(findRetainingPath(tree, node));
  const path = buildPath(analysis, steps, show);
  const variables = buildVariableNames(graph, analysis.locations);
  const state = detachedness.state?.[node];
  const report: ObjectReport = {
    kind: 'object',
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])]),
    target: nameObject(buildObjectInfo(analysis, node, show), [path]),
    nodeKind: graph.nodeKindNames[graph.nodeKind[node]],
    selfSize: graph.selfSize[node],
    detachedness:
      state === Detachedness.attached ? 'attached' : state === Detachedness.detached ? 'detached' : 'unknown',
    fields: findFields(analysis, variables, node, limit, show),
    dominated: findDominated(analysis, node, limit, show),
    path,
    retainers: findOwners(analysis, variables, node, limit, show),
  };
  return withSourceWarnings(report, analysis.locations.sources);
}

function describeField(
  analysis: Analysis,
  variables: VariableNames,
  owner: NodeOrdinal,
  edge: EdgeOrdinal,
  other: NodeOrdinal,
  show: ShowStrings,
): ObjectField {
  const { graph, classes, retaining, shallowSize, retainedSize } = analysis;
  const { kind, name } = nameEdge(graph, owner, edge, variables);
  return {
    edge: { kind, name: maskKey(name, show) },
    retaining: hasBit(retaining, edge),
    id: graph.nodeId[other],
    className: maskClassName(classes.classes[classes.classOf[other]].name, show),
    value: valueOf(analysis, other, show),
    shallowSize: shallowSize[other],
    retainedSize: retainedSize[other],
  };
}

/** What a primitive holds, masked as asked. */
function valueOf({ graph }: Analysis, node: NodeOrdinal, show: ShowStrings): string | null {
  const kind = graph.nodeKind[node];
  const kindName = graph.nodeKindNames[kind];
  switch (kind) {
    case NodeKind.string:
    case NodeKind.consString:
      return shortenValue(maskNodeName(readText(graph, node) ?? nodeName(graph, node), kind, kindName, show));
    case NodeKind.number:
    case NodeKind.bigint:
    case NodeKind.symbol:
    case NodeKind.regexp:
      return shortenValue(maskNodeName(nodeName(graph, node), kind, kindName, show));
    default:
      return findOddballValue(graph, node);
  }
}

/** Ropes are put together up to half of this. */
const LONGEST_VALUE = 8192;

function shortenValue(text: string): string {
  return shortenText(text, LONGEST_VALUE);
}

function cutRows<Row>(rows: readonly Row[], total: number): Cut<Row> {
  return { total, shown: rows.length, rows };
}

/** The object's own edges, in the order of the file. */
function findFields(
  analysis: Analysis,
  variables: VariableNames,
  node: NodeOrdinal,
  limit: number,
  show: ShowStrings,
): Cut<ObjectField> {
  const { firstEdge, edgeTarget } = analysis.graph;
  const total = firstEdge[node + 1] - firstEdge[node];
  const rows: ObjectField[] = [];
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1] && rows.length < limit; edge++)
    rows.push(describeField(analysis, variables, node, edge, edgeTarget[edge], show));
  return cutRows(rows, total);
}

/** Edges into the object, in the order of the file. One pass over all edges. */
function findOwners(
  analysis: Analysis,
  variables: VariableNames,
  node: NodeOrdinal,
  limit: number,
  show: ShowStrings,
): Cut<ObjectField> {
  const { graph } = analysis;
  const rows: ObjectField[] = [];
  let total = 0;
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++) {
    if (graph.edgeTarget[edge] !== node) continue;
    total++;
    if (rows.length >= limit) continue;
    const owner = findEdgeOwner(graph, edge);
    rows.push(describeField(analysis, variables, owner, edge, owner, show));
  }
  return cutRows(rows, total);
}

/** Immediately dominated objects by retained size. */
function findDominated(
  analysis: Analysis,
  node: NodeOrdinal,
  limit: number,
  show: ShowStrings,
): Cut<ObjectInfo> {
  const { tree, retainedSize, graph } = analysis;
  let number = 1;
  while (number < tree.count && tree.nodeOf[number] !== node) number++;
  const children: NodeOrdinal[] = [];
  for (let i = 2; i <= tree.count; i++)
    if (tree.idom[i] === number) children.push(tree.nodeOf[i] as NodeOrdinal);
  children.sort((a, b) => retainedSize[b] - retainedSize[a] || graph.nodeId[a] - graph.nodeId[b]);
  const rows = children.slice(0, limit).map((child) => buildObjectInfo(analysis, child, show));
  return cutRows(rows, children.length);
}
