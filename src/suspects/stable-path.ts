// SPDX-License-Identifier: MIT
// A suspect -> the words of its path that are the same in every run, process and version of a runtime: the file that
// it belongs to, how the holder is reached from the nearest variable, global or module, and what grows. What is above
// the variable changes with the order of modules, handles and roots; what is between the holder and what grows, with
// the wrappers of a runtime. O(steps).

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { maskKeyData } from '../core/mask-key.js';
import type { OffPathNames } from '../analysis/off-path-names.js';
import { type PathTree, NO_PATH, StepRole } from '../analysis/path-tree.js';
import { findRetainingPath } from '../analysis/retaining-paths.js';
import { EdgeKind } from '../format/kinds.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';

/** What a suspect is known by. */
export interface StableTraits {
  readonly holderPath: number;
  /** Of the class that grows, and its file if it has one. */
  readonly className: string;
  readonly classUrl: string | null;
  readonly ownerUrl: string | null;
}

/** A variable is close to what it holds; farther up, the words are not the program's. */
const FARTHEST = 8;

/** The words, in order. @param names as a minifier chooses others for each build */
export function findStablePath(
  heap: FinalHeap,
  names: OffPathNames,
  traits: StableTraits,
): readonly string[] {
  const { holderPath, className, classUrl, ownerUrl } = traits;
  const chain = findChain(heap, names, holderPath);
  const grows = `${maskClass(className)} ${fileOf(classUrl)}`;
  if (chain !== null) return [fileOf(ownerUrl), ...chain, grows];
  // Only the runtime, or a root, holds it, on different ways in different versions.
  return [wordOf(heap, names, holderPath), grows];
}

/** From the nearest variable, or property of a module or of the global object, down to the holder; null if there is none. */
function findChain(heap: FinalHeap, names: OffPathNames, holderPath: number): readonly string[] | null {
  const { paths, retainingTree, graph } = heap;
  const words: string[] = [];
  for (let at = holderPath, i = 0; i < FARTHEST && isStep(paths, at); at = paths.parent[at], i++) {
    const node = paths.sample[at] as NodeOrdinal;
    const owner = retainingTree.parentOf[node] as NodeOrdinal;
    const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
    const kind = graph.edgeKind[edge];
    const label = paths.labels.textOf(owner, edge);
    const isShown = paths.role[at] === StepRole.object && !classNameOf(heap, node).startsWith('system / ');
    if (isShown) words.push(wordOf(heap, names, at));
    if (kind === EdgeKind.context && label !== 'this') return words.reverse();
    if (kind === EdgeKind.property && isPlace(classNameOf(heap, owner), label)) return words.reverse();
  }
  return null;
}

/** How a step is reached, if by a name, and its class. */
function wordOf(heap: FinalHeap, names: OffPathNames, path: number): string {
  const { paths, retainingTree, graph } = heap;
  const node = paths.sample[path] as NodeOrdinal;
  const edge = retainingTree.edgeOf[node] as EdgeOrdinal;
  const className = maskClass(classNameOf(heap, node));
  const kind = graph.edgeKind[edge];
  if (kind !== EdgeKind.context && kind !== EdgeKind.property) return className;
  const owner = retainingTree.parentOf[node] as NodeOrdinal;
  const steps = findRetainingPath(retainingTree, node);
  const original = names.variableOf(steps, steps.length - 1)?.source.name;
  return `${original ?? paths.labels.textOf(owner, edge)} ${className}`;
}

function isStep(paths: PathTree, path: number): boolean {
  return path !== NO_PATH && path !== 0 && paths.parent[path] !== NO_PATH;
}

/** Whether a property is one of a module or of the global object. */
function isPlace(ownerClass: string, label: string): boolean {
  if (ownerClass === 'Module') return label === 'exports';
  return /^(?:global|globalThis|Window)\b/.test(ownerClass);
}

function maskClass(name: string): string {
  return name.startsWith('{') ? 'Object' : maskKeyData(name);
}

/** The last folder and the file: the rest is of the machine, and so are numbers in them. */
function fileOf(url: string | null): string {
  const parts =
    url === null
      ? []
      : url
          .replace(/[?#].*$/, '')
          .split(/[\\/]+/)
          .slice(-2);
  return parts.map(maskKeyData).join('/');
}
