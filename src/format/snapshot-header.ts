// SPDX-License-Identifier: MIT
// The `snapshot` section: which fields a record has, which types there are, and how many records to expect.
// Everything is found by name. Node 24 declares one node type more than it has fields; Node 26 does not.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf } from '../tokens/byte-window.js';
import { skipValue } from '../tokens/skip-value.js';
import { EDGE_KIND_NAMES, type KindTable, NODE_KIND_NAMES, buildKindTable } from './kinds.js';
import { type JsonObject, type JsonValue, parseJson } from './parse-json.js';

/** A header is a few kilobytes; ArkTS and Julia list many types. */
const MAX_HEADER_BYTES = 1 << 22;

/** What the header says. Field positions are -1 where the producer has no such field. */
export interface SnapshotHeader {
  readonly nodeFields: readonly string[];
  readonly edgeFields: readonly string[];
  readonly locationFields: readonly string[];
  readonly traceFunctionFields: readonly string[];
  readonly traceNodeFields: readonly string[];
  readonly sampleFields: readonly string[];
  readonly nodeKinds: KindTable;
  readonly edgeKinds: KindTable;
  /** Edge type numbers of the file whose `name_or_index` is a number, not a string. */
  readonly numericEdgeTypes: Uint8Array;
  /** Records that the header promises; 0 = unknown. */
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly extraNativeBytes: number;
  /** Ordinal of the root; V8's is 0. */
  readonly rootOrdinal: number;
  /** Where in the file the header stands. */
  readonly byteOffset: number;
}

/**
 * Reads the value of the `snapshot` key.
 * @throws HeapdiffError `ERR_BAD_META` and whatever is wrong with its JSON
 */
export async function readHeader(window: ByteWindow): Promise<SnapshotHeader> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const start = offsetOf(window);
  await skipValue(window, (chunk) => {
    length += chunk.length;
    if (length > MAX_HEADER_BYTES)
      throw badMeta(start, 'header longer than 4 MiB', 'a short header', 'a longer one');
    chunks.push(chunk.slice());
  });
  const bytes = new Uint8Array(length);
  let used = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, used);
    used += chunk.length;
  }
  return interpretHeader(
    parseJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), start),
    start,
  );
}

function interpretHeader(value: JsonValue, offset: number): SnapshotHeader {
  const snapshot = asObject(value, 'snapshot', offset);
  const meta = asObject(snapshot.get('meta'), 'snapshot.meta', offset);
  const nodeFields = asNames(meta.get('node_fields'), 'node_fields', offset);
  const edgeFields = asNames(meta.get('edge_fields'), 'edge_fields', offset);
  for (const field of ['type', 'name', 'id', 'self_size', 'edge_count']) {
    if (!nodeFields.includes(field)) throw missingField('node_fields', field, offset);
  }
  for (const field of ['type', 'name_or_index', 'to_node']) {
    if (!edgeFields.includes(field)) throw missingField('edge_fields', field, offset);
  }
  const nodeTypes = asTypes(meta.get('node_types'), nodeFields.indexOf('type'), 'node_types', offset);
  const edgeTypes = asTypes(meta.get('edge_types'), edgeFields.indexOf('type'), 'edge_types', offset);
  // ArkTS (whose nodes have a native_size) and Julia (which has none of V8's own edge types) number their
  // elements only; their hidden edges carry strings.
  const isLikeV8 = ['context', 'shortcut', 'weak'].some((type) => edgeTypes.includes(type));
  const numeric = nodeFields.includes('native_size') || !isLikeV8 ? ['element'] : ['element', 'hidden'];
  const rootIndex = asCount(snapshot.get('root_index'), 'root_index', offset);
  return {
    nodeFields,
    edgeFields,
    locationFields: asOptionalNames(meta.get('location_fields'), 'location_fields', offset),
    traceFunctionFields: asOptionalNames(
      meta.get('trace_function_info_fields'),
      'trace_function_info_fields',
      offset,
    ),
    traceNodeFields: asOptionalNames(meta.get('trace_node_fields'), 'trace_node_fields', offset),
    sampleFields: asOptionalNames(meta.get('sample_fields'), 'sample_fields', offset),
    nodeKinds: buildKindTable(nodeTypes, NODE_KIND_NAMES),
    edgeKinds: buildKindTable(edgeTypes, EDGE_KIND_NAMES),
    numericEdgeTypes: Uint8Array.from(edgeTypes, (name) => (numeric.includes(name) ? 1 : 0)),
    nodeCount: asCount(snapshot.get('node_count'), 'node_count', offset),
    edgeCount: asCount(snapshot.get('edge_count'), 'edge_count', offset),
    extraNativeBytes: asCount(snapshot.get('extra_native_bytes'), 'extra_native_bytes', offset),
    rootOrdinal: Math.floor(rootIndex / nodeFields.length),
    byteOffset: offset,
  };
}

function badMeta(byteOffset: number, message: string, expected: string, actual: string): HeapdiffError {
  return new HeapdiffError('ERR_BAD_META', message, { section: 'snapshot', byteOffset, expected, actual });
}

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Map) return 'an object';
  return `a ${typeof value}`;
}

function asObject(value: JsonValue | undefined, name: string, offset: number): JsonObject {
  if (value instanceof Map) return value;
  throw badMeta(offset, `${name} must be an object, found ${describe(value)}`, 'an object', describe(value));
}

function asNames(value: JsonValue | undefined, name: string, offset: number): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === 'string')) {
    const actual = Array.isArray(value) ? 'an array of something else' : describe(value);
    throw badMeta(
      offset,
      `meta.${name} must be an array of names, found ${actual}`,
      'an array of names',
      actual,
    );
  }
  if (new Set(value).size !== value.length) {
    throw badMeta(offset, `meta.${name} names a field twice`, 'different names', 'a name twice');
  }
  return value;
}

function asOptionalNames(value: JsonValue | undefined, name: string, offset: number): readonly string[] {
  return value === undefined || (Array.isArray(value) && value.length === 0)
    ? []
    : asNames(value, name, offset);
}

function asTypes(
  value: JsonValue | undefined,
  position: number,
  name: string,
  offset: number,
): readonly string[] {
  const list = Array.isArray(value) ? value[position] : undefined;
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw badMeta(
      offset,
      `meta.${name} must list the type names, found ${describe(list)}`,
      'a list of type names',
      describe(list),
    );
  }
  return list;
}

function asCount(value: JsonValue | undefined, name: string, offset: number): number {
  if (value === undefined) return 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw badMeta(
    offset,
    `${name} must be a whole number, found ${describe(value)}`,
    'a whole number',
    describe(value),
  );
}

function missingField(list: string, field: string, offset: number): HeapdiffError {
  return badMeta(offset, `meta.${list} has no field ${field}`, `a field ${field}`, 'no such field');
}
