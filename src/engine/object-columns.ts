// SPDX-License-Identifier: MIT
// What each column says of an object. A number is read as it is; anything else is a code first, so that what is
// costly about a value (to decode a name, look a place up, escape a cell) is done once a value, not once an object.

import { type Allocate, ownBytes } from '../core/batch-memory.js';
import type { NodeColumn, NodeOrdinal, StringIndex } from '../core/columns.js';
import { shortenName } from '../core/shorten-text.js';
import { SYSTEM_DISTANCE, UNREACHABLE_DISTANCE } from '../analysis/distances.js';
import { dominatorColumn } from '../analysis/dominators.js';
import { stringText } from '../format/string-table.js';
import { findLocation } from '../heap/locations.js';
import { buildAllocationStack } from '../report/build-allocation-stack.js';
import { buildDistance } from '../report/build-distance.js';
import { buildLocation } from '../report/build-location.js';
import { type ShowStrings, maskClassName, maskLabel, maskLength } from '../report/mask-names.js';
import type { CodedCells, Location, ObjectColumn, ObjectRow } from '../report/model.js';
import type { Analysis } from './analyze.js';

/** Values that repeat. */
export interface CodedColumn<Value> {
  /** Codes of some nodes: the same code means the same value. Without `allocate` they have memory of their own. */
  readonly cellsOf: (nodes: Uint32Array, allocate?: Allocate) => CodedCells<Value>;
  /** More than any code that was given so far. */
  readonly codeCount: () => number;
}

export type NumberName = 'id' | 'shallowSize' | 'selfSize' | 'retainedSize' | 'dominatorId';
type CodedName = Exclude<ObjectColumn, NumberName>;

/** All columns, each built when it is first used. */
export interface ObjectColumns {
  number(name: NumberName): NodeColumn;
  coded<Name extends CodedName>(name: Name): CodedColumn<ObjectRow[Name]>;
}

export function isNumberName(name: ObjectColumn): name is NumberName {
  return name in numberBuilders;
}

/** The columns of a heap in memory; names and classes masked as asked. */
export function buildObjectColumns(analysis: Analysis, show: ShowStrings): ObjectColumns {
  const numbers: { [Name in NumberName]?: NodeColumn } = {};
  const coded: { [Name in CodedName]?: CodedColumn<ObjectRow[CodedName]> } = {};
  return {
    number: (name) => (numbers[name] ??= numberBuilders[name](analysis)),
    coded<Name extends CodedName>(name: Name) {
      const build = codedBuilders[name] as (analysis: Analysis, show: ShowStrings) => CodedColumn<never>;
      return (coded[name] ??= build(analysis, show)) as CodedColumn<ObjectRow[Name]>;
    },
  };
}

const numberBuilders: { readonly [Name in NumberName]: (analysis: Analysis) => NodeColumn } = {
  id: ({ graph }) => graph.nodeId,
  shallowSize: ({ shallowSize }) => shallowSize,
  selfSize: ({ graph }) => graph.selfSize,
  retainedSize: ({ retainedSize }) => retainedSize,
  dominatorId: ({ graph, tree }) => pickNumbers(graph.nodeId, dominatorColumn(tree)),
};

/** The numbers of some nodes. Without `allocate` they have memory of their own. */
export function pickNumbers(
  column: NodeColumn,
  nodes: Uint32Array,
  allocate: Allocate = ownBytes,
): Float64Array {
  const picked = takeNumbers(nodes.length, allocate);
  for (let i = 0; i < nodes.length; i++) picked[i] = column[nodes[i] as NodeOrdinal];
  return picked;
}

function takeNumbers(count: number, allocate: Allocate): Float64Array {
  return new Float64Array(allocate(count * Float64Array.BYTES_PER_ELEMENT), 0, count);
}

const STATES = ['unknown', 'attached', 'detached'] as const;

const codedBuilders: {
  readonly [Name in CodedName]: (analysis: Analysis, show: ShowStrings) => CodedColumn<ObjectRow[Name]>;
} = {
  className({ classes }, show) {
    const names = classes.classes.map(({ name }) => maskClassName(name, show));
    return buildCodedColumn(names.length, pick(classes.classOf), (code) => names[code]);
  },
  distance({ graph, distance }) {
    // One code for all that nothing reaches, and one for what only the system does.
    const states = [UNREACHABLE_DISTANCE, SYSTEM_DISTANCE];
    const readCodes: ReadCodes = (nodes, codes) => {
      for (let i = 0; i < nodes.length; i++) {
        const steps = distance[nodes[i] as NodeOrdinal];
        codes[i] = steps < 0 ? 0 : steps >= SYSTEM_DISTANCE ? 1 : steps + states.length;
      }
    };
    const coded = buildCodedColumn(graph.nodeCount + states.length, readCodes, (code) =>
      buildDistance(states[code] ?? code - states.length),
    );
    return {
      ...coded,
      cellsOf(nodes, allocate = ownBytes) {
        const cells = coded.cellsOf(nodes, allocate);
        const numbers = takeNumbers(nodes.length, allocate);
        for (let i = 0; i < numbers.length; i++) numbers[i] = Math.max(-1, cells.codes[i] - states.length);
        return { ...cells, numbers };
      },
    };
  },
  detachedness: ({ detachedness: { state } }) =>
    buildCodedColumn(
      STATES.length,
      state === null ? (_, codes) => codes.fill(0) : pick(state),
      (code) => STATES[code],
    ),
  kind: ({ graph }) =>
    buildCodedColumn(graph.nodeKindNames.length, pick(graph.nodeKind), (code) => graph.nodeKindNames[code]),
  name: buildNameColumn,
  location: buildLocationColumn,
  allocationStack: buildStackColumn,
};

/** Puts the codes of some nodes into a list of the same length. */
type ReadCodes = (nodes: Uint32Array, codes: Uint32Array) => void;

function buildCodedColumn<Value>(
  codeCount: number,
  readCodes: ReadCodes,
  valueOf: (code: number) => Value,
): CodedColumn<Value> {
  return {
    codeCount: () => codeCount,
    cellsOf(nodes, allocate = ownBytes) {
      const codes = new Uint32Array(allocate(nodes.byteLength), 0, nodes.length);
      readCodes(nodes, codes);
      return { codes, valueOf };
    },
  };
}

function pick(column: NodeColumn): ReadCodes {
  return (nodes, codes) => {
    for (let i = 0; i < nodes.length; i++) codes[i] = column[nodes[i] as NodeOrdinal];
  };
}

/** A column whose codes are handed out as values are met. `codeOf` calls `add` for a new one. */
function buildMetColumn<Value>(
  codeOf: (node: NodeOrdinal, add: (value: Value) => number) => number,
): CodedColumn<Value> {
  const values: Value[] = [];
  const add = (value: Value): number => values.push(value) - 1;
  const readCodes: ReadCodes = (nodes, codes) => {
    for (let i = 0; i < nodes.length; i++) codes[i] = codeOf(nodes[i] as NodeOrdinal, add);
  };
  return {
    ...buildCodedColumn(0, readCodes, (code) => values[code]),
    codeCount: () => values.length,
  };
}

/** The same string is a name of one node and a value of another, which is masked: a code for each of both. */
function buildNameColumn({ graph }: Analysis, show: ShowStrings): CodedColumn<string> {
  const { strings, nodeName, nodeKind, nodeKindNames } = graph;
  const labelOf = nodeKindNames.map((kindName, kind) => maskLabel(kind, kindName, show));
  const labels = [...new Set([null, ...labelOf])];
  const firstCode = Float64Array.from(labelOf, (label) => labels.indexOf(label) * strings.count);
  const readCodes: ReadCodes = (nodes, codes) => {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as NodeOrdinal;
      codes[i] = firstCode[nodeKind[node]] + nodeName[node];
    }
  };
  return buildCodedColumn(labels.length * strings.count, readCodes, (code) => {
    const label = labels[Math.floor(code / strings.count)];
    const name = stringText(strings, (code % strings.count) as StringIndex);
    return label === null ? shortenName(name) : maskLength(label, name.length);
  });
}

/** Scripts, and columns of one line, up to which two numbers fit into one. */
const MOST_SCRIPTS = 2 ** 20;
const LONGEST_LINE = 2 ** 26;
const MOST_LINES = 2 ** 26;

/** Objects of one class come from one place, which is made once a name: source maps go by the name as well. */
function buildLocationColumn({ graph, locations }: Analysis): CodedColumn<Location | null> {
  const { scriptId, line, column } = graph.data.locations;
  const hasSources = locations.sources !== null;
  const ofScript = new Map<number, Map<number, number>>();
  const find = (node: NodeOrdinal): Location | null => buildLocation(findLocation(graph, locations, node));
  let nowhere = -1;
  return buildMetColumn((node, add) => {
    const record = locations.recordOf[node];
    if (record === 0) return nowhere < 0 ? (nowhere = add(null)) : nowhere;
    const script = scriptId[record - 1];
    const [atLine, atColumn] = [line[record - 1], column[record - 1]];
    if (script >= MOST_SCRIPTS || atColumn >= LONGEST_LINE || atLine >= MOST_LINES) return add(find(node));
    const name = script * 2 ** 32 + (hasSources ? graph.nodeName[node] : 0);
    let known = ofScript.get(name);
    if (known === undefined) ofScript.set(name, (known = new Map<number, number>()));
    const place = atLine * LONGEST_LINE + atColumn;
    let code = known.get(place);
    if (code === undefined) known.set(place, (code = add(find(node))));
    return code;
  });
}

function buildStackColumn({ graph }: Analysis): CodedColumn<ObjectRow['allocationStack']> {
  const { traceNode } = graph.data.nodes;
  const ofTrace = new Map<number, number>();
  return buildMetColumn((node, add) => {
    const trace = traceNode === null ? 0 : traceNode[node];
    let code = ofTrace.get(trace);
    if (code === undefined) ofTrace.set(trace, (code = add(buildAllocationStack(graph.data, node))));
    return code;
  });
}
