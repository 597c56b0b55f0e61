// SPDX-License-Identifier: MIT
// What a question names (an id, a class, "module", "global") -> nodes. O(nodes).

import type { NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { buildScriptNames } from '../analysis/script-names.js';
import { type BitSet, addBit, buildBitSet } from '../core/bit-set.js';
import { NodeKind } from '../format/kinds.js';
import { findStrings } from '../format/string-table.js';
import { nodeName } from '../heap/names.js';
import { findUserRoots } from '../heap/user-roots.js';
import type { Warning } from '../report/model.js';
import type { Analysis } from './analyze.js';

/** What names are looked up in. */
export type NamedHeap = Pick<Analysis, 'graph' | 'classes' | 'shallowSize' | 'locations'>;

/** One object, or all instances of a class. */
export type ObjectQuery = { readonly id: number } | { readonly className: string };

const SUGGESTIONS = 3;
const LOW_BITS = 0xffff;

/**
 * The node with an id.
 * @throws HeapdiffError `ERR_UNKNOWN_ID`, with the ids next to it
 */
export function findNodeById({ graph }: Pick<Analysis, 'graph'>, id: number): NodeOrdinal {
  const near: number[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const other = graph.nodeId[node];
    if (other === id) return node;
    if (near.length === SUGGESTIONS && Math.abs(other - id) >= Math.abs(near[SUGGESTIONS - 1] - id)) continue;
    near.push(other);
    near.sort((a, b) => Math.abs(a - id) - Math.abs(b - id) || a - b);
    if (near.length > SUGGESTIONS) near.pop();
  }
  const ids = near.map((other) => `@${other}`).join(', ');
  throw new HeapdiffError('ERR_UNKNOWN_ID', `has no object @${id}; the nearest ids are ${ids}`, {
    file: graph.data.name,
  });
}

/**
 * The nodes with some ids, in their order; one pass however many.
 * @throws HeapdiffError `ERR_UNKNOWN_ID`
 */
export function findNodesById(analysis: Analysis, ids: readonly number[]): readonly NodeOrdinal[] {
  const { graph } = analysis;
  const wanted = new Set(ids);
  // Most nodes fail this test, which is much cheaper than asking the set.
  const mayBe = new Uint8Array(LOW_BITS + 1);
  for (const id of ids) mayBe[id & LOW_BITS] = 1;
  const found = new Map<number, NodeOrdinal>();
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount && found.size < wanted.size; node++) {
    const id = graph.nodeId[node];
    if (mayBe[id & LOW_BITS] === 1 && wanted.has(id)) found.set(id, node);
  }
  return ids.map((id) => found.get(id) ?? findNodeById(analysis, id));
}

/**
 * The instances of a class by ascending id, the newest last; those without a size of their own are left out, as
 * in every count.
 * @throws HeapdiffError `ERR_UNKNOWN_CLASS`, with the names that are most alike
 */
export function findInstances(
  analysis: Omit<NamedHeap, 'locations'>,
  className: string,
): readonly NodeOrdinal[] {
  const { graph, classes, shallowSize } = analysis;
  const isWanted = Uint8Array.from(classes.classes, ({ name }) => (name === className ? 1 : 0));
  const nodes: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
    if (isWanted[classes.classOf[node]] !== 0 && shallowSize[node] !== 0) nodes.push(node);
  if (nodes.length > 0) return nodes.sort((a, b) => graph.nodeId[a] - graph.nodeId[b]);
  throw unknownClass(analysis, className);
}

/** `ERR_UNKNOWN_CLASS`, with the names that are most alike. */
export function unknownClass(
  { graph, classes }: Pick<Analysis, 'graph' | 'classes'>,
  className: string,
): HeapdiffError {
  const alike = findAlike(
    classes.classes.map(({ name }) => name),
    className,
  );
  const hint = alike.length === 0 ? '' : `; there is ${alike.map((name) => JSON.stringify(name)).join(', ')}`;
  return new HeapdiffError('ERR_UNKNOWN_CLASS', `has no class ${JSON.stringify(className)}${hint}`, {
    file: graph.data.name,
  });
}

/** What a query names. Errors as in `findNodeById` and `findInstances`. */
export function findQueried(analysis: Analysis, query: ObjectQuery): readonly NodeOrdinal[] {
  return 'id' in query ? [findNodeById(analysis, query.id)] : findInstances(analysis, query.className);
}

/** Nodes that `module`, `global` or a class name stands for. Errors as in `findInstances`. */
export function findPlaces(analysis: NamedHeap, place: string): readonly NodeOrdinal[] {
  const { graph } = analysis;
  if (place === 'global') return findUserRoots(graph);
  if (place !== 'module') return findInstances(analysis, place);
  const scripts = buildScriptNames(graph, analysis.locations);
  const modules: NodeOrdinal[] = [];
  const records: NodeOrdinal[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    const kind = graph.nodeKind[node];
    if (kind !== NodeKind.object && kind !== NodeKind.hidden && kind !== NodeKind.native) continue;
    if (scripts.moduleFile(node) !== null) (kind === NodeKind.object ? modules : records).push(node);
  }
  // Node wraps V8's records of modules in objects; Deno and browsers have the records alone.
  return modules.length > 0 ? modules : records;
}

/** Names that differ in case or by a few letters, or that contain the name; the most alike first. */
export function findAlike(names: readonly string[], wanted: string): readonly string[] {
  const lower = wanted.toLowerCase();
  const scored = [...new Set(names)].flatMap((name) => {
    if (name.length > 200) return [];
    const other = name.toLowerCase();
    if (other === lower) return [{ name, score: 0 }];
    const score = other.includes(lower) || lower.includes(other) ? 1 : 1 + editDistance(lower, other);
    return score <= 1 + Math.max(1, wanted.length / 3)
      ? [{ name, score: score + Math.abs(name.length - wanted.length) / 1000 }]
      : [];
  });
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return scored.slice(0, SUGGESTIONS).map(({ name }) => name);
}

/** Letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** Names of classes and edges that a search leaves out. */
export interface ClosedNames {
  readonly closed: BitSet;
  readonly closedNames: Uint8Array;
}

/** A warning where no class and no edge has one of the names. */
export function explainUnknownNames(
  { graph, classes }: Analysis,
  names: readonly string[],
): readonly Warning[] {
  const known = new Set(classes.classes.map(({ name }) => name));
  const strings = findStrings(graph.strings, names);
  return names.filter((name, i) => strings[i] < 0 && !known.has(name)).map(tellUnknownName);
}

/** That a name, which was to be ignored, is not in the heap. */
export function tellUnknownName(name: string): Warning {
  return {
    code: 'unknown-name',
    message: `nothing is called ${JSON.stringify(name)}, so nothing is ignored for it`,
  };
}

/** Marks all nodes of the classes, and all edge names, that are called so; null if nothing is to be left out. */
export function markIgnored(
  analysis: Pick<Analysis, 'graph' | 'classes'>,
  names: readonly string[],
): ClosedNames | null {
  if (names.length === 0) return null;
  const { graph, classes } = analysis;
  const wanted = new Set(names);
  const isWanted = Uint8Array.from(classes.classes, ({ name }) => (wanted.has(name) ? 1 : 0));
  const closed = buildBitSet(graph.nodeCount);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (
      isWanted[classes.classOf[node]] !== 0 ||
      (graph.nodeKind[node] === NodeKind.synthetic && wanted.has(nodeName(graph, node)))
    )
      addBit(closed, node);
  }
  const closedNames = new Uint8Array(graph.strings.count);
  for (const index of findStrings(graph.strings, names)) if (index >= 0) closedNames[index] = 1;
  return { closed, closedNames };
}
