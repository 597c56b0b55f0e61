// SPDX-License-Identifier: MIT
// A heap in plain words -> the bytes of a snapshot in a producer's dialect, chunk by chunk.
//
// Cost: one pass over nodes and edges for the counts, one for each section; the distinct strings are kept.

import { DIALECTS, type Dialect, type DialectName, type SectionName } from './dialects.js';
import type { DescribedNode, DescribedTraceNode, HeapDescription } from './heap-description.js';

const CHUNK_CHARS = 1 << 16;
const encoder = new TextEncoder();

/** Small deviations from a dialect, for files that a tool has rewritten. */
export type DialectChanges = Partial<Dialect>;

/**
 * Writes a heap.
 * @throws RangeError for a type that the dialect does not have
 */
export function* writeSnapshot(
  heap: HeapDescription,
  dialectName: DialectName,
  changes: DialectChanges = {},
): Generator<Uint8Array, void, undefined> {
  let text = '';
  for (const piece of writePieces(heap, buildWriter(heap, { ...DIALECTS[dialectName], ...changes }))) {
    text += piece;
    if (text.length < CHUNK_CHARS) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}

/** What is known before the first byte is written. */
interface Writer {
  readonly dialect: Dialect;
  readonly nodeTypes: readonly string[];
  readonly edgeTypes: readonly string[];
  readonly nodeFields: readonly string[];
  readonly nodeTypeEntries: number;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly strings: string[];
  readonly indexes: Map<string, number>;
}

function buildWriter(heap: HeapDescription, dialect: Dialect): Writer {
  const nodeTypes = new Set(dialect.nodeTypes ?? []);
  const edgeTypes = new Set(dialect.edgeTypes ?? []);
  let nodeCount = 0;
  let edgeCount = 0;
  for (const node of heap.nodes) {
    nodeCount++;
    if (dialect.nodeTypes === null) nodeTypes.add(node.type);
    for (const edge of node.edges) {
      edgeCount++;
      if (dialect.edgeTypes === null) edgeTypes.add(edge.type);
    }
  }
  const tracked = heap.traces !== undefined && !dialect.nodeFields.includes('trace_node_id');
  const fields = [...dialect.nodeFields];
  if (tracked) fields.splice(fields.indexOf('edge_count') + 1, 0, 'trace_node_id');
  const writer: Writer = {
    dialect,
    nodeTypes: [...nodeTypes],
    edgeTypes: [...edgeTypes],
    nodeFields: fields,
    nodeTypeEntries: tracked ? Math.max(dialect.nodeTypeEntries, fields.length) : dialect.nodeTypeEntries,
    nodeCount,
    edgeCount,
    strings: [],
    indexes: new Map(),
  };
  for (const text of dialect.firstStrings) internString(writer, text);
  return writer;
}

function internString(writer: Writer, text: string): number {
  const known = writer.indexes.get(text);
  if (known !== undefined && writer.dialect.sharesStrings) return known;
  const index = writer.strings.push(text) - 1;
  writer.indexes.set(text, index);
  return index;
}

function* writePieces(heap: HeapDescription, writer: Writer): Generator<string, void, undefined> {
  const { order, sectionBreak, end } = writer.dialect;
  // Strings get their numbers while the other sections are made, so those are made first if need be.
  const stringsAt = order.indexOf('strings');
  const later = order.slice(stringsAt + 1);
  const made = new Map(later.map((name) => [name, [...writeSection(name, heap, writer)]]));
  yield '{';
  for (const [position, name] of order.entries()) {
    if (position > 0) yield `,${sectionBreak}`;
    yield `"${name}":`;
    yield* made.get(name) ?? writeSection(name, heap, writer);
  }
  yield `${end}}`;
}

function writeSection(name: SectionName, heap: HeapDescription, writer: Writer): Iterable<string> {
  switch (name) {
    case 'snapshot':
      return [JSON.stringify(describeHeader(heap, writer))];
    case 'nodes':
      return writeRecords(nodeRecords(heap, writer), writer.dialect);
    case 'edges':
      return writeRecords(edgeRecords(heap, writer), writer.dialect);
    case 'locations':
      return writeRecords(locationRecords(heap, writer), writer.dialect);
    case 'trace_function_infos':
      return writeRecords(functionRecords(heap, writer), writer.dialect);
    case 'trace_tree':
      return heap.traces ? writeTree([heap.traces.root]) : ['[]'];
    case 'samples':
      return writeRecords(sampleRecords(heap), writer.dialect);
    case 'strings':
      return writeStrings(writer);
    default:
      return ['[]'];
  }
}

function describeHeader(heap: HeapDescription, writer: Writer): object {
  const { dialect, nodeFields, nodeTypes, edgeTypes } = writer;
  const kinds = ['string', 'number', 'number', 'number', 'number', 'number', 'number'];
  return {
    meta: {
      node_fields: nodeFields,
      node_types: [nodeTypes, ...kinds.slice(0, writer.nodeTypeEntries - 1)],
      edge_fields: ['type', 'name_or_index', 'to_node'],
      edge_types: [edgeTypes, 'string_or_number', 'node'],
      trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
      trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
      sample_fields: ['timestamp_us', 'last_assigned_id'],
      location_fields: dialect.locationFields,
      ...(dialect.hasScopes && {
        scope_fields: [
          'script_node_index',
          'scope_id',
          'depth',
          'scope_context_vars_count',
          'scope_uses_count',
        ],
        scope_context_var_fields: ['name'],
        scope_use_fields: ['declaring_scope_id', 'slot_index'],
      }),
    },
    node_count: dialect.hasCounts ? writer.nodeCount : 0,
    edge_count: dialect.hasCounts ? writer.edgeCount : 0,
    trace_function_count: heap.traces?.functions.length ?? 0,
    ...(dialect.hasExtraNativeBytes && { extra_native_bytes: heap.extraNativeBytes ?? 0 }),
  };
}

function* writeRecords(records: Iterable<string>, dialect: Dialect): Generator<string, void, undefined> {
  let separator = '[';
  for (const record of records) {
    yield separator;
    yield record;
    // As V8 does: the break stands before the comma of the next record.
    separator = `${dialect.recordBreak},`;
  }
  yield separator === '[' ? '[]' : `${dialect.recordBreak}]`;
}

function* nodeRecords(heap: HeapDescription, writer: Writer): Generator<string, void, undefined> {
  for (const node of heap.nodes) {
    let record = '';
    for (const field of writer.nodeFields) {
      record += `${record === '' ? '' : ','}${nodeField(node, field, writer)}`;
    }
    yield record;
  }
}

function nodeField(node: DescribedNode, field: string, writer: Writer): number {
  switch (field) {
    case 'type':
      return typeIndex(writer.nodeTypes, node.type);
    case 'name':
      return internString(writer, node.name);
    case 'id':
      return node.id;
    case 'self_size':
      return node.selfSize;
    case 'edge_count':
      return countOf(node.edges);
    case 'trace_node_id':
      return node.traceNode ?? 0;
    case 'detachedness':
      return node.detachedness ?? 0;
    default:
      return 0;
  }
}

function countOf(items: Iterable<unknown>): number {
  if (Array.isArray(items)) return items.length;
  const iterator = items[Symbol.iterator]();
  let count = 0;
  while (iterator.next().done !== true) count++;
  return count;
}

function* edgeRecords(heap: HeapDescription, writer: Writer): Generator<string, void, undefined> {
  const stride = writer.nodeFields.length;
  const { numericEdgeTypes } = writer.dialect;
  for (const node of heap.nodes) {
    for (const edge of node.edges) {
      const isNumber = numericEdgeTypes.includes(edge.type);
      const name = isNumber ? Number(edge.name) : internString(writer, String(edge.name));
      yield `${typeIndex(writer.edgeTypes, edge.type)},${name},${edge.target * stride}`;
    }
  }
}

function typeIndex(types: readonly string[], type: string): number {
  const index = types.indexOf(type);
  if (index < 0) throw new RangeError(`the dialect has no type ${type}`);
  return index;
}

function* locationRecords(heap: HeapDescription, writer: Writer): Generator<string, void, undefined> {
  const { locationFields } = writer.dialect;
  for (const location of heap.locations ?? []) {
    yield locationFields
      .map((field) => {
        if (field === 'object_index') return location.node * writer.nodeFields.length;
        if (field === 'script_id') return location.scriptId;
        if (field === 'line') return location.line;
        return field === 'column' ? location.column : 0;
      })
      .join(',');
  }
}

function* functionRecords(heap: HeapDescription, writer: Writer): Generator<string, void, undefined> {
  for (const { id, name, scriptName, scriptId, line, column } of heap.traces?.functions ?? []) {
    const names = `${internString(writer, name)},${internString(writer, scriptName)}`;
    yield `${id},${names},${scriptId},${line},${column}`;
  }
}

/** Depth first, with a stack of its own: stacks of calls can be deep. */
function* writeTree(roots: readonly DescribedTraceNode[]): Generator<string, void, undefined> {
  yield '[';
  const open = [{ siblings: roots, next: 0 }];
  while (open.length > 0) {
    const level = open[open.length - 1];
    if (level.next === level.siblings.length) {
      open.pop();
      yield ']';
      continue;
    }
    const node = level.siblings[level.next];
    yield `${level.next === 0 ? '' : ','}${node.id},${node.functionIndex},${node.count},${node.size},[`;
    level.next++;
    open.push({ siblings: node.children, next: 0 });
  }
}

function* sampleRecords(heap: HeapDescription): Generator<string, void, undefined> {
  for (const { timestamp, lastId } of heap.samples ?? []) yield `${timestamp},${lastId}`;
}

function* writeStrings(writer: Writer): Generator<string, void, undefined> {
  const { dialect, strings } = writer;
  let separator = '[';
  for (const text of strings) {
    yield `${separator}"${dialect.escape(text)}"`;
    separator = `,${dialect.recordBreak}`;
  }
  yield separator === '[' ? '[]' : ']';
}
