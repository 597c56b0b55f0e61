// What a program writes as one reference may be several in the heap: a property is an edge of its object and one of
// the object's store, an element one of the array and one of its table, a global variable is in a cell as well.

import type { GraphEdge, GraphNode, GraphSource } from './graph-source.js';

const stores = /^(\((object properties|object elements|array)\)|system \/ (PropertyArray|\w*Dictionary))$/;
const cell = 'system / PropertyCell';
const globals = /^(global|globalThis|Window)\b/;

/** Whether `inner` is where V8 keeps the properties of `outer`. */
function isStoreOf(source: GraphSource, inner: string, outer: string): boolean {
  const node = source.nodes.get(inner);
  const className = node?.className ?? '';
  if (className === cell || node?.name === cell)
    return globals.test(source.nodes.get(outer)?.className ?? '');
  return stores.test(className) && (source.into.get(inner) ?? []).some((edge) => edge.from === outer);
}

/** The other edges of the same reference: they go together. */
export function findTwins(source: GraphSource, edge: GraphEdge): readonly GraphEdge[] {
  if (!edge.isRetaining) return [];
  return (source.into.get(edge.to) ?? []).filter(
    (other) =>
      other.isRetaining &&
      other.from !== edge.from &&
      (isStoreOf(source, other.from, edge.from) || isStoreOf(source, edge.from, other.from)),
  );
}

/** Whether it is V8's copy of a reference that the object itself has as well. */
export function isCopy(source: GraphSource, edge: GraphEdge): boolean {
  return (
    edge.isRetaining &&
    (source.into.get(edge.to) ?? []).some(
      (other) => other.isRetaining && other.from !== edge.from && isStoreOf(source, edge.from, other.from),
    )
  );
}

export function findStoreCopies(source: GraphSource): ReadonlySet<string> {
  return new Set(source.edges.filter((edge) => isCopy(source, edge)).map((edge) => edge.id));
}

/** What a reference frees with all its copies, where they are all that holds its target; else as it was. */
export function freedTogether(source: GraphSource, edge: GraphEdge, target: GraphNode): number | null {
  if (edge.freed !== 0 || !edge.isRetaining || target.more > 0 || source.direction !== 'backrefs')
    return edge.freed;
  const twins = findTwins(source, edge);
  if (twins.length === 0) return edge.freed;
  const ways = (source.into.get(edge.to) ?? []).filter((way) => way.isRetaining && way.from !== edge.to);
  const isAll = ways.every((way) => way.from === edge.from || twins.includes(way));
  return isAll ? target.retainedSize : edge.freed;
}

/** As many as a person would count: V8's copies are no holders of their own. */
export function countRetainers(source: GraphSource, id: string, isFolded: boolean): number {
  const into = source.into.get(id) ?? [];
  const copies = isFolded ? into.filter((edge) => isCopy(source, edge)).length : 0;
  const more = source.direction === 'backrefs' ? (source.nodes.get(id)?.more ?? 0) : 0;
  return into.length - copies + more;
}
