// The engine's questions, each loaded when it is asked: a command pays for what it uses only.

import type { TaskOptions } from '../src/core/task.js';
import type {
  DiffReport,
  ObjectColumn,
  ObjectRow,
  ObjectsReport,
  RetainersReport,
  SummaryReport,
} from '../src/report/model.js';

export interface QuestionOptions extends TaskOptions {
  /** Rows to show; Infinity = all. */
  readonly limit: number;
  readonly showStrings: 'never' | 'always';
}

export interface ObjectsFilter {
  readonly columns: readonly ObjectColumn[];
  readonly className: string | undefined;
  readonly kind: string | undefined;
  readonly retainedMin: number | undefined;
  readonly detached: boolean;
  readonly sort: ObjectColumn | undefined;
}

export interface OpenObjects {
  readonly head: Omit<ObjectsReport, 'rows'>;
  readonly batches: AsyncIterable<readonly Partial<ObjectRow>[]> | Iterable<readonly Partial<ObjectRow>[]>;
}

// Names instead of literals until every question exists.
const load = async (name: string): Promise<Record<string, (...args: unknown[]) => Promise<unknown>>> =>
  (await import(`../src/engine/${name}.js`)) as Record<string, (...args: unknown[]) => Promise<unknown>>;

export async function askDiff(
  paths: readonly string[],
  options: QuestionOptions & { readonly suspectLimit: number },
): Promise<DiffReport> {
  return (await (await load('diff'))['diffSnapshots']?.(paths, options)) as DiffReport;
}

export async function askSummary(path: string, options: QuestionOptions): Promise<SummaryReport> {
  return (await (await load('summary'))['summarizeSnapshot']?.(path, options)) as SummaryReport;
}

export async function askRetainers(
  path: string,
  query: { readonly id: number } | { readonly className: string },
  options: QuestionOptions,
): Promise<RetainersReport> {
  return (await (await load('retainers'))['findRetainers']?.(path, query, options)) as RetainersReport;
}

export async function openObjectRows(
  path: string,
  filter: ObjectsFilter,
  options: QuestionOptions,
): Promise<OpenObjects> {
  return (await (await load('objects'))['openObjects']?.(path, filter, options)) as OpenObjects;
}

export async function findLastSnapshot(folder: string): Promise<string | null> {
  return (await (await load('last-snapshot'))['readLastSnapshot']?.(folder)) as string | null;
}
