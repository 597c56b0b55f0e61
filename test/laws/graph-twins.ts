// Slow and obvious twins of the analyses: sets, recursion over small graphs, strings. They work on the heap as it
// was described, not on columns.

import type { RandomEdge, RandomHeap, RandomNode } from './random-heap.js';

type Heap = RandomHeap;

const ephemeron =
  /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;

interface TwinEdge extends RandomEdge {
  readonly owner: number;
}

function allEdges(heap: Heap): TwinEdge[] {
  return heap.nodes.flatMap(({ edges }, owner) => edges.map((edge) => ({ ...edge, owner })));
}

/** Everything that edges lead to from some nodes, those included. */
function reach(starts: Iterable<number>, edges: readonly TwinEdge[], without = -1): Set<number> {
  const reached = new Set<number>();
  const visit = (node: number): void => {
    if (node === without || reached.has(node)) return;
    reached.add(node);
    for (const edge of edges) if (edge.owner === node) visit(edge.target);
  };
  for (const start of starts) visit(start);
  return reached;
}

function isDocumentTrees({ type, name }: RandomNode): boolean {
  return type === 'synthetic' && name === '(Document DOM trees)';
}

export function twinUserRoots(heap: Heap): number[] {
  const targets = heap.nodes[0].edges.map(({ target }) => target);
  return targets.filter((node) => heap.nodes[node].type !== 'synthetic' || isDocumentTrees(heap.nodes[node]));
}

/** What the page reaches; empty if nothing says what is the page's. */
export function twinPageOwned(heap: Heap): Set<number> {
  const starts = heap.nodes[0].edges
    .filter(
      ({ type, target }) =>
        type === 'shortcut' || (type === 'element' && isDocumentTrees(heap.nodes[target])),
    )
    .map(({ target }) => target);
  return reach(
    starts,
    allEdges(heap).filter(({ type }) => type !== 'weak'),
  );
}

/** Whether each edge retains its target, in file order. */
export function twinRetaining(heap: Heap): boolean[] {
  const pageOwned = twinPageOwned(heap);
  return allEdges(heap).map(({ owner, type, name, target }) => {
    if (type === 'weak' || owner === target) return false;
    const entry = type === 'internal' ? ephemeron.exec(String(name)) : null;
    if (entry !== null && Number(entry[2]) === heap.nodes[owner].id) return false;
    if (owner === 0) return true;
    if (type === 'shortcut') return false;
    return pageOwned.has(owner) || !pageOwned.has(target);
  });
}

interface TwinDominators {
  readonly dominator: number[];
  readonly retained: number[];
}

/** The root, and what hangs under it because nothing retains it. */
function findStarts(nodes: readonly number[], retaining: readonly TwinEdge[]): number[] {
  const fromRoot = reach([0], retaining);
  const isOrphan = (node: number): boolean => !retaining.some(({ target }) => target === node);
  return [0, ...nodes.filter((node) => !fromRoot.has(node) && isOrphan(node))];
}

/** Delete a node and see what can no longer be reached. */
export function twinDominators(heap: Heap, shallow: readonly number[]): TwinDominators {
  const retaining = twinRetaining(heap);
  const edges = allEdges(heap).filter((_, index) => retaining[index]);
  const nodes = heap.nodes.map((_, node) => node);
  const starts = findStarts(nodes, edges);
  const reached = reach(starts, edges);
  // The root is above everything, also above what is reached from orphans only.
  const dominated = nodes.map((node) => {
    if (node === 0) return new Set(nodes);
    if (!reached.has(node)) return new Set([node]);
    const left = reach(starts, edges, node);
    return new Set([...reached].filter((other) => !left.has(other)));
  });
  const dominator = nodes.map((node) => {
    if (node === 0) return 0;
    const above = nodes.filter((other) => other !== node && dominated[other].has(node));
    // The closest one dominates the fewest.
    return above.reduce((best, other) => (dominated[other].size < dominated[best].size ? other : best), 0);
  });
  const retained = dominated.map((set) => [...set].reduce((sum, node) => sum + shallow[node], 0));
  return { dominator, retained };
}

/** Gives the size of what has one owner to that owner. */
export function twinShallowSizes(heap: Heap): number[] {
  const sizes = heap.nodes.map(({ selfSize }) => selfSize);
  if (twinUserRoots(heap).length === 0) return sizes;
  const isOwnable = ({ type, name }: RandomNode): boolean =>
    type === 'hidden' || type === 'array' || (type === 'native' && name === 'system / ExternalStringData');
  const strong = allEdges(heap).filter(({ type }) => type !== 'weak');
  const owners = heap.nodes.map(() => new Set<number>());
  heap.nodes.forEach((start, owner) => {
    if (isOwnable(start)) return;
    const passable = strong.filter((edge) => edge.owner === owner || isOwnable(heap.nodes[edge.owner]));
    // Back at the start, its own edges must not count as those of something ownable.
    for (const node of reach([owner], passable)) {
      if (isOwnable(heap.nodes[node])) owners[node].add(owner);
    }
  });
  heap.nodes.forEach((node, at) => {
    const [owner] = owners[at];
    if (owners[at].size !== 1 || owner === 0 || heap.nodes[owner].type === 'synthetic') return;
    sizes[owner] += node.selfSize;
    sizes[at] = 0;
  });
  return sizes;
}

/** Breadth first, one edge at a time; the first of the two edges of a WeakMap entry only announces it. */
export function twinDistances(heap: Heap): number[] {
  const distances = heap.nodes.map(() => -5);
  const pending = new Set<string>();
  const isOpen = (owner: RandomNode, { type, name }: RandomEdge): boolean => {
    if (type === 'weak') return false;
    if (owner.type === 'hidden' && owner.name === 'system / NativeContext' && name === 'sloppy_function_map')
      return false;
    if (owner.type === 'array' && owner.name === '(map descriptors)') {
      const index = parseInt(String(name), 10);
      return index < 2 || index % 3 !== 1;
    }
    const entry = type === 'internal' ? ephemeron.exec(String(name)) : null;
    if (entry === null || pending.delete(entry[1])) return true;
    pending.add(entry[1]);
    return false;
  };
  const search = (starts: readonly number[]): void => {
    const queue = [...starts];
    for (const node of queue) {
      for (const edge of heap.nodes[node].edges) {
        if (distances[edge.target] !== -5 || !isOpen(heap.nodes[node], edge)) continue;
        distances[edge.target] = distances[node] + 1;
        queue.push(edge.target);
      }
    }
  };
  const userRoots = twinUserRoots(heap);
  for (const node of userRoots) distances[node] = 1;
  search(userRoots);
  distances[0] = userRoots.length > 0 ? 100_000_000 : 0;
  search([0]);
  return distances;
}

/** What is recorded stays; the rest of the native nodes is attached if something attached leads to it, etc. */
export function twinDetachedness(heap: Heap): number[] {
  const recorded = heap.nodes.map(({ detachedness }) => detachedness);
  const states = [...recorded];
  const edges = allEdges(heap).filter(({ type }) => type !== 'hidden' && type !== 'weak');
  for (const state of [1, 2]) {
    const isSpreading = (node: number): boolean =>
      heap.nodes[node].type === 'native' && states[node] === state;
    for (let hasChanged = true; hasChanged;) {
      hasChanged = false;
      for (const { owner, target } of edges) {
        if (!isSpreading(owner) || heap.nodes[target].type !== 'native' || states[target] !== 0) continue;
        states[target] = state;
        hasChanged = true;
      }
    }
  }
  return states;
}

/** Sum over the instances that no other instance dominates. Sizes of 0 neither count nor hide. */
export function twinClassRetained(
  classOf: readonly number[],
  shallow: readonly number[],
  { dominator, retained }: TwinDominators,
): Map<number, number> {
  const sums = new Map<number, number>();
  classOf.forEach((number, node) => {
    if (shallow[node] === 0) return;
    for (let above = node; above !== 0;) {
      above = dominator[above];
      if (classOf[above] === number && shallow[above] !== 0) return;
    }
    sums.set(number, (sums.get(number) ?? 0) + retained[node]);
  });
  return sums;
}

/** DevTools renames what is detached before it looks for these two names; heapdiff goes by the name in the file. */
export function hasRenamedData(heap: Heap): boolean {
  const states = twinDetachedness(heap);
  return heap.nodes.some(({ type, name }, node) => {
    return (
      type === 'native' && states[node] === 2 && /^system \/ (ExternalString|JSArrayBuffer)Data$/.test(name)
    );
  });
}

/**
 * What can no longer be reached when one edge is cut, in bytes; 0 for what the root does not reach, null for edges
 * from what nothing reaches, or whose target something unreached points at.
 */
export function twinFreedIfCut(heap: Heap, shallow: readonly number[]): (number | null)[] {
  const retaining = twinRetaining(heap);
  const edges = allEdges(heap);
  const strong = edges.filter((_, index) => retaining[index]);
  const nodes = heap.nodes.map((_, node) => node);
  const starts = findStarts(nodes, strong);
  const reached = reach(starts, strong);
  const held = reach([0], strong);
  return edges.map((cut, index) => {
    if (!retaining[index] || !held.has(cut.target)) return 0;
    if (!reached.has(cut.owner)) return null;
    if (strong.some(({ owner, target }) => target === cut.target && !reached.has(owner))) return null;
    const left = reach(
      starts,
      strong.filter((edge) => edge !== cut),
    );
    return [...reached].filter((node) => !left.has(node)).reduce((sum, node) => sum + shallow[node], 0);
  });
}
