// Snapshot text -> the columns that the reader must find, by JSON.parse and plain arrays: slow, short, obvious.

import type { EdgeColumns } from '../../src/format/edge-columns.js';
import type { NodeColumns } from '../../src/format/node-columns.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { stringText } from '../../src/format/string-table.js';
import type { StringIndex } from '../../src/core/columns.js';

/** What both readers say of a snapshot, in the same words. */
export interface PlainSnapshot {
  nodes: {
    kind: string[];
    name: number[];
    id: number[];
    selfSize: number[];
    firstEdge: number[];
    detachedness: number[] | null;
    traceNode: number[] | null;
  };
  edges: { kind: string[]; name: number[]; target: number[] };
  locations: { node: number[]; scriptId: number[]; line: number[]; column: number[] };
  strings: string[];
  extraNativeBytes: number;
  root: number;
}

interface SnapshotJson {
  snapshot: { meta: Meta; extra_native_bytes?: number; root_index?: number };
  nodes: number[];
  edges: number[];
  locations?: number[];
  strings: string[];
}

interface Meta {
  node_fields: string[];
  node_types: string[][];
  edge_fields: string[];
  edge_types: string[][];
  location_fields?: string[];
}

/** What JSON.parse says. */
export function readTwin(text: string): PlainSnapshot {
  const { snapshot, nodes, edges, locations, strings } = JSON.parse(text) as SnapshotJson;
  const { meta } = snapshot;
  const stride = meta.node_fields.length;
  const node = (field: string): number[] => pick(nodes, meta.node_fields, field);
  const edge = (field: string): number[] => pick(edges, meta.edge_fields, field);
  const placeFields = meta.location_fields ?? [];
  // A location says which object it is about, or nothing at all.
  const places = placeFields.includes('object_index') ? (locations ?? []) : [];
  const place = (field: string): number[] =>
    placeFields.includes(field)
      ? pick(places, placeFields, field).map((value) => Math.min(value, 0xffffffff))
      : Array.from({ length: places.length / placeFields.length }, () => 0);
  const firstEdge = [0];
  for (const count of node('edge_count')) firstEdge.push(firstEdge[firstEdge.length - 1] + count);
  const has = (field: string): boolean => meta.node_fields.includes(field);
  return {
    nodes: {
      kind: node('type')
        .map((type) => meta.node_types[meta.node_fields.indexOf('type')][type])
        .map((type) => (type === 'slicedstring' ? 'sliced string' : type)),
      name: node('name'),
      id: node('id'),
      selfSize: node('self_size'),
      firstEdge,
      detachedness: has('detachedness') ? node('detachedness').map((state) => (state > 2 ? 0 : state)) : null,
      traceNode: has('trace_node_id') ? node('trace_node_id') : null,
    },
    edges: {
      kind: edge('type').map((type) => meta.edge_types[meta.edge_fields.indexOf('type')][type]),
      name: edge('name_or_index').map((name) => Math.min(name, 0xffffffff)),
      target: edge('to_node').map((target) => target / stride),
    },
    locations: {
      node: place('object_index').map((index) => index / stride),
      scriptId: place('script_id'),
      line: place('line'),
      column: place('column'),
    },
    strings,
    extraNativeBytes: snapshot.extra_native_bytes ?? 0,
    root: (snapshot.root_index ?? 0) / stride,
  };
}

function pick(numbers: number[], fields: string[], field: string): number[] {
  const offset = fields.indexOf(field);
  if (offset < 0) return [];
  return Array.from(
    { length: numbers.length / fields.length },
    (_, i) => numbers[i * fields.length + offset],
  );
}

/** What the reader says. */
export function describeSnapshot(data: SnapshotData): PlainSnapshot {
  const { nodes, edges, locations, header } = data;
  return {
    nodes: {
      kind: kinds(nodes, header.nodeKinds.names),
      name: list(nodes.name, nodes.count),
      id: list(nodes.id, nodes.count),
      selfSize: list(nodes.selfSize, nodes.count),
      firstEdge: list(nodes.firstEdge, nodes.count + 1),
      detachedness: nodes.detachedness && list(nodes.detachedness, nodes.count),
      traceNode: nodes.traceNode && list(nodes.traceNode, nodes.count),
    },
    edges: {
      kind: kinds(edges, header.edgeKinds.names),
      name: list(edges.name, edges.count),
      target: list(edges.target, edges.count),
    },
    locations: {
      node: list(locations.node, locations.count),
      scriptId: list(locations.scriptId, locations.count),
      line: list(locations.line, locations.count),
      column: list(locations.column, locations.count),
    },
    strings: Array.from({ length: data.strings.count }, (_, i) => stringText(data.strings, i as StringIndex)),
    extraNativeBytes: header.extraNativeBytes,
    root: header.rootOrdinal,
  };
}

function list(column: ArrayLike<number>, count: number): number[] {
  return Array.from(column).slice(0, count);
}

function kinds(columns: NodeColumns | EdgeColumns, names: readonly string[]): string[] {
  return list(columns.kind, columns.count).map((code) => names[code]);
}
