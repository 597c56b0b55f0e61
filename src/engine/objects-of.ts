// SPDX-License-Identifier: MIT
// "Which objects ...?": rows of single objects of a heap in memory, filtered, sorted and made one batch at a time.

import type { Allocate } from '../core/batch-memory.js';
import type { NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { Detachedness } from '../analysis/detachedness.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import type { ShowStrings } from '../report/mask-names.js';
import type { ObjectCells, ObjectColumn, ObjectRow, ObjectsReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { markClasses } from './choose-objects.js';
import { type ObjectColumns, buildObjectColumns, isNumberName, pickNumbers } from './object-columns.js';
import type { NodeTest, ObjectCondition } from './object-filters.js';
import { sortObjects } from './sort-objects.js';
import { withSourceWarnings } from './source-warnings.js';
import { unknownClass } from './unknown-names.js';

/** Which objects; everything given must hold. */
export interface ObjectsFilter {
  readonly columns: readonly ObjectColumn[];
  readonly className?: string | undefined;
  readonly kind?: string | undefined;
  readonly retainedMin?: number | undefined;
  readonly detached?: boolean | undefined;
  /** Any further condition. */
  readonly where?: ObjectCondition | undefined;
  /** Sizes and distances largest first, ids and texts in order; without it objects come in the order of the file. */
  readonly sort?: ObjectColumn | undefined;
}

/** How much of the answer to give. */
export interface ObjectsOptions extends TaskOptions {
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
  /** Memory for the cells of a batch; without it each batch has its own. */
  readonly allocate?: Allocate;
}

/** The answer, whose rows are made while they are read. */
export interface OpenObjects {
  readonly head: Omit<ObjectsReport, 'rows'>;
  readonly batches: Iterable<readonly Partial<ObjectRow>[]>;
  /** The same by column: for tables of millions of rows. */
  readonly cells: Iterable<ObjectCells>;
}

const BATCH_ROWS = 8192;

/**
 * Opens the list of objects of a heap in memory. O(nodes), and O(values log values) to sort by texts.
 * @throws HeapdiffError `ERR_UNKNOWN_CLASS`, `ERR_USAGE` for an unknown kind
 */
export function objectsOf(
  analysis: Analysis,
  filter: ObjectsFilter,
  options: ObjectsOptions = {},
): OpenObjects {
  startStage(options, 'objects');
  const { graph, retainedSize } = analysis;
  const isWanted = filter.where?.(analysis);
  const selected = selectNodes(analysis, filter, isWanted ?? (() => true));
  const limit = Math.min(options.limit ?? Infinity, selected.length);
  const columns = buildObjectColumns(analysis, options.showStrings ?? 'never');
  if (filter.sort) sortObjects(selected, columns, filter.sort);
  const head = {
    kind: 'objects' as const,
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])], isWanted?.warnings ?? []),
    columns: filter.columns,
    total: selected.length,
    shown: limit,
  };
  const shown = selected.subarray(0, limit);
  return {
    head: withSourceWarnings(head, analysis.locations.sources),
    batches: rowBatches(shown, columns, filter.columns),
    cells: cellBatches(shown, columns, filter.columns, options.allocate),
  };
}

function selectNodes(analysis: Analysis, filter: ObjectsFilter, isWanted: NodeTest): Uint32Array {
  const { graph, classes, retainedSize, detachedness } = analysis;
  const wantedClasses =
    filter.className === undefined
      ? new Uint8Array(classes.classes.length).fill(1)
      : markClasses(classes, [filter.className]);
  if (filter.className !== undefined && !wantedClasses.includes(1)) {
    throw unknownClass(analysis, filter.className);
  }
  const kind = filter.kind === undefined ? -1 : graph.nodeKindNames.indexOf(filter.kind);
  if (filter.kind !== undefined && kind < 0) {
    throw new HeapdiffError(
      'ERR_USAGE',
      `no kind ${JSON.stringify(filter.kind)}; there are ${graph.nodeKindNames.join(', ')}`,
    );
  }
  const least = filter.retainedMin ?? 0;
  const selected = new Uint32Array(graph.nodeCount);
  let count = 0;
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (kind >= 0 && graph.nodeKind[node] !== kind) continue;
    if (retainedSize[node] < least || wantedClasses[classes.classOf[node]] === 0) continue;
    if (filter.detached === true && detachedness.state?.[node] !== Detachedness.detached) continue;
    if (isWanted(node)) selected[count++] = node;
  }
  return selected.subarray(0, count);
}

function* rowBatches(
  nodes: Uint32Array,
  columns: ObjectColumns,
  names: readonly ObjectColumn[],
): Iterable<readonly Partial<ObjectRow>[]> {
  for (const cells of cellBatches(nodes, columns, names)) {
    const lists = names.map((name) => [name, valuesOf(cells[name] as AnyCells)] as const);
    const count = lists[0]?.[1].length ?? 0;
    yield Array.from({ length: count }, (_, row) =>
      Object.fromEntries(lists.map(([name, values]) => [name, values[row]])),
    );
  }
}

type AnyCells = NonNullable<ObjectCells[ObjectColumn]>;

function valuesOf(cells: AnyCells): readonly ObjectRow[ObjectColumn][] {
  if (cells instanceof Float64Array) return Array.from(cells);
  return Array.from(cells.codes, (code) => cells.valueOf(code));
}

function* cellBatches(
  nodes: Uint32Array,
  columns: ObjectColumns,
  names: readonly ObjectColumn[],
  allocate?: Allocate,
): Iterable<ObjectCells> {
  for (let from = 0; from < nodes.length; from += BATCH_ROWS) {
    const batch = nodes.subarray(from, from + BATCH_ROWS);
    yield Object.fromEntries(
      names.map((name) => [
        name,
        isNumberName(name)
          ? pickNumbers(columns.number(name), batch, allocate)
          : columns.coded(name).cellsOf(batch, allocate),
      ]),
    );
  }
}
