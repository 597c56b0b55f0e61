// SPDX-License-Identifier: MIT
// "Which objects ...?": rows of single objects of a heap in memory, filtered, sorted and made one batch at a time.

import type { NodeColumn, NodeOrdinal } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { type TaskOptions, startStage } from '../core/task.js';
import { Detachedness } from '../analysis/detachedness.js';
import { dominatorColumn } from '../analysis/dominators.js';
import { findLocation } from '../heap/locations.js';
import { nodeName } from '../heap/names.js';
import { buildAllocationStack } from '../report/build-allocation-stack.js';
import { buildDistance } from '../report/build-distance.js';
import { buildFacts, buildHead } from '../report/build-head.js';
import { buildLocation } from '../report/build-location.js';
import { type ShowStrings, maskClassName, maskNodeName } from '../report/mask-names.js';
import type { Location, ObjectCells, ObjectColumn, ObjectRow, ObjectsReport } from '../report/model.js';
import type { Analysis } from './analyze.js';
import type { NodeTest, ObjectCondition } from './object-filters.js';
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
  /** Numbers largest first, texts in order; without it objects come in the order of the file. */
  readonly sort?: ObjectColumn | undefined;
}

/** How much of the answer to give. */
export interface ObjectsOptions extends TaskOptions {
  readonly limit?: number;
  readonly showStrings?: ShowStrings;
}

/** The answer, whose rows are made while they are read. */
export interface OpenObjects {
  readonly head: Omit<ObjectsReport, 'rows'>;
  readonly batches: Iterable<readonly Partial<ObjectRow>[]>;
  /** The same by column, in larger batches: for tables of millions of rows. */
  readonly cells: Iterable<ObjectCells>;
}

const BATCH_ROWS = 4096;
const BATCH_CELLS = 8192;

/**
 * Opens the list of objects of a heap in memory. O(nodes), and O(rows log rows) to sort.
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
  if (filter.sort) sortNodes(analysis, selected, filter.sort);
  const head = {
    kind: 'objects' as const,
    ...buildHead([buildFacts(graph.data, retainedSize[graph.root])], isWanted?.warnings ?? []),
    columns: filter.columns,
    total: selected.length,
    shown: limit,
  };
  const shown = selected.subarray(0, limit);
  const show = options.showStrings ?? 'never';
  return {
    head: withSourceWarnings(head, analysis.locations.sources),
    batches: rowBatches(analysis, shown, filter.columns, show),
    cells: cellBatches(analysis, shown, filter.columns, show),
  };
}

function selectNodes(analysis: Analysis, filter: ObjectsFilter, isWanted: NodeTest): Uint32Array {
  const { graph, classes, retainedSize, detachedness } = analysis;
  const wantedClasses = new Uint8Array(classes.classes.length).fill(filter.className === undefined ? 1 : 0);
  if (filter.className !== undefined) {
    classes.classes.forEach(({ name }, number) => {
      if (name === filter.className) wantedClasses[number] = 1;
    });
    if (!wantedClasses.includes(1)) {
      throw unknownClass(analysis, filter.className);
    }
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

function sortNodes(analysis: Analysis, nodes: Uint32Array, column: ObjectColumn): void {
  const { graph, retainedSize, shallowSize, distance } = analysis;
  const byNumber = (value: (node: NodeOrdinal) => number) => {
    nodes.sort((a, b) => value(b as NodeOrdinal) - value(a as NodeOrdinal) || a - b);
  };
  switch (column) {
    case 'id': {
      byNumber((node) => -graph.nodeId[node]);
      return;
    }
    case 'retainedSize': {
      byNumber((node) => retainedSize[node]);
      return;
    }
    case 'shallowSize': {
      byNumber((node) => shallowSize[node]);
      return;
    }
    case 'selfSize': {
      byNumber((node) => graph.selfSize[node]);
      return;
    }
    case 'distance': {
      byNumber((node) => distance[node]);
      return;
    }
    default: {
      const read = buildReader(analysis, [column], 'never');
      const texts = new Map<number, string>();
      for (const node of nodes) texts.set(node, JSON.stringify(read(node as NodeOrdinal)[column] ?? null));
      nodes.sort((a, b) => compareTexts(texts.get(a) ?? '', texts.get(b) ?? '') || a - b);
    }
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* rowBatches(
  analysis: Analysis,
  nodes: Uint32Array,
  columns: readonly ObjectColumn[],
  show: ShowStrings,
): Iterable<readonly Partial<ObjectRow>[]> {
  const read = buildReader(analysis, columns, show);
  for (let from = 0; from < nodes.length; from += BATCH_ROWS) {
    yield Array.from(nodes.subarray(from, from + BATCH_ROWS), (node) => read(node as NodeOrdinal));
  }
}

function* cellBatches(
  analysis: Analysis,
  nodes: Uint32Array,
  columns: readonly ObjectColumn[],
  show: ShowStrings,
): Iterable<ObjectCells> {
  const { graph, shallowSize, retainedSize } = analysis;
  const readers = buildReaders(analysis, columns, show);
  // Numbers need no call each.
  const numbers: { readonly [C in ObjectColumn]?: NodeColumn } = {
    ...{ id: graph.nodeId, selfSize: graph.selfSize, shallowSize },
    retainedSize: retainedSize,
  };
  for (let from = 0; from < nodes.length; from += BATCH_CELLS) {
    const batch = nodes.subarray(from, from + BATCH_CELLS);
    const cellsOf = (column: ObjectColumn): ArrayLike<unknown> => {
      const values = numbers[column];
      if (values !== undefined) return pickNumbers(values, batch);
      if (column === 'dominatorId') return Float64Array.from(readCells(readers.dominatorId, batch));
      return readCells<unknown>(readers[column], batch);
    };
    yield Object.fromEntries(columns.map((column) => [column, cellsOf(column)]));
  }
}

function pickNumbers(column: NodeColumn, nodes: Uint32Array): Float64Array {
  const picked = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) picked[i] = column[nodes[i] as NodeOrdinal];
  return picked;
}

function readCells<Value>(read: (node: NodeOrdinal) => Value, nodes: Uint32Array): readonly Value[] {
  const cells = new Array<Value>(nodes.length);
  for (let i = 0; i < nodes.length; i++) cells[i] = read(nodes[i] as NodeOrdinal);
  return cells;
}

const STATES = ['unknown', 'attached', 'detached'] as const;

/** A function from node to row that computes only what is asked for. */
function buildReader(
  analysis: Analysis,
  columns: readonly ObjectColumn[],
  show: ShowStrings,
): (node: NodeOrdinal) => Partial<ObjectRow> {
  const readers = buildReaders(analysis, columns, show);
  const used = columns.map((column) => ({ column, read: readers[column] }));
  return (node) => {
    const row: Record<string, unknown> = {};
    for (const { column, read } of used) row[column] = read(node);
    return row;
  };
}

/** @param columns those that will be read */
function buildReaders(
  analysis: Analysis,
  columns: readonly ObjectColumn[],
  show: ShowStrings,
): { readonly [C in ObjectColumn]: (node: NodeOrdinal) => ObjectRow[C] } {
  const { graph, classes, detachedness } = analysis;
  const dominators = columns.includes('dominatorId') ? dominatorColumn(analysis.tree) : null;
  const classNames = classes.classes.map(({ name }) => maskClassName(name, show));
  return {
    id: (node) => graph.nodeId[node],
    className: (node) => classNames[classes.classOf[node]],
    shallowSize: (node) => analysis.shallowSize[node],
    selfSize: (node) => graph.selfSize[node],
    retainedSize: (node) => analysis.retainedSize[node],
    distance: (node) => buildDistance(analysis.distance[node]),
    detachedness: (node) => STATES[detachedness.state?.[node] ?? 0] ?? 'unknown',
    kind: (node) => graph.nodeKindNames[graph.nodeKind[node]],
    name: (node) =>
      maskNodeName(
        nodeName(graph, node),
        graph.nodeKind[node],
        graph.nodeKindNames[graph.nodeKind[node]],
        show,
      ),
    dominatorId: (node) => graph.nodeId[(dominators ?? [])[node] as NodeOrdinal],
    location: buildLocationReader(analysis),
    allocationStack: (node) => buildAllocationStack(graph.data, node),
  };
}

/** Scripts, and columns of one line; beyond that, places are looked up each time. */
const MOST_SCRIPTS = 2 ** 20;
const LONGEST_LINE = 2 ** 20;

/** Objects of one class come from one place, which is made once a name: source maps go by the name as well. */
function buildLocationReader({ graph, locations }: Analysis): (node: NodeOrdinal) => Location | null {
  const { scriptId, line, column } = graph.data.locations;
  const hasSources = locations.sources !== null;
  const ofName = new Map<number, Map<number, Location | null>>();
  const find = (node: NodeOrdinal): Location | null => buildLocation(findLocation(graph, locations, node));
  return (node) => {
    const record = locations.recordOf[node];
    if (record === 0) return null;
    const script = scriptId[record - 1];
    const at = column[record - 1];
    if (script >= MOST_SCRIPTS || at >= LONGEST_LINE) return find(node);
    const name = script * 2 ** 32 + (hasSources ? graph.nodeName[node] : 0);
    let known = ofName.get(name);
    if (known === undefined) ofName.set(name, (known = new Map<number, Location | null>()));
    const place = line[record - 1] * LONGEST_LINE + at;
    let found = known.get(place);
    if (found === undefined) known.set(place, (found = find(node)));
    return found;
  };
}
