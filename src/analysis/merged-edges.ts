// SPDX-License-Identifier: MIT
// What the edges of a merged tree of retainers are called: an owner may hold through internals that are passed over,
// and then either its own edge or the one into the object says more. Edges that are called the same but for numbers in
// their names have one number, so that texts are put together once a group.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName, isNodeNamed, isNumericEdge } from '../heap/names.js';
import { type ToldEdge, tellEdgeName } from './edge-names.js';
import { buildFoldedNames } from './folded-names.js';

/** The edges of one graph. */
export interface EdgeTexts {
  /** Equal for edges that are called the same but for numbers; one number for all elements, and one for all reactions. */
  numberOf(edge: EdgeOrdinal): number;
  /** Whether there are edges into an object before which `choose` takes this one. */
  mayBeChosen(last: EdgeOrdinal): boolean;
  tell(edge: EdgeOrdinal): ToldEdge;
  /** Where internals were passed over, a name of the program's counts more than V8's. */
  choose(last: EdgeOrdinal, first: EdgeOrdinal): EdgeOrdinal;
  isStore(edge: EdgeOrdinal): boolean;
}

/** Prepares for telling edges. @param owners of all edges */
export function buildEdgeTexts(graph: HeapGraph, owners: Uint32Array): EdgeTexts {
  const { edgeKind, edgeKindNames } = graph;
  const [properties, elements] = findStrings(graph.strings, ['properties', 'elements']) as readonly number[];
  const arrayWords = new Map(
    findStrings(graph.strings, [...ARRAY_WORDS.keys()]).map((name, i) => [
      name as number,
      [...ARRAY_WORDS.values()][i],
    ]),
  );
  /** The entries of a Map's or Set's table are internal edges of an array. */
  const isTableEntry = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.internal && graph.nodeKind[owners[edge] as NodeOrdinal] === NodeKind.array;
  /** What a promise does when it settles. */
  const isReaction = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.hidden &&
    isNodeNamed(graph, owners[edge] as NodeOrdinal, 'system / PromiseReaction');
  const variableOf = (edge: EdgeOrdinal): StringIndex | null =>
    findBlockVariable(graph, owners[edge] as NodeOrdinal, edge);
  const isArrayWord = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.internal && arrayWords.has(graph.edgeName[edge]);
  const isVariableOrProperty = (edge: EdgeOrdinal): boolean =>
    edgeKind[edge] === EdgeKind.property || edgeKind[edge] === EdgeKind.context;
  const folded = buildFoldedNames(graph.strings);
  const numberOf = (edge: EdgeOrdinal): number => {
    if (edgeKind[edge] === EdgeKind.element || isTableEntry(edge)) return 0;
    if (isReaction(edge)) return 1;
    const variable = variableOf(edge);
    if (variable !== null) return (folded(variable) + 1) * 16 + EdgeKind.context;
    const name = isNumericEdge(graph, edge) ? 0 : folded(graph.edgeName[edge] as StringIndex);
    return (name + 1) * 16 + edgeKind[edge];
  };
  return {
    numberOf,
    mayBeChosen: (last) => isArrayWord(last) || isVariableOrProperty(last),
    tell(edge) {
      if (isTableEntry(edge)) return ENTRY;
      if (isReaction(edge)) return REACTION;
      const words = edgeKind[edge] === EdgeKind.internal ? arrayWords.get(graph.edgeName[edge]) : undefined;
      if (words !== undefined) return { kind: 'internal', name: words };
      const variable = variableOf(edge);
      if (variable !== null) return { kind: 'context', name: stringText(graph.strings, variable) };
      const name = edgeName(graph, edge);
      const kind = edgeKindNames[edgeKind[edge]];
      return { kind, name: edgeKind[edge] === EdgeKind.element ? name : tellEdgeName(name) };
    },
    choose(last, first) {
      const kind = edgeKind[first];
      if (isArrayWord(last) && isTableEntry(first)) return last;
      if ((kind !== EdgeKind.internal && kind !== EdgeKind.hidden) || isTableEntry(first)) return first;
      return isVariableOrProperty(last) ? last : first;
    },
    isStore: (edge) =>
      edgeKind[edge] === EdgeKind.internal &&
      (graph.edgeName[edge] === properties || graph.edgeName[edge] === elements),
  };
}

/** Arrays that V8 keeps for functions -> what is in them. */
const ARRAY_WORDS: ReadonlyMap<string, string> = new Map([
  ['parameters_and_registers', 'local variable'],
  ['bindings', 'bound argument'],
]);
const REACTION: ToldEdge = { kind: 'internal', name: 'reaction' };
const ENTRY: ToldEdge = { kind: 'element', name: 'entry' };
