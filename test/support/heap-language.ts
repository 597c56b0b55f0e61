// A few lines of text -> a heap -> the bytes of a real snapshot -> what the reader makes of them.
//
//   const { data, node } = await readHeap(`
//     root -> app:Object, "(GC roots)":synthetic
//     app -users-> users:Map 32
//     users -[0]-> alice:User 100, bob:User 100
//     users ~key~> alice
//     bob = closure "makeUser" 64 detached @1001
//   `);
//   data.nodes.name[node('alice')] ...
//
// One statement a line; `#` starts a comment. The node `root` is always there, first: synthetic, without a name.
//
//   a -> b                     an edge from a to b: property named like b (from root: an element, as V8 does)
//   a -name-> b                a property; `"any text"` in place of a name or label
//   a -[3]-> b                 an element
//   a -(name)-> b              a context variable
//   a -{name}-> b              an internal edge
//   a -<3>-> b                 a hidden edge
//   a -/name/-> b              a shortcut
//   a ~name~> b                a weak edge
//   a -> b, c -> ...           several targets by commas; each may be declared where it stands:
//   b:Class 40                 an object of class `Class` with a self size of 40 (default 16)
//   b:type "Name" 40           any type that the dialect knows, such as `closure`, `array`, `string`, `native`,
//                              `concatenated_string`
//   b = type "Name" 40 ...     the same as a statement of its own
//   ... @77                    the id; else the next odd one (root: 1)
//   ... attached | detached    the detachedness
//   ... place 7 120 4          script id, line and column (from 0) where its class is defined
//   ... trace 5                id of a node in the trace tree
//
// An alias that is used but never declared is an object of the class `Object`. Nodes stand in the order in which
// their aliases appear; edges in the order of the text.

import { bytesSource } from '../../src/bytes/byte-source.js';
import type { NodeOrdinal } from '../../src/core/columns.js';
import type { DialectName } from '../../src/format/dialects.js';
import type {
  DescribedEdge,
  DescribedLocation,
  DescribedNode,
  DescribedSample,
  DescribedTraces,
  HeapDescription,
} from '../../src/format/heap-description.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { type DialectChanges, writeSnapshot } from '../../src/format/write-snapshot.js';

export interface HeapOptions {
  readonly dialect?: DialectName;
  readonly changes?: DialectChanges;
  readonly traces?: DescribedTraces;
  readonly samples?: readonly DescribedSample[];
  readonly extraNativeBytes?: number;
}

export interface LanguageHeap {
  readonly data: SnapshotData;
  readonly bytes: Uint8Array;
  /** The ordinal behind an alias. */
  readonly node: (alias: string) => NodeOrdinal;
  /** The alias of an ordinal. */
  readonly alias: (node: number) => string;
}

/** Text -> bytes -> columns. */
export async function readHeap(text: string, options: HeapOptions = {}): Promise<LanguageHeap> {
  const { heap, aliases } = parseHeap(text, options);
  const bytes = writeBytes(heap, options.dialect, options.changes);
  const data = await readSnapshot(bytesSource(bytes, 'heap'));
  return {
    data,
    bytes,
    node: (alias) => {
      const ordinal = aliases.indexOf(alias);
      if (ordinal < 0) throw new Error(`no node ${alias}`);
      return ordinal as NodeOrdinal;
    },
    alias: (node) => aliases[node],
  };
}

/** A heap's bytes in one piece. */
export function writeBytes(
  heap: HeapDescription,
  dialect: DialectName = 'node20',
  changes: DialectChanges = {},
): Uint8Array {
  return Buffer.concat([...writeSnapshot(heap, dialect, changes)]);
}

interface OpenNode extends DescribedNode {
  type: string;
  name: string;
  id: number;
  selfSize: number;
  edges: DescribedEdge[];
  detachedness: number;
  traceNode: number;
}

/** Text -> a heap in plain words, and the alias of each node. */
export function parseHeap(
  text: string,
  options: HeapOptions = {},
): { heap: HeapDescription; aliases: string[] } {
  const aliases: string[] = [];
  const nodes: OpenNode[] = [];
  const locations: DescribedLocation[] = [];
  const nodeOf = (alias: string): number => {
    const known = aliases.indexOf(alias);
    if (known >= 0) return known;
    nodes.push({
      type: 'object',
      name: 'Object',
      id: 2 * nodes.length + 1,
      selfSize: 16,
      edges: [],
      detachedness: 0,
      traceNode: 0,
    });
    return aliases.push(alias) - 1;
  };
  const declare = (words: string[], ordinal: number): void => {
    const node = nodes[ordinal];
    let isNamed = false;
    for (let w = 0; w < words.length; w++) {
      const word = words[w];
      if (word.startsWith('"')) {
        node.name = unquote(word);
        if (!isNamed) node.type = 'object';
        isNamed = true;
      } else if (/^\d+$/.test(word)) node.selfSize = Number(word);
      else if (/^@\d+$/.test(word)) node.id = Number(word.slice(1));
      else if (word === 'attached') node.detachedness = 1;
      else if (word === 'detached') node.detachedness = 2;
      else if (word === 'trace') node.traceNode = Number(words[++w]);
      else if (word === 'place') {
        const [scriptId, line, column] = words.slice(w + 1, w + 4).map(Number);
        locations.push({ node: ordinal, scriptId, line, column });
        w += 3;
      } else if ((words.at(w + 1) ?? '').startsWith('"')) {
        node.type = word === 'concatenated_string' ? 'concatenated string' : word;
        isNamed = true;
      } else if (/^[a-z]/.test(word)) {
        node.type = word;
        node.name = '';
      } else node.name = word;
    }
  };
  /** `alias`, `alias:words` or `"text"`. */
  const target = (words: string[]): number => {
    const [first, ...rest] = words;
    const ordinal = nodeOf(unquote(first));
    if (rest[0] === ':') declare(rest.slice(1), ordinal);
    else if (rest.length > 0) throw new Error(`cannot read: ${words.join(' ')}`);
    return ordinal;
  };

  Object.assign(nodes[nodeOf('root')], { type: 'synthetic', name: '', selfSize: 0 });
  for (const line of text.split('\n')) {
    const tokens = tokenize(line);
    if (tokens.length === 0) continue;
    if (tokens[1] === '=') {
      declare(tokens.slice(2), nodeOf(unquote(tokens[0])));
      continue;
    }
    let owners: number[] = [];
    let edge: string | null = null;
    for (const part of splitBy(tokens, isArrow)) {
      if (part.length === 1 && isArrow(part[0])) {
        edge = part[0];
        continue;
      }
      const targets = splitBy(part, (token) => token === ',')
        .filter((words) => words[0] !== ',')
        .map(target);
      if (edge !== null) {
        for (const owner of owners) {
          targets.forEach((to, i) =>
            nodes[owner].edges.push(readArrow(edge as string, to, i, owner, aliases, nodes)),
          );
        }
      }
      owners = targets;
    }
  }
  const heap: HeapDescription = {
    nodes,
    locations,
    ...(options.traces && { traces: options.traces }),
    ...(options.samples && { samples: options.samples }),
    ...(options.extraNativeBytes !== undefined && { extraNativeBytes: options.extraNativeBytes }),
  };
  return { heap, aliases };
}

const TOKEN =
  /#.*$|"(?:[^"\\]|\\.)*"|-(?:"(?:[^"\\]|\\.)*"|\[\d+\]|\(.*?\)|\{.*?\}|<\d+>|\/.*?\/|[^\s>]*?)->|->|~.*?~>|[,:=]|[^\s,:=]+?(?=\s|[,:=]|$)/g;

function tokenize(line: string): string[] {
  return [...line.trim().matchAll(TOKEN)].map(([token]) => token).filter((token) => !token.startsWith('#'));
}

function isArrow(token: string): boolean {
  return token === '->' || /^-.*->$/.test(token) || /^~.*~>$/.test(token);
}

/** Runs between separators, with each separator as a run of its own. */
function splitBy(tokens: string[], isSeparator: (token: string) => boolean): string[][] {
  const runs: string[][] = [];
  let open = false;
  for (const token of tokens) {
    if (isSeparator(token)) {
      runs.push([token]);
      open = false;
    } else if (open) runs[runs.length - 1].push(token);
    else {
      runs.push([token]);
      open = true;
    }
  }
  return runs;
}

function readArrow(
  arrow: string,
  to: number,
  position: number,
  owner: number,
  aliases: readonly string[],
  nodes: readonly OpenNode[],
): DescribedEdge {
  if (arrow === '->') {
    if (owner !== 0) return { type: 'property', name: aliases[to], target: to };
    return { type: 'element', name: nodes[0].edges.length + 1, target: to };
  }
  if (arrow.startsWith('~')) return { type: 'weak', name: unquote(arrow.slice(1, -2)), target: to };
  const label = arrow.slice(1, -2);
  const inner = unquote(label.slice(1, -1));
  switch (label[0]) {
    case '[':
      return { type: 'element', name: Number(inner) + position, target: to };
    case '(':
      return { type: 'context', name: inner, target: to };
    case '{':
      return { type: 'internal', name: inner, target: to };
    case '<':
      return { type: 'hidden', name: Number(inner), target: to };
    case '/':
      return { type: 'shortcut', name: inner, target: to };
    default:
      return { type: 'property', name: unquote(label), target: to };
  }
}

function unquote(word: string): string {
  return word.startsWith('"') ? (JSON.parse(word) as string) : word;
}
