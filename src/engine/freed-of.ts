// SPDX-License-Identifier: MIT
// "What would be freed without these?": a heap in memory, objects and edges -> freed report. Heapy's domisize.

import { addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { isCalled, shortenName } from '../core/shorten-text.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { nameEdge } from '../analysis/edge-names.js';
import { buildFreedIfCut } from '../analysis/freed-if-cut.js';
import { computeFreedWithout } from '../analysis/freed-without.js';
import { buildVariableNames } from '../analysis/variable-names.js';
import { EdgeKind } from '../format/kinds.js';
import { edgeName } from '../heap/names.js';
import { buildRetainerIndex, releaseRetainerIndex } from '../heap/retainers.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { type ShowStrings, hideShapeKeys, maskClassName, maskKey } from '../report/mask-names.js';
import type { FreedReport, NamedEdge } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findInstances, findNodeById } from './choose-objects.js';
import { withSourceWarnings } from './source-warnings.js';

/** What goes; everything given goes together. */
export interface FreedQuery {
  readonly ids?: readonly number[];
  /** All instances of this class. */
  readonly className?: string | undefined;
  /** All edges of the owner that have this name. */
  readonly edges?: readonly NamedEdge[];
}

/** How much of the answer to give. */
export interface FreedOptions extends TaskOptions {
  /** Classes; all if not given. */
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
}

const SAMPLES = 10;

/**
 * Takes objects and edges away. O(nodes + edges).
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, `ERR_UNKNOWN_CLASS`; `ERR_USAGE` for a query that names nothing and for an
 *   edge that is not there
 */
export function freedOf(analysis: Analysis, query: FreedQuery, options: FreedOptions = {}): FreedReport {
  startStage(options, 'freed');
  const { graph, retainedSize } = analysis;
  const show = options.showStrings ?? 'never';
  const { ids = [], className, edges = [] } = query;
  const nodes = new Set(ids.map((id) => findNodeById(analysis, id)));
  if (className !== undefined) for (const node of findInstances(analysis, className)) nodes.add(node);
  if (nodes.size === 0 && edges.length === 0)
    throw new HeapdiffError('ERR_USAGE', 'there is nothing to take away: name objects, a class or edges');
  const gone = { nodes: [...nodes], edges: edges.flatMap((edge) => findEdges(analysis, edge)) };
  const freed = computeFreedWithout(analysis, gone);
  const { count, shallowSize, classes } = sumUp(analysis, (node) => hasBit(freed, node), show);
  const shown = classes.slice(0, options.limit ?? Infinity);
  const report: FreedReport = {
    kind: 'freed',
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])]),
    objects: {
      count: gone.nodes.length,
      sampleIds: gone.nodes.slice(-SAMPLES).map((node) => graph.nodeId[node]),
    },
    className: className === undefined ? null : maskClassName(className, show),
    edges: edges.map(({ ownerId, name }) => ({ ownerId, name: maskKey(name, show) })),
    freed: { count, shallowSize },
    freedAlone: sumAlone(analysis, gone),
    classes: { total: classes.length, shown: shown.length, rows: shown },
  };
  return withSourceWarnings(report, analysis.locations.sources);
}

/** Edges by name; of elements and dictionary properties those out of the owner's backing store, too. */
function findEdges(analysis: Analysis, { ownerId, name }: NamedEdge): readonly EdgeOrdinal[] {
  const { graph } = analysis;
  const owner = findNodeById(analysis, ownerId);
  const variables = buildVariableNames(graph, analysis.locations);
  const found: EdgeOrdinal[] = [];
  const stores: NodeOrdinal[] = [];
  for (let edge = graph.firstEdge[owner]; edge < graph.firstEdge[owner + 1]; edge++) {
    const text = edgeName(graph, edge);
    // As V8 calls it, or as reports do.
    if (isCalled(text, name) || isCalled(nameEdge(graph, owner, edge, variables).name, name))
      found.push(edge);
    const isStore =
      graph.edgeKind[edge] === EdgeKind.internal && (text === 'elements' || text === 'properties');
    if (isStore) stores.push(graph.edgeTarget[edge]);
  }
  if (found.length === 0) {
    throw new HeapdiffError('ERR_USAGE', `@${ownerId} has no edge named ${JSON.stringify(name)}`, {
      file: graph.data.name,
    });
  }
  const targets = new Set(found.map((edge) => graph.edgeTarget[edge]));
  const isNamed = found.some((edge) => graph.edgeKind[edge] !== EdgeKind.internal);
  for (const store of isNamed ? stores : [])
    for (let edge = graph.firstEdge[store]; edge < graph.firstEdge[store + 1]; edge++)
      if (targets.has(graph.edgeTarget[edge])) found.push(edge);
  return found;
}

/** Count, bytes and classes of some nodes; those without a size of their own are left out, as in every count. */
function sumUp(
  { graph, classes, shallowSize }: Analysis,
  isIn: (node: NodeOrdinal) => boolean,
  show: ShowStrings,
): { count: number; shallowSize: number; classes: FreedReport['classes']['rows'] } {
  const total = { count: 0, shallowSize: 0 };
  const sums = new Map<string, { count: number; shallowSize: number }>();
  const counts = new Float64Array(classes.classes.length);
  const sizes = new Float64Array(classes.classes.length);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const size = shallowSize[node];
    if (size === 0 || !isIn(node)) continue;
    counts[classes.classOf[node]]++;
    sizes[classes.classOf[node]] += size;
  }
  classes.classes.forEach(({ name }, number) => {
    if (counts[number] === 0) return;
    const key = hideShapeKeys(name, show);
    const sum = sums.get(key) ?? { count: 0, shallowSize: 0 };
    sum.count += counts[number];
    sum.shallowSize += sizes[number];
    sums.set(key, sum);
    total.count += counts[number];
    total.shallowSize += sizes[number];
  });
  const rows = [...sums].map(([className, sum]) => ({ className: shortenName(className), ...sum }));
  rows.sort(
    (a, b) => b.shallowSize - a.shallowSize || b.count - a.count || (a.className < b.className ? -1 : 1),
  );
  return { ...total, classes: rows };
}

/** Bytes that go with at least one object, or one edge, on its own. */
function sumAlone(
  analysis: Analysis,
  gone: { readonly nodes: readonly NodeOrdinal[]; readonly edges: readonly EdgeOrdinal[] },
): number {
  const { graph, tree, shallowSize, pool } = analysis;
  const isIn = buildBitSet(graph.nodeCount);
  for (const node of gone.nodes) addBit(isIn, node);
  if (gone.edges.length > 0) {
    const index = buildRetainerIndex(graph, pool);
    const freed = buildFreedIfCut({ ...analysis, index });
    for (const edge of gone.edges) if (freed.bytesOf(edge) > 0) addBit(isIn, graph.edgeTarget[edge]);
    freed.close();
    releaseRetainerIndex(index, pool);
  }
  let sum = 0;
  // A dominator's number is lower than those of what it dominates.
  for (let i = 1; i <= tree.numbered; i++) {
    const node = tree.nodeOf[i] as NodeOrdinal;
    if (i > 1 && hasBit(isIn, tree.nodeOf[tree.idom[i]])) addBit(isIn, node);
    if (hasBit(isIn, node)) sum += shallowSize[node];
  }
  return sum;
}
