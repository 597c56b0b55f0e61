// SPDX-License-Identifier: MIT
// One section of the file at a time -> what has been read so far; and at the end the whole.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, moveWindow, offsetOf } from '../tokens/byte-window.js';
import { peekByte } from '../tokens/json-cursor.js';
import { skipValue } from '../tokens/skip-value.js';
import {
  checkEdgeCounts,
  checkEdgeTargets,
  checkIndexes,
  checkLocations,
  checkNodeCounts,
} from './check-snapshot.js';
import { type EarlySection, readEarlySection, replayEarlySection } from './early-sections.js';
import { buildAllocationTraces } from './allocation-traces.js';
import { buildEdgeColumns, takeEdges, takePlainEdges } from './edge-columns.js';
import type { JoinEdges, ReadEdgesElsewhere } from './edges-ahead.js';
import { type Memory, UNVOUCHED_CAPACITY, ownMemory } from './growing-column.js';
import { buildLocationColumns, takeLocations } from './location-columns.js';
import { buildNodeColumns, takeNodes, takePlainNodes } from './node-columns.js';
import { type TakePlainRecords, type TakeRecords, readIntegers } from './read-integers.js';
import { type ReadStrings, readStrings } from './read-strings.js';
import type { FormatWarning, SnapshotData } from './snapshot-data.js';
import { type SnapshotHeader, readHeader } from './snapshot-header.js';
import { listOddities } from './list-oddities.js';
import { TRACE_TREE_FIELDS, readTraceTree } from './read-trace-tree.js';
import {
  type SampleColumns,
  type TraceFunctionColumns,
  type TraceTreeColumns,
  buildSamples,
  buildTraceFunctions,
  checkTraceFunctions,
  takeSamples,
  takeTraceFunctions,
} from './trace-columns.js';

/** Warnings are for people: the first few of a kind say it all. */
const MAX_WARNINGS = 20;

/** Sections of V8 that hold nothing that is read here; anything else unknown gives a warning. */
const IGNORED_SECTIONS = new Set(['scopes', 'scope_context_vars', 'scope_uses']);

/** What has been read so far. */
export interface SnapshotParts {
  /** Bytes of the input, or null if unknown; vouches for the header's counts. */
  readonly size: number | null;
  /** Where the columns of nodes and edges and the strings lie. */
  readonly memory: Memory;
  readonly readEdgesElsewhere: ReadEdgesElsewhere | null;
  /** Edges that another thread reads meanwhile. */
  joinEdges: JoinEdges | null;
  header: SnapshotHeader | null;
  nodes: SnapshotData['nodes'] | null;
  edges: SnapshotData['edges'] | null;
  locations: SnapshotData['locations'] | null;
  strings: ReadStrings | null;
  traceFunctions: TraceFunctionColumns | null;
  traceTree: TraceTreeColumns | null;
  samples: SampleColumns | null;
  readonly early: Map<string, EarlySection>;
  readonly warnings: FormatWarning[];
}

/** Nothing yet. */
export function buildSnapshotParts(
  size: number | null,
  memory: Memory = ownMemory,
  readEdgesElsewhere: ReadEdgesElsewhere | null = null,
): SnapshotParts {
  return {
    size,
    memory,
    readEdgesElsewhere,
    joinEdges: null,
    header: null,
    nodes: null,
    edges: null,
    locations: null,
    strings: null,
    traceFunctions: null,
    traceTree: null,
    samples: null,
    early: new Map(),
    warnings: [],
  };
}

/**
 * Reads the value behind the key `section`, and checks of it what can be checked by now.
 * @throws HeapdiffError
 */
export async function readSection(window: ByteWindow, section: string, parts: SnapshotParts): Promise<void> {
  switch (section) {
    case 'snapshot':
      parts.header = await readHeader(window);
      for (const [name, early] of parts.early) {
        const { stride, take } = recordsOf(name, parts.header, parts);
        replayEarlySection(early, name, stride, take);
        checkSection(name, parts);
      }
      parts.early.clear();
      parts.joinEdges = parts.readEdgesElsewhere?.(parts.header, offsetOf(window)) ?? null;
      break;
    case 'nodes':
    case 'edges':
    case 'locations':
      if (parts.header) {
        if (section !== 'edges' || !(await takeEdgesAhead(window, parts))) {
          const { stride, take, takePlain } = recordsOf(section, parts.header, parts);
          await readIntegers(window, { section, stride, takePlain }, take);
        }
        checkSection(section, parts);
      } else {
        parts.early.set(section, await readEarlySection(window, section));
      }
      break;
    case 'strings':
      parts.strings = await readStrings(
        window,
        parts.size === null ? 0 : parts.size - offsetOf(window),
        parts.memory,
      );
      break;
    case 'trace_function_infos':
    case 'samples':
    case 'trace_tree':
      await readTraceSection(window, section, parts);
      break;
    default:
      await skipValue(window);
      if (!IGNORED_SECTIONS.has(section) && parts.warnings.length < MAX_WARNINGS) {
        parts.warnings.push({
          code: 'UNKNOWN_SECTION',
          message: `section ${JSON.stringify(section.slice(0, 80))} is not known and was skipped`,
        });
      }
  }
}

/** Traces are a gain, not a need: what cannot be understood (unknown fields, no header yet) is passed over. */
async function readTraceSection(window: ByteWindow, section: string, parts: SnapshotParts): Promise<void> {
  const { header } = parts;
  if (header === null) return skipValue(window);
  if (section === 'trace_tree') {
    if (header.traceNodeFields.join() !== TRACE_TREE_FIELDS.join()) return skipValue(window);
    parts.traceTree = await readTraceTree(window);
    return;
  }
  const isSamples = section === 'samples';
  const stride = (isSamples ? header.sampleFields : header.traceFunctionFields).length;
  if (stride === 0) return skipValue(window);
  if (isSamples) {
    const samples = (parts.samples = buildSamples());
    await readIntegers(window, { section, stride }, (block, count) =>
      takeSamples(samples, header, block, count),
    );
  } else {
    const functions = (parts.traceFunctions = buildTraceFunctions());
    await readIntegers(window, { section, stride }, (block, count) =>
      takeTraceFunctions(functions, header, block, count),
    );
  }
}

function recordsOf(
  section: string,
  header: SnapshotHeader,
  parts: SnapshotParts,
): { stride: number; take: TakeRecords; takePlain?: TakePlainRecords } {
  if (section === 'nodes') {
    const stride = header.nodeFields.length;
    const nodes = (parts.nodes = buildNodeColumns(
      header,
      vouchedCapacity(header.nodeCount, stride, parts),
      parts.memory,
    ));
    return {
      stride,
      take: (block, count) => takeNodes(nodes, header, block, count),
      takePlain: (window) => takePlainNodes(nodes, header, window),
    };
  }
  if (section === 'edges') {
    const stride = header.edgeFields.length;
    const edges = (parts.edges = buildEdgeColumns(
      vouchedCapacity(header.edgeCount, stride, parts),
      parts.memory,
    ));
    const { nodes } = parts;
    return {
      stride,
      take: (block, count) => {
        takeEdges(edges, header, block, count);
        if (nodes) checkEdgeTargets(header, nodes, edges);
      },
      takePlain: (window) => {
        const taken = takePlainEdges(edges, header, window);
        if (nodes) checkEdgeTargets(header, nodes, edges);
        return taken;
      },
    };
  }
  const locations = (parts.locations = buildLocationColumns(parts.memory));
  return {
    stride: Math.max(1, header.locationFields.length),
    take: (block, count) => takeLocations(locations, header, block, count),
  };
}

/**
 * Takes the edges that another thread has read, if they are the ones that stand here, and goes on behind them.
 */
async function takeEdgesAhead(window: ByteWindow, parts: SnapshotParts): Promise<boolean> {
  if (!parts.joinEdges || !parts.nodes) return false;
  const ahead = await parts.joinEdges();
  if (ahead === null || ahead.columns.largestTarget >= parts.nodes.count) return false;
  if ((await peekByte(window)) < 0 || offsetOf(window) !== ahead.start) return false;
  moveWindow(window, ahead.end);
  parts.edges = ahead.columns;
  return true;
}

/** The header's count if the file is long enough for it (two bytes a number), else a modest start. */
function vouchedCapacity(count: number, stride: number, { size }: SnapshotParts): number {
  if (size !== null && count * stride * 2 <= size) return count;
  return Math.min(count, UNVOUCHED_CAPACITY);
}

/** The counts, as soon as they are known: nobody wants to wait for the end of a file that is bad in front. */
function checkSection(section: string, { header, nodes, edges }: SnapshotParts): void {
  if (!header) return;
  if (section === 'nodes' && nodes) checkNodeCounts(header, nodes);
  if (section !== 'locations' && nodes && edges) checkEdgeCounts(header, nodes, edges);
}

/**
 * The snapshot, once the whole file has been read.
 * @throws HeapdiffError for a section that is missing and for indexes beyond their table
 */
export function assembleSnapshot(parts: SnapshotParts, name: string, fileSize: number | null): SnapshotData {
  const { header, nodes, edges, strings, warnings } = parts;
  if (!header) throw missing('snapshot');
  if (!nodes) throw missing('nodes');
  if (!edges) throw missing('edges');
  if (!strings) throw missing('strings');
  const locations = parts.locations ?? buildLocationColumns(parts.memory);
  const { traceFunctions, traceTree } = parts;
  if (traceFunctions) checkTraceFunctions(traceFunctions, header, strings.count);
  const traces = traceFunctions && traceTree ? buildAllocationTraces(traceFunctions, traceTree) : null;
  const samples = parts.samples && parts.samples.count > 0 ? parts.samples : null;
  const data: SnapshotData = {
    name,
    header,
    nodes,
    edges,
    locations,
    strings,
    traces,
    samples,
    fileSize,
    warnings,
  };
  checkEdgeTargets(header, nodes, edges);
  checkIndexes(data);
  checkLocations(data);
  warnings.push(...listOddities(data, strings.malformed, traceFunctions?.clamped ?? 0));
  return data;
}

function missing(section: string): HeapdiffError {
  return new HeapdiffError('ERR_MISSING_SECTION', `has no section ${section}`, {
    section,
    expected: `a section ${section}`,
    actual: 'none',
  });
}
