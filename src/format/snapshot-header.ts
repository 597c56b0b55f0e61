// SPDX-License-Identifier: MIT
// The `snapshot` section: which fields a record has, which types there are, and how many records to expect.
// Everything is found by name. Node 24 declares one node type more than it has fields; Node 26 does not.

import { HeapdiffError } from '../core/errors.js';
import { type ByteWindow, offsetOf } from '../tokens/byte-window.js';
import { skipValue } from '../tokens/skip-value.js';
import { EDGE_KIND_NAMES, type KindTable, NODE_KIND_NAMES, buildKindTable } from './kinds.js';
import {
  type HeaderValue,
  asCount,
  asNames,
  asOptionalNames,
  asTypes,
  childOf,
  expectFields,
  parseHeader,
  wrong,
} from './header-values.js';

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
  /** Where in the file that is said. */
  readonly rootByteOffset: number;
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
    if (length > MAX_HEADER_BYTES) throw tooLong(start);
    chunks.push(chunk.slice());
  });
  const bytes = new Uint8Array(length);
  let used = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, used);
    used += chunk.length;
  }
  return interpretHeader(parseHeader({ bytes, byteOffset: start }));
}

function tooLong(byteOffset: number): HeapdiffError {
  return new HeapdiffError('ERR_BAD_META', 'header longer than 4 MiB', {
    section: 'snapshot',
    byteOffset,
    expected: 'a short header',
    actual: 'a longer one',
  });
}

function interpretHeader(snapshot: HeaderValue): SnapshotHeader {
  const meta = childOf(snapshot, 'meta');
  const ofMeta = (key: string): HeaderValue => childOf(meta, key);
  const optional = (key: string): readonly string[] => asOptionalNames(ofMeta(key));
  const count = (key: string): number => asCount(childOf(snapshot, key));
  const nodeFields = asNames(ofMeta('node_fields'));
  const edgeFields = asNames(ofMeta('edge_fields'));
  expectFields(ofMeta('node_fields'), nodeFields, ['type', 'name', 'id', 'self_size', 'edge_count']);
  expectFields(ofMeta('edge_fields'), edgeFields, ['type', 'name_or_index', 'to_node']);
  const nodeTypes = asTypes(ofMeta('node_types'), nodeFields.indexOf('type'));
  const edgeTypes = asTypes(ofMeta('edge_types'), edgeFields.indexOf('type'));
  // ArkTS (whose nodes have a native_size) and Julia (which has none of V8's own edge types) number their
  // elements only; their hidden edges carry strings.
  const isLikeV8 = ['context', 'shortcut', 'weak'].some((type) => edgeTypes.includes(type));
  const numeric = nodeFields.includes('native_size') || !isLikeV8 ? ['element'] : ['element', 'hidden'];
  const rootIndex = childOf(snapshot, 'root_index');
  const rootOrdinal = asCount(rootIndex) / nodeFields.length;
  if (!Number.isInteger(rootOrdinal)) throw wrong(rootIndex, `a multiple of ${nodeFields.length}`);
  return {
    nodeFields,
    edgeFields,
    locationFields: optional('location_fields'),
    traceFunctionFields: optional('trace_function_info_fields'),
    traceNodeFields: optional('trace_node_fields'),
    sampleFields: optional('sample_fields'),
    nodeKinds: buildKindTable(nodeTypes, NODE_KIND_NAMES),
    edgeKinds: buildKindTable(edgeTypes, EDGE_KIND_NAMES),
    numericEdgeTypes: Uint8Array.from(edgeTypes, (name) => (numeric.includes(name) ? 1 : 0)),
    nodeCount: count('node_count'),
    edgeCount: count('edge_count'),
    extraNativeBytes: count('extra_native_bytes'),
    rootOrdinal,
    rootByteOffset: rootIndex.text.byteOffset + rootIndex.from,
  };
}
