// A report -> a tree of sizes for the map: by owner of the class, or by who dominates whom.

import type { DominatedTree, ViewerData } from '../../src/report/model.js';
import { type OwnerKind, findOwnerKind, findPackage, ownerNames } from '../text/owner-kind.js';
import { showFile, showName } from '../text/show-name.js';
import { formatCount } from '../text/format.js';
import { givenName, isContainer } from '../text/plain-words.js';

export type MapMode = 'owner' | 'tree';

export interface MapNode {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly owner: OwnerKind;
  readonly size: number;
  /** Null where it is not known. */
  readonly growth: number | null;
  readonly count: number;
  readonly children: readonly MapNode[];
  /** Class key or object id, for links to other views. */
  readonly classKey: string | null;
  readonly objectId: number | null;
}

const MOST_CLASSES = 40;

interface Leaf {
  readonly group: string;
  readonly groupName: string;
  readonly owner: OwnerKind;
  readonly node: MapNode;
}

function leafOf(data: ViewerData): readonly Leaf[] {
  const { report } = data;
  if (report.kind !== 'diff' && report.kind !== 'summary') return [];
  return report.classes.rows.flatMap((row) => {
    const owner = findOwnerKind(row.className, row.location);
    const url = (row.location?.source ?? row.location)?.url ?? '';
    const isFile = owner === 'app' && url !== '';
    const group = isFile ? `app ${url}` : owner === 'npm' ? `npm ${findPackage(url) ?? ''}` : owner;
    const groupName = isFile
      ? showFile(url)
      : owner === 'npm'
        ? showName(findPackage(url) ?? 'npm', 40)
        : owner === 'app'
          ? 'Application, no file'
          : ownerNames[owner];
    const isDiff = 'counts' in row;
    const size = isDiff ? (row.shallowSizes.at(-1) ?? 0) : row.shallowSize;
    if (size <= 0) return [];
    const node: MapNode = {
      key: `class ${row.key}`,
      name: showName(row.className, 60),
      what: 'class',
      owner,
      size,
      growth: isDiff ? row.delta.shallowSize : null,
      count: isDiff ? (row.counts.at(-1) ?? 0) : row.count,
      children: [],
      classKey: row.key,
      objectId: null,
    };
    return [{ group, groupName, owner, node }];
  });
}

function sumGrowth(nodes: readonly MapNode[]): number | null {
  return nodes.every((node) => node.growth === null)
    ? null
    : nodes.reduce((sum, node) => sum + (node.growth ?? 0), 0);
}

function mergeNodes(
  key: string,
  name: string,
  what: string,
  owner: OwnerKind,
  nodes: readonly MapNode[],
  children: readonly MapNode[],
): MapNode {
  return {
    key,
    name,
    what,
    owner,
    size: nodes.reduce((sum, node) => sum + node.size, 0),
    growth: sumGrowth(nodes),
    count: nodes.reduce((sum, node) => sum + node.count, 0),
    children,
    classKey: null,
    objectId: null,
  };
}

function bySize(a: MapNode, b: MapNode): number {
  return b.size - a.size || (a.key < b.key ? -1 : 1);
}

function buildOwnerTree(data: ViewerData): MapNode {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leafOf(data)) {
    const members = groups.get(leaf.group);
    if (members === undefined) groups.set(leaf.group, [leaf]);
    else members.push(leaf);
  }
  const children = [...groups].map(([group, members]) => {
    const nodes = members.map((leaf) => leaf.node).sort(bySize);
    const kept = nodes.slice(0, MOST_CLASSES);
    const rest = nodes.slice(MOST_CLASSES);
    const owner = members[0]?.owner ?? 'v8';
    if (rest.length > 0) {
      kept.push(
        mergeNodes(`rest ${group}`, `${formatCount(rest.length)} more classes`, 'classes', owner, rest, []),
      );
    }
    return mergeNodes(
      `group ${group}`,
      members[0]?.groupName ?? group,
      owner === 'app' ? 'file' : owner === 'npm' ? 'package' : 'owner',
      owner,
      nodes,
      kept,
    );
  });
  const unchanged = findUnchanged(data, children);
  if (unchanged !== null) children.push(unchanged);
  return mergeNodes('root', 'Heap', 'heap', 'v8', children, children.sort(bySize));
}

/** A comparison lists the classes that changed; the map is of the whole heap. */
function findUnchanged({ report }: ViewerData, changed: readonly MapNode[]): MapNode | null {
  if (report.kind !== 'diff') return null;
  const { shallowSizes, counts } = report.totals;
  const size = (shallowSizes.at(-1) ?? 0) - changed.reduce((sum, node) => sum + node.size, 0);
  const count = (counts.at(-1) ?? 0) - changed.reduce((sum, node) => sum + node.count, 0);
  if (size <= 0) return null;
  return {
    key: 'group unchanged',
    name: 'Unchanged',
    what: 'classes without a change',
    owner: 'v8',
    size,
    growth: 0,
    count: Math.max(0, count),
    children: [],
    classKey: null,
    objectId: null,
  };
}

/** Of what keeps little but the next one, and so on, the last: told by the last name on the way. */
const NEARLY_ALL = 0.97;
/** Where V8 keeps what is in a Map, an array or an object; told with what it belongs to. */
const store = /^\((array|object elements|object properties)\)$/;
const MOST_OF_IT = 0.5;

function hasName({ name, className }: DominatedTree): boolean {
  return givenName(name) !== null && className !== '(synthetic)';
}

function skipChain(tree: DominatedTree): { readonly end: DominatedTree; readonly named: DominatedTree } {
  let end = tree;
  let named = tree;
  for (;;) {
    const { retainedSize } = end;
    const next = end.children.find(
      (child) => child.retainedSize >= (store.test(child.className) ? MOST_OF_IT : NEARLY_ALL) * retainedSize,
    );
    if (next === undefined || next.id === null) return { end, named };
    end = next;
    if (!store.test(next.className) && (hasName(next) || !hasName(named))) named = next;
  }
}

/** Groups of roots are called what V8 calls them. */
function nameOf({ name, className }: DominatedTree): string {
  const given = givenName(name);
  if (given === null) return className;
  return className === '(synthetic)' ? given : `${given}, ${className}`;
}

function convertTree(top: DominatedTree, key: string, holder: OwnerKind | null): MapNode {
  const isRoot = key === 'root';
  const { end: tree, named } = isRoot ? { end: top, named: top } : skipChain(top);
  const own = findOwnerKind(named.className, named.location);
  // A plain Map or array is whose the code is that keeps it.
  const isHeld = own === 'node' && named.location === null && isContainer(named.className);
  const owner = isHeld && (holder === 'app' || holder === 'npm') ? holder : own;
  const above = owner === 'v8' || owner === 'node' ? holder : owner;
  const children = tree.children.map((child, at) =>
    convertTree(child, child.id === null ? `${key}.${at}` : String(child.id), above),
  );
  const kept = tree.children.reduce((sum, child) => sum + child.retainedSize, 0);
  const rest = top.retainedSize - kept;
  if (children.length > 0 && rest > 0) {
    children.push({
      key: `${key} self`,
      name: 'itself and small ones',
      what: 'rest',
      owner,
      size: rest,
      growth: null,
      count: 1,
      children: [],
      classKey: null,
      objectId: null,
    });
  }
  return {
    key,
    name: showName(nameOf(named), 60),
    what: top.id === null ? `${formatCount(top.count)} objects` : `@${named.id}`,
    owner,
    size: top.retainedSize,
    growth: top.growth,
    count: top.count,
    children: children.sort(bySize),
    classKey: null,
    objectId: named.id,
  };
}

export function buildMapTree(data: ViewerData, mode: MapMode): MapNode {
  if (mode === 'tree' && data.dominated !== null)
    return { ...convertTree(data.dominated, 'root', null), name: 'Heap', owner: 'v8' };
  return buildOwnerTree(data);
}

/** From the root to the node of a key; the root alone where there is none. */
export function findTrail(root: MapNode, key: string | null): readonly MapNode[] {
  if (key === null) return [root];
  const stack: (readonly MapNode[])[] = [[root]];
  for (let trail = stack.pop(); trail !== undefined; trail = stack.pop()) {
    const node = trail.at(-1) ?? root;
    if (node.key === key) return trail;
    for (const child of node.children) stack.push([...trail, child]);
  }
  return [root];
}

export type Heat = Pick<MapNode, 'size' | 'growth'>;

/**
 * What tells the heat of each node: itself. Of those whose own growth is not known, what of their holder's growth
 * the others do not explain, for all of them together.
 */
export function findHeatSources(root: MapNode): ReadonlyMap<MapNode, Heat> {
  const sources = new Map<MapNode, Heat>([[root, root]]);
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const unknown = node.children.filter((child) => child.growth === null);
    const known = node.children.reduce((sum, child) => sum + (child.growth ?? 0), 0);
    const whole = node.growth ?? 0;
    const left = whole - known;
    const rest = {
      size: unknown.reduce((sum, child) => sum + child.size, 0),
      // More may be new than it grew by, because something else has gone.
      growth: Math.sign(left) === Math.sign(whole) ? left : 0,
    };
    for (const child of node.children) {
      sources.set(child, child.growth === null ? rest : child);
      stack.push(child);
    }
  }
  return sources;
}

/** -3 to 4: how much it grew against its own size; what is small in the whole heap does not shout. */
export function findHeat(node: Heat, whole: number): number {
  if (node.growth === null || node.growth === 0) return 0;
  const before = Math.max(1, node.size - node.growth);
  const share = node.growth / (node.growth > 0 ? node.size : before);
  const limit = Math.abs(node.growth) < whole * 0.001 ? 1 : 4;
  const strength = Math.abs(share);
  if (share > 0)
    return Math.min(
      limit,
      strength > 0.3 ? 4 : strength > 0.1 ? 3 : strength > 0.03 ? 2 : strength > 0.003 ? 1 : 0,
    );
  return -Math.min(limit, strength > 0.1 ? 3 : strength > 0.02 ? 2 : strength > 0.003 ? 1 : 0);
}
