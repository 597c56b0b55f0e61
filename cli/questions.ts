// The engine's questions, each loaded when it is asked: a command pays for what it uses only.

import type { OpenObjectsOptions } from '../src/engine/objects.js';
import type { ObjectsFilter, OpenObjects } from '../src/engine/objects-of.js';
import type { DiffOptions } from '../src/engine/diff-loaded.js';
import type { ObjectQuery } from '../src/engine/choose-objects.js';
import type { GrowthOptions } from '../src/engine/growth.js';
import type { RetainersOptions } from '../src/engine/retainers-of.js';
import type { TaskOptions } from '../src/core/task.js';
import type { GrowthReport, PartitionCriterion } from '../src/report/model.js';
import type { DiffReport, RetainersReport, SummaryReport } from '../src/report/model.js';

export interface QuestionOptions extends TaskOptions {
  /** Rows to show; Infinity = all. */
  readonly limit: number;
  readonly showStrings: 'never' | 'always';
}

export async function askDiff(
  paths: readonly string[],
  options: QuestionOptions & DiffOptions,
): Promise<DiffReport> {
  const { diffSnapshots } = await import('../src/engine/diff.js');
  return diffSnapshots(paths, options);
}

export async function askGrowth(
  paths: readonly string[],
  by: PartitionCriterion,
  options: QuestionOptions & GrowthOptions,
): Promise<GrowthReport> {
  const { compareGroups } = await import('../src/engine/growth.js');
  return compareGroups(paths, by, options);
}

export async function askSummary(path: string, options: QuestionOptions): Promise<SummaryReport> {
  const { summarizeSnapshot } = await import('../src/engine/summary.js');
  return summarizeSnapshot(path, options);
}

export async function askRetainers(
  path: string,
  query: ObjectQuery,
  options: QuestionOptions & RetainersOptions,
): Promise<RetainersReport> {
  const { findRetainers } = await import('../src/engine/retainers.js');
  return findRetainers(path, query, options);
}

export async function openObjectRows(
  path: string,
  filter: ObjectsFilter,
  options: OpenObjectsOptions,
): Promise<OpenObjects> {
  const { openObjects } = await import('../src/engine/objects.js');
  return openObjects(path, filter, options);
}

export async function findLastSnapshot(): Promise<string | null> {
  const { readLastSnapshot } = await import('../src/engine/last-snapshot.js');
  return readLastSnapshot();
}

/** What `--name`, `--dominated-by` and `--since` ask for; undefined where none is given. */
export async function buildConditions(
  asked: {
    readonly name: string | undefined;
    readonly dominator: number | undefined;
    readonly since: string | undefined;
  },
  task: TaskOptions,
): Promise<ObjectsFilter['where']> {
  const { both, hasName, isDominatedBy, isSince } = await import('../src/engine/object-filters.js');
  const conditions = [];
  if (asked.name !== undefined) conditions.push(hasName(asked.name));
  if (asked.dominator !== undefined) conditions.push(isDominatedBy(asked.dominator));
  if (asked.since !== undefined) {
    const { loadBase } = await import('../src/engine/load-base.js');
    conditions.push(isSince(await loadBase(asked.since, task)));
  }
  return conditions.length === 0 ? undefined : both(conditions);
}
