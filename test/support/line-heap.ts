// A few lines of text -> the JSON of a snapshot, so that a graph case can be read at a glance.
//
//   root: synthetic                      a node: label, kind, and a name if it differs from the label
//   map: object Map 64                   its self size behind the name, else 16
//   root -element:1-> map                an edge: kind, and its name or index
//   map --> x                            short for a property of the target's label
//
// The first node is the root; ids are 1, 3, 5 ... in order. Labels that only edges name are objects.

import { EDGE_KIND_NAMES, NODE_KIND_NAMES } from '../../src/format/kinds.js';

const edgeLine = /^(\S+) -(?:(\w+):(.*?))?-> (\S+)$/;
const nodeLine = /^(\S+): ([a-z]+)(?: (.*?))?(?: (\d+))?$/;

interface LineNode {
  kind: string;
  name: string;
  size: number;
  edges: { kind: string; name: string; target: string }[];
}

/** The id of a label's node. */
export function idOfLabel(lines: string, label: string): number {
  return 1 + 2 * [...parseLines(lines).keys()].indexOf(label);
}

/** Writes the snapshot. */
export function writeLineHeap(lines: string): string {
  const nodes = parseLines(lines);
  const labels = [...nodes.keys()];
  const strings = new Map<string, number>();
  const string = (text: string): number => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text)!;
  };
  const nodeNumbers: number[] = [];
  const edgeNumbers: number[] = [];
  labels.forEach((label, ordinal) => {
    const { kind, name, size, edges } = nodes.get(label)!;
    nodeNumbers.push(NODE_KIND_NAMES.indexOf(kind), string(name), 1 + 2 * ordinal, size, edges.length);
    for (const edge of edges) {
      const isNumbered = edge.kind === 'element' || edge.kind === 'hidden';
      edgeNumbers.push(
        EDGE_KIND_NAMES.indexOf(edge.kind),
        isNumbered ? Number(edge.name) : string(edge.name),
        labels.indexOf(edge.target) * 5,
      );
    }
  });
  return JSON.stringify({
    snapshot: {
      meta: {
        node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
        node_types: [NODE_KIND_NAMES, 'string', 'number', 'number', 'number'],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [EDGE_KIND_NAMES, 'string_or_number', 'node'],
      },
      node_count: labels.length,
      edge_count: edgeNumbers.length / 3,
    },
    nodes: nodeNumbers,
    edges: edgeNumbers,
    strings: [...strings.keys()],
  });
}

function parseLines(lines: string): Map<string, LineNode> {
  const nodes = new Map<string, LineNode>();
  const add = (label: string): LineNode => {
    const found = nodes.get(label) ?? { kind: 'object', name: label, size: 16, edges: [] };
    nodes.set(label, found);
    return found;
  };
  for (const line of lines.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const edge = edgeLine.exec(line);
    const node = nodeLine.exec(line);
    if (edge !== null) {
      const [, owner, kind = 'property', name, target] = edge;
      add(target);
      add(owner).edges.push({ kind, name: name ?? target, target });
    } else if (node !== null) {
      const [, label, kind, name, size] = node;
      const added = add(label);
      added.kind = kind.replace('cons', 'concatenated string').replace('shape', 'object shape');
      added.name = name ?? label;
      added.size = size === undefined ? 16 : Number(size);
    } else {
      throw new Error(`not a line of a heap: ${line}`);
    }
  }
  return nodes;
}
