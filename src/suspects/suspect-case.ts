// SPDX-License-Identifier: MIT
// One suspect as the rules for causes see it: the path to a sample, what grows, and by how much.

import { type EdgeOrdinal, NO_EDGE, type NodeOrdinal } from '../core/columns.js';
import { ENTRY_LABEL } from '../analysis/path-labels.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { NodeKind } from '../format/kinds.js';
import { edgeName, nodeName } from '../heap/names.js';
import type { ScriptOrigin } from './class-tiers.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import type { RatedClass } from './name-group.js';

/** A step of a path with its names. */
export interface NamedStep {
  readonly node: NodeOrdinal;
  readonly className: string;
  /** Name of the edge that leads here, '' for the root. */
  readonly edge: string;
  readonly edgeKind: number;
}

/** Everything that a rule may look at. */
export interface SuspectCase {
  readonly heap: FinalHeap;
  readonly growing: RatedClass;
  /** All classes that grow, the growing one included, by name. */
  readonly classes: readonly { readonly name: string; readonly growth: RatedClass }[];
  /** From the root to a sample of the growing class. */
  readonly steps: readonly NamedStep[];
  /** Position of the holder in `steps`. */
  readonly holderAt: number;
  /** Position of the entry: the first object that grows in number. */
  readonly entryAt: number;
  readonly isSwelling: boolean;
  readonly entryCount: number;
  readonly entrySteps: readonly number[];
  /** Bytes gained, without what is shared with others. */
  readonly size: number;
  /** Objects of the suspect that are new, entries first; of more than some thousands an even sample. */
  readonly members: readonly NodeOrdinal[];
  readonly origin: ScriptOrigin;
  /** What a person calls the holder. */
  readonly holderName: string | null;
  readonly holderClass: string;
}

/** Names the steps of a path. */
export function nameSteps(heap: FinalHeap, path: readonly RawStep[]): NamedStep[] {
  const { graph } = heap;
  return path.map(({ node, edge }) => ({
    node,
    className: isUnnamed(graph.nodeKind[node]) ? nodeName(graph, node) : classNameOf(heap, node),
    edge: edge === NO_EDGE ? '' : edgeName(graph, edge),
    edgeKind: edge === NO_EDGE ? -1 : graph.edgeKind[edge],
  }));
}

/** Kinds that share one class name in parentheses; their own says more. */
function isUnnamed(kind: number): boolean {
  return kind === NodeKind.hidden || kind === NodeKind.code || kind === NodeKind.synthetic;
}

/** How many objects of matching classes the suspect gained. */
export function gainedCount(suspect: SuspectCase, pattern: RegExp): number {
  return suspect.classes.reduce(
    (sum, { name, growth }) => (pattern.test(name) ? sum + growth.count : sum),
    0,
  );
}

/** The same as a fraction of the entries. */
export function gainedShare(suspect: SuspectCase, pattern: RegExp): number {
  return suspect.entryCount === 0 ? 0 : gainedCount(suspect, pattern) / suspect.entryCount;
}

/** The bytes of matching classes that the suspect gained. */
export function gainedBytes(suspect: SuspectCase, pattern: RegExp): number {
  return suspect.classes.reduce((sum, { name, growth }) => (pattern.test(name) ? sum + growth.size : sum), 0);
}

/** Whether the entries hang in a collection, by index or key, and not by a name of their own. */
export function isReachedAsEntry({ heap, steps, entryAt }: SuspectCase): boolean {
  if (entryAt === 0) return false;
  const { node } = steps[entryAt];
  const owner = steps[entryAt - 1].node;
  if (heap.graph.nodeKind[owner] === NodeKind.array) return true;
  const label = heap.paths.labels.textOf(owner, heap.retainingTree.edgeOf[node] as EdgeOrdinal);
  return label === ENTRY_LABEL || label.includes('#');
}

/** The steps from `from` on, relative to the holder. */
export function stepsFromHolder(suspect: SuspectCase, from: number): readonly NamedStep[] {
  return suspect.steps.slice(Math.max(0, suspect.holderAt + from));
}
