// The classes of a report -> rows that are ready to be filtered and sorted.

import type { ClassGrowth, ClassSummary, Location, ViewerData } from '../../src/report/model.js';
import { type OwnerKind, findOwnerKind, findPackage } from '../text/owner-kind.js';

/** What both kinds of report say of a class; `growth` or `summary` is the row that it comes from. */
export interface ClassRow {
  readonly key: string;
  readonly className: string;
  readonly location: Location | null;
  readonly owner: OwnerKind;
  /** Lower case: what the filter looks through. */
  readonly words: string;
  /** Rank of the suspect that it belongs to; 0 = none. */
  readonly suspect: number;
  /** True if it is the class that the suspect is named for. */
  readonly isNamed: boolean;
  readonly growth: ClassGrowth | null;
  readonly summary: ClassSummary | null;
}

function buildRow(
  row: ClassGrowth | ClassSummary,
  tags: ReadonlyMap<string, readonly [number, boolean]>,
): ClassRow {
  const place = row.location?.source ?? row.location;
  const url = place?.url ?? '';
  const [suspect, isNamed] = tags.get(row.key) ?? [0, false];
  const isGrowth = 'counts' in row;
  return {
    key: row.key,
    className: row.className,
    location: row.location,
    owner: findOwnerKind(row.className, row.location),
    words: `${row.className} ${url} ${findPackage(url) ?? ''}`.slice(0, 2000).toLowerCase(),
    suspect,
    isNamed,
    growth: isGrowth ? row : null,
    summary: isGrowth ? null : row,
  };
}

export function buildClassRows({ report }: ViewerData): readonly ClassRow[] {
  const tags = new Map<string, readonly [number, boolean]>();
  if (report.kind === 'summary') return report.classes.rows.map((row) => buildRow(row, tags));
  if (report.kind !== 'diff') return [];
  for (const suspect of [...report.suspects.rows].reverse()) {
    for (const other of suspect.also) tags.set(other.key, [suspect.rank, false]);
  }
  // A class that two suspects are named for belongs to the larger one.
  for (const suspect of [...report.suspects.rows].reverse())
    tags.set(suspect.growing.key, [suspect.rank, true]);
  return report.classes.rows.map((row) => buildRow(row, tags));
}

/** Changes of the count from each snapshot to the next. */
export function findSteps(counts: readonly number[]): readonly number[] {
  return counts.slice(1).map((count, at) => count - (counts[at] ?? 0));
}

/** The smallest step: above 0 only where a class grew at every step. */
export function findLeastStep(counts: readonly number[]): number {
  const steps = findSteps(counts);
  return steps.length === 0 ? 0 : Math.min(...steps);
}
