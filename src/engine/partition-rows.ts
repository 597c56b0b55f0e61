// SPDX-License-Identifier: MIT
// An analysed heap and a criterion -> count, bytes and retained bytes of each group, by its name. O(nodes + edges).

import type { NodeColumn } from '../core/columns.js';
import { computeClassTable } from '../analysis/class-table.js';
import type { ClassIdentity } from '../analysis/classes.js';
import { computePartition } from '../analysis/partitions.js';
import type { RetainingTree } from '../analysis/retaining-paths.js';
import { type ShowStrings, maskGroupName } from '../report/mask-names.js';
import type { PartitionCriterion } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { WHOLE_HEAP, searchPaths } from './path-search.js';

/** One group. */
export interface PartitionGroup {
  readonly key: string;
  readonly count: number;
  readonly shallowSize: number;
  readonly retainedSize: number;
}

/** What of a heap is known already. */
export interface PartitionParts {
  /** Nodes of size 0 are not counted. */
  readonly shallowSize?: NodeColumn;
  /** The best paths of the whole heap; null if they are not known. */
  readonly retainingTree?: RetainingTree | null;
}

/** Groups without objects are left out. */
export function computePartitionGroups(
  analysis: Analysis,
  by: PartitionCriterion,
  show: ShowStrings,
  { shallowSize = analysis.shallowSize, retainingTree = null }: PartitionParts = {},
): readonly PartitionGroup[] {
  const { pool, tree, retainedSize, distance } = analysis;
  const findTree = (): RetainingTree => retainingTree ?? searchPaths(analysis, WHOLE_HEAP);
  const index = computePartition({ ...analysis, findTree }, by);
  const table = computeClassTable({ index, shallowSize, distance, tree, retainedSize }, pool);
  const groups: PartitionGroup[] = [];
  index.classes.forEach((identity, number) => {
    const count = table.counts[number];
    if (count === 0) return;
    const sizes = [table.shallowSizes[number], table.retainedSizes[number]] as const;
    groups.push(new Group(identity, show, count, sizes));
  });
  return groups;
}

/** One of many groups, of which few are told: its name is made when it is first read. */
class Group implements PartitionGroup {
  readonly count: number;
  readonly shallowSize: number;
  readonly retainedSize: number;
  readonly #identity: ClassIdentity;
  readonly #show: ShowStrings;
  #key: string | null = null;

  constructor(
    identity: ClassIdentity,
    show: ShowStrings,
    count: number,
    [shallowSize, retainedSize]: readonly [shallow: number, retained: number],
  ) {
    this.#identity = identity;
    this.#show = show;
    this.count = count;
    this.shallowSize = shallowSize;
    this.retainedSize = retainedSize;
  }

  get key(): string {
    return (this.#key ??= maskGroupName(this.#identity.name, this.#show));
  }
}
