// SPDX-License-Identifier: MIT
// All retaining paths of a heap merged by their masked text into one small tree: what LeakCanary's detector of
// growing heaps compares from snapshot to snapshot, and the name of a place that is the same in every run.
//
//   global.sessions[0] -> Session   \
//   global.sessions[1] -> Session    >  global -> .sessions Array -> [] Session   (3 objects)
//   global.sessions[2] -> Session   /
//
// Repeats are folded: where a step looks like one of the last few above it (a linked list, a chain of contexts,
// a tree), the object belongs to that step, so a list that gets longer is one path with more objects.
//
// O(nodes); 4 bytes a node while it runs, about 40 bytes a path.
// Source: LeakCanary, ObjectGrowthDetector.kt and ShortestPathObjectNode.kt.

import { type BitSet, hasBit } from '../core/bit-set.js';
import type { ColumnPool } from '../core/column-pool.js';
import { type EdgeOrdinal, NO_EDGE, NO_NODE, type NodeColumn, type NodeOrdinal } from '../core/columns.js';
import { maskKeyData, textHash } from '../core/mask-key.js';
import { NodeKind } from '../format/kinds.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { nodeName } from '../heap/names.js';
import type { ClassIndex } from './classes.js';
import { DetourRank, type DetourRules } from './detours.js';
import { ENTRY_LABEL, type EdgeLabels, buildEdgeLabels } from './path-labels.js';
import type { ModuleLabels } from './module-labels.js';
import type { RetainingTree } from './retaining-paths.js';
import type { ShapeDefinition } from './shapes.js';

/** No path: what nothing reaches. */
export const NO_PATH: number = 0xffffffff;
/** Longest repeat that is folded, in steps. */
const MAX_PERIOD = 8;
const MAX_DEPTH = 100;
/** Fewer objects with the same keys may be dictionaries. */
const MIN_OBJECTS = 8;
const ENTRY_HASH = textHash(ENTRY_LABEL);
const TEXT_HASH = textHash('(string)');

/** What a step of the tree is. */
export const StepRole = {
  /** An object that a person knows: instances, closures, contexts, strings. */
  object: 0,
  /** Something that V8 keeps for its owner: backing stores, tables, cells. */
  internal: 1,
  /** Reached only through compiled code, feedback, the stack or a debugger. */
  noise: 2,
} as const;

/** Objects by masked path; plain data, small: what is kept of an earlier snapshot. */
export interface PathCounts {
  /** Hash of the whole masked path. */
  readonly hash: Uint32Array;
  readonly counts: Float64Array;
  /** Shallow sizes. */
  readonly sizes: Float64Array;
  /** The first object found at the path. */
  readonly sample: Uint32Array;
}

/** What is known where nobody asked for paths. */
export const NO_PATH_COUNTS: PathCounts = {
  hash: new Uint32Array(0),
  counts: new Float64Array(0),
  sizes: new Float64Array(0),
  sample: new Uint32Array(0),
};

/** The tree of the last snapshot. Path numbers: a parent's is lower than its children's; 0 = the root. */
export interface PathTree extends PathCounts {
  readonly count: number;
  readonly parent: Uint32Array;
  /** Hash of the step itself: masked edge and class. */
  readonly label: Uint32Array;
  /** A value of `StepRole`. */
  readonly role: Uint8Array;
  /** 1 where objects of the path hold others of it: a list, a chain or a tree. */
  readonly isRepeated: Uint8Array;
  /** Path of each node, NO_PATH where nothing reaches it. */
  readonly pathOf: Uint32Array;
  readonly labels: EdgeLabels;
}

/** What the tree is made of. */
export interface PathTreeInputs {
  readonly graph: HeapGraph;
  readonly classes: ClassIndex;
  /** Those that the classes of plain objects come from. */
  readonly shapes: readonly ShapeDefinition[];
  readonly shallowSize: NodeColumn;
  readonly retainingTree: RetainingTree;
  readonly rules: DetourRules;
  readonly pool: ColumnPool;
  /** Given, modules of different files and functions of different names are at different paths. */
  readonly modules?: ModuleLabels;
  /** Only these nodes, which hold the owner of each of them; all if not given. */
  readonly only?: BitSet;
}

/** Merges the paths. */
export function computePathTree(inputs: PathTreeInputs): PathTree {
  const { graph, classes, shapes, shallowSize, retainingTree, rules, pool, modules, only } = inputs;
  const { order, reached, edgeOf, parentOf } = retainingTree;
  const labels = buildEdgeLabels(graph, classes);
  const dictionaries = new Set(shapes.filter(isOfDictionaries).map(({ name }) => name));
  const classHash = Uint32Array.from(classes.classes, ({ name, generatedName }) =>
    textHash(dictionaries.has(name) ? 'Object' : maskClassName(generatedName ?? name)),
  );
  const isVisible = findVisibleClasses(graph);
  const isText = new Uint8Array(256);
  for (const kind of [NodeKind.string, NodeKind.consString, NodeKind.slicedString]) isText[kind] = 1;
  const paths = buildPathTable();
  const pathOf = pool.take(graph.nodeCount).subarray(0, graph.nodeCount).fill(NO_PATH);
  let start = NO_PATH;
  for (let i = 0; i < reached; i++) {
    const node = order[i] as NodeOrdinal;
    if (only !== undefined && !hasBit(only, node)) continue;
    const owner = parentOf[node] as NodeOrdinal;
    if (owner === NO_NODE) {
      if (start === NO_PATH) start = paths.add(NO_PATH, 0, StepRole.internal, node);
      pathOf[node] = start;
    } else {
      const edge = edgeOf[node] as EdgeOrdinal;
      const above = pathOf[owner];
      const edgeHash = labels.hashOf(owner, edge);
      // V8 flattens ropes when it likes, so strings in a collection are one kind.
      const isTextEntry = edgeHash === ENTRY_HASH && isText[graph.nodeKind[node]] === 1;
      const ownHash = isTextEntry
        ? TEXT_HASH
        : graph.nodeKind[node] === NodeKind.synthetic
          ? textHash(maskClassName(nodeName(graph, node)))
          : classHash[classes.classOf[node]];
      const code = modules?.(node, edge, edgeHash === ENTRY_HASH) ?? 0;
      const label = (Math.imul(edgeHash, 0x01000193) ^ ownHash ^ code) >>> 0;
      let path = paths.find(above, label);
      if (path === NO_PATH) {
        const isNoise =
          paths.role(above) === StepRole.noise ||
          (edge !== NO_EDGE && rules.rankOf(owner, edge, node) === DetourRank.last);
        const role = isNoise ? StepRole.noise : isVisible(node) ? StepRole.object : StepRole.internal;
        path = paths.add(above, label, role, node);
      }
      pathOf[node] = path;
    }
    paths.count(pathOf[node], shallowSize[node]);
  }
  return { ...paths.columns(), pathOf, labels };
}

/** Only what is compared with other snapshots. */
export function pathCounts({ hash, counts, sizes, sample }: PathTree): PathCounts {
  return { hash, counts, sizes, sample };
}

/** The hash of a path. @param above that of the path above @param label of its last step */
export function stepHash(above: number, label: number): number {
  return (Math.imul(above ^ (above >>> 15), 0x2c1b3c6d) ^ Math.imul(label, 0x297a2d39)) >>> 0;
}

/**
 * Whether a shape is that of two dictionaries with the same keys rather than of objects with the same fields. Shapes are
 * those of the last snapshot, and dictionaries had other keys in those before.
 */
function isOfDictionaries({ properties, objects }: ShapeDefinition): boolean {
  return objects < MIN_OBJECTS || properties.some((name) => maskKeyData(name) !== name);
}

/** Numbers in V8's labels are ids. */
function maskClassName(name: string): string {
  if (name.startsWith('{')) return name;
  return name.startsWith('system / ') || name.startsWith('Detached ')
    ? name.replace(/@?\d+/g, '')
    : maskKeyData(name);
}

/** Kinds that a person does not know are V8's; of the hidden ones none is shown. */
function findVisibleClasses(graph: HeapGraph): (node: NodeOrdinal) => boolean {
  const visible = new Uint8Array(256).fill(1);
  for (const kind of [
    NodeKind.hidden,
    NodeKind.array,
    NodeKind.code,
    NodeKind.synthetic,
    NodeKind.objectShape,
  ])
    visible[kind] = 0;
  return (node) => visible[graph.nodeKind[node]] === 1;
}

/** The growing table of paths: (parent, label) -> number, with folding. */
interface PathTable {
  find(parent: number, label: number): number;
  /** A new path, or the one that it repeats. */
  add(parent: number, label: number, role: number, sample: number): number;
  count(path: number, size: number): void;
  role(path: number): number;
  columns(): Omit<PathTree, 'pathOf' | 'labels'>;
}

function buildPathTable(): PathTable {
  let capacity = 1 << 12;
  let slots = new Int32Array(capacity * 2).fill(-1); // entry of (parent, label)
  // Entries: the look-up keys. A folded step has an entry, but no path of its own.
  let entryParent = new Uint32Array(capacity);
  let entryLabel = new Uint32Array(capacity);
  let entryPath = new Uint32Array(capacity);
  let entries = 0;
  const parents: number[] = [];
  const pathLabels: number[] = [];
  const hashes: number[] = [];
  const roles: number[] = [];
  const repeated: number[] = [];
  const depths: number[] = [];
  const samples: number[] = [];
  const counts: number[] = [];
  const sizes: number[] = [];
  let lastParent = -1;
  let lastLabel = -1;
  let lastPath = NO_PATH;
  const slotOf = (parent: number, label: number): number => {
    const mask = slots.length - 1;
    let slot = (Math.imul(parent ^ (label >>> 7), 0x9e3779b1) ^ Math.imul(label, 0x85ebca6b)) & mask;
    for (let entry = slots[slot]; entry >= 0; entry = slots[slot]) {
      if (entryParent[entry] === parent && entryLabel[entry] === label) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    entryParent = copyTo(entryParent, capacity);
    entryLabel = copyTo(entryLabel, capacity);
    entryPath = copyTo(entryPath, capacity);
    slots = new Int32Array(capacity * 2).fill(-1);
    for (let entry = 0; entry < entries; entry++)
      slots[slotOf(entryParent[entry], entryLabel[entry])] = entry;
  };
  /**
   * The step that this one repeats: the last k steps, this one included, look like the k steps before them.
   * What is deeper than any structure that a person wrote joins its parent.
   */
  const findRepeated = (parent: number, label: number): number => {
    if (parent === NO_PATH) return NO_PATH;
    let start = parent;
    for (let period = 1; period <= MAX_PERIOD && start !== NO_PATH; period++) {
      if (pathLabels[start] === label && isRepeat(parent, parents[start], period - 1)) return start;
      start = parents[start];
    }
    return depths[parent] >= MAX_DEPTH ? parent : NO_PATH;
  };
  const isRepeat = (lower: number, upper: number, length: number): boolean => {
    for (let i = 0; i < length; i++) {
      if (upper === NO_PATH || pathLabels[lower] !== pathLabels[upper]) return false;
      lower = parents[lower];
      upper = parents[upper];
    }
    return true;
  };
  return {
    find(parent, label) {
      if (parent === lastParent && label === lastLabel) return lastPath;
      const entry = slots[slotOf(parent, label)];
      if (entry < 0) return NO_PATH;
      lastParent = parent;
      lastLabel = label;
      lastPath = entryPath[entry];
      return lastPath;
    },
    add(parent, label, role, sample) {
      let path = findRepeated(parent, label);
      if (path !== NO_PATH) repeated[path] = 1;
      else {
        const above = parent === NO_PATH ? 0x9e3779b9 : hashes[parent];
        path = parents.push(parent) - 1;
        pathLabels.push(label);
        hashes.push(stepHash(above, label));
        roles.push(role);
        repeated.push(0);
        depths.push(parent === NO_PATH ? 0 : depths[parent] + 1);
        samples.push(sample);
        counts.push(0);
        sizes.push(0);
      }
      if (entries === capacity) grow();
      const slot = slotOf(parent, label);
      entryParent[entries] = parent;
      entryLabel[entries] = label;
      entryPath[entries] = path;
      slots[slot] = entries++;
      return path;
    },
    count(path, size) {
      counts[path]++;
      sizes[path] += size;
    },
    role: (path) => roles[path],
    columns: () => ({
      count: parents.length,
      parent: Uint32Array.from(parents),
      label: Uint32Array.from(pathLabels),
      hash: Uint32Array.from(hashes),
      role: Uint8Array.from(roles),
      isRepeated: Uint8Array.from(repeated),
      sample: Uint32Array.from(samples),
      counts: Float64Array.from(counts),
      sizes: Float64Array.from(sizes),
    }),
  };
}

function copyTo(column: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(column);
  return larger;
}
