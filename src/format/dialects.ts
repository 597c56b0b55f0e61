// SPDX-License-Identifier: MIT
// How each producer writes a snapshot: fields, types, counts, order, white space, escapes.
// Sources: V8's heap-snapshot-generator.cc, Hermes' HeapSnapshot.cpp, Julia's gc-heap-snapshot.cpp, ArkTS'
// heap_snapshot_json_serializer.cpp, and files written by each of the runtimes that could be run.

/** Producers whose way of writing is known. */
export type DialectName =
  | 'node12'
  | 'node18'
  | 'node20'
  | 'node22'
  | 'node24'
  | 'node26'
  | 'deno'
  | 'chromium'
  | 'bun'
  | 'hermes'
  | 'julia'
  | 'arkts';

/** One producer's way of writing. */
export interface Dialect {
  readonly nodeFields: readonly string[];
  /** Length of `node_types`, which not every producer makes as long as `node_fields`. */
  readonly nodeTypeEntries: number;
  /** null: whatever types the heap has, in order of appearance. */
  readonly nodeTypes: readonly string[] | null;
  readonly edgeTypes: readonly string[] | null;
  /** Edge types whose `name_or_index` is a number. */
  readonly numericEdgeTypes: readonly string[];
  readonly locationFields: readonly string[];
  readonly hasScopes: boolean;
  /** Whether the header says how many records there are, or 0. */
  readonly hasCounts: boolean;
  readonly hasExtraNativeBytes: boolean;
  /** Sections in the order of the file. */
  readonly order: readonly SectionName[];
  /** Between records, and between sections. */
  readonly recordBreak: string;
  readonly sectionBreak: string;
  readonly end: string;
  /** Strings that stand first, used or not. */
  readonly firstStrings: readonly string[];
  /** Whether equal strings are written once. */
  readonly sharesStrings: boolean;
  /** A string's content between its quotes. */
  readonly escape: (text: string) => string;
}

/** The sections that are written. */
export type SectionName =
  | 'snapshot'
  | 'nodes'
  | 'edges'
  | 'trace_function_infos'
  | 'trace_tree'
  | 'samples'
  | 'locations'
  | 'scopes'
  | 'scope_context_vars'
  | 'scope_uses'
  | 'strings';

const V8_ORDER: readonly SectionName[] = [
  'snapshot',
  'nodes',
  'edges',
  'trace_function_infos',
  'trace_tree',
  'samples',
  'locations',
  'strings',
];
const TYPES_TO_BIGINT = [
  ...['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native', 'synthetic'],
  ...['concatenated string', 'sliced string', 'symbol', 'bigint'],
];
const V8_EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];
const BASIC_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count'];
const TRACED_FIELDS = [...BASIC_FIELDS, 'trace_node_id', 'detachedness'];

const node18: Dialect = {
  nodeFields: TRACED_FIELDS,
  nodeTypeEntries: 7,
  nodeTypes: TYPES_TO_BIGINT,
  edgeTypes: V8_EDGE_TYPES,
  numericEdgeTypes: ['element', 'hidden'],
  locationFields: ['object_index', 'script_id', 'line', 'column'],
  hasScopes: false,
  hasCounts: true,
  hasExtraNativeBytes: false,
  order: V8_ORDER,
  recordBreak: '\n',
  sectionBreak: '\n',
  end: '',
  firstStrings: ['<dummy>', ''],
  sharesStrings: true,
  escape: escapeLikeV8,
};
const node20: Dialect = { ...node18, nodeTypes: [...TYPES_TO_BIGINT, 'object shape', 'wasm object'] };
const node22: Dialect = { ...node18, nodeTypes: [...TYPES_TO_BIGINT, 'object shape'] };
// The trace field is there only while allocations are tracked; Node 24 forgets to shorten node_types.
const node24: Dialect = {
  ...node22,
  nodeFields: [...BASIC_FIELDS, 'detachedness'],
  hasExtraNativeBytes: true,
  recordBreak: '',
};
const node26: Dialect = { ...node24, nodeTypeEntries: 6 };
const deno: Dialect = {
  ...node26,
  locationFields: ['object_index', 'script_id', 'script_object_index', 'line', 'column'],
};

/** All dialects by name. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  node12: { ...node18, nodeFields: [...BASIC_FIELDS, 'trace_node_id'], nodeTypeEntries: 6 },
  node18,
  node20,
  node22,
  node24,
  node26,
  deno,
  chromium: {
    ...deno,
    hasScopes: true,
    order: [...V8_ORDER.slice(0, -1), 'scopes', 'scope_context_vars', 'scope_uses', 'strings'],
  },
  bun: {
    ...node22,
    recordBreak: '',
    sectionBreak: '',
    end: '\n',
    firstStrings: [''],
    escape: escapeLikeJsc,
  },
  hermes: { ...node18, hasCounts: false, recordBreak: '', sectionBreak: '', escape: escapeLikeHermes },
  julia: {
    ...node18,
    nodeTypes: null,
    edgeTypes: null,
    numericEdgeTypes: ['element'],
    order: [
      ...(['snapshot', 'trace_function_infos', 'trace_tree', 'samples', 'locations'] as const),
      ...(['nodes', 'edges', 'strings'] as const),
    ],
    firstStrings: [''],
    sharesStrings: false,
    escape: escapeLikeJsc,
  },
  arkts: {
    ...node18,
    nodeFields: [...TRACED_FIELDS, 'native_size'],
    nodeTypes: TYPES_TO_BIGINT.map((type) => (type === 'sliced string' ? 'slicedstring' : type)),
    numericEdgeTypes: ['element'],
    firstStrings: ['<dummy>', ''],
    escape: escapeLikeJsc,
  },
};

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Pure ASCII. What V8 loses (the high bits of emoji, all beyond 1,024 units) is lost before. */
function escapeLikeV8(text: string): string {
  return text.replace(/["\\\0-\x1f\x80-\uffff]/g, (unit) =>
    unit in SHORT ? SHORT[unit] : unicodeEscape(unit.charCodeAt(0)).toUpperCase().replace('\\U', '\\u'),
  );
}

/** Raw UTF-8, but for control characters and lone surrogates. */
function escapeLikeJsc(text: string): string {
  return text.replace(/["\\\0-\x1f]|\p{Surrogate}/gu, (unit) =>
    unit in SHORT ? SHORT[unit] : unicodeEscape(unit.charCodeAt(0)),
  );
}

/** ASCII with lower-case digits, and an escaped slash. */
function escapeLikeHermes(text: string): string {
  return text.replace(/["\\/\0-\x1f\x7f-\uffff]/g, (unit) => {
    if (unit === '/') return '\\/';
    return unit in SHORT ? SHORT[unit] : unicodeEscape(unit.charCodeAt(0));
  });
}
