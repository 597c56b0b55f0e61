// SPDX-License-Identifier: MIT
// Variables and private fields that a minifier renamed -> what the program calls them, and where it declares them.
// A scope has no place of its own in a snapshot; a function that closes over it has one, and sees its variables.
//
//   Function (app.js:1:8201) -context-> scope -t-> Map         is `sessions` of src/store.ts:12:7
//   QueryClient (app.js:1:977) -#t-> QueryCache                is `#queryCache`
//
// O(1) where there are no source maps; O(nodes) for the first scope of which no function is known.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import type { GeneratedPlace, SourceVariable } from '../core/source-place.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, startsWith, stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import { buildConstructorsOf } from '../heap/constructors.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { type LocationIndex, findLocation } from '../heap/locations.js';
import { edgeName, nodeName } from '../heap/names.js';

/** The variables of one graph. */
export interface VariableNames {
  /**
   * @param owner whose edge it is
   * @param seer a function that sees it, if one is known: it need not be looked for
   * @returns null where nothing is known of it, or it is no variable
   */
  find(owner: NodeOrdinal, edge: EdgeOrdinal, seer?: NodeOrdinal | null): SourceVariable | null;
}

/** Where there are no source maps. */
export const NO_VARIABLES: VariableNames = { find: () => null };

/** Scopes in scopes that are climbed from one function. */
const DEEPEST = 100;

/** Prepares. */
export function buildVariableNames(graph: HeapGraph, locations: LocationIndex): VariableNames {
  const { sources } = locations;
  if (sources?.findVariable === undefined) return NO_VARIABLES;
  const found = new Map<EdgeOrdinal, SourceVariable | null>();
  let functions: ReadonlyMap<NodeOrdinal, NodeOrdinal> | null = null;
  const placeOfSeer = (node: NodeOrdinal | null): GeneratedPlace | null =>
    node !== null && graph.nodeKind[node] === NodeKind.closure ? placeOf(graph, locations, node) : null;
  const placeOfFunction = (scope: NodeOrdinal): GeneratedPlace | null => {
    // Looking at all functions takes longer than all else here.
    if (sources.hasFound?.() === false) return null;
    const node = (functions ??= listSeers(graph, locations)).get(scope);
    return node === undefined ? null : placeOf(graph, locations, node);
  };
  const ofScope = new Map<NodeOrdinal, readonly string[]>();
  const variablesOf = (scope: NodeOrdinal): readonly string[] => {
    let names = ofScope.get(scope);
    if (names === undefined) ofScope.set(scope, (names = listVariables(graph, scope)));
    return names;
  };
  const findVariable = (from: GeneratedPlace | null, name: string, others: readonly string[]) =>
    from && (sources.findVariable?.(from, name, others) ?? null);
  const constructorsOf = buildConstructorsOf(graph);
  const lookForField = (owner: NodeOrdinal, edge: EdgeOrdinal, name: string): SourceVariable | null => {
    const classes = constructorsOf(owner);
    const declared = (classes.length === 0 ? [owner] : classes)
      .map((node) => findVariable(placeOf(graph, locations, node), name, NO_OTHERS))
      .filter((variable) => variable !== null);
    // Classes that extend each other may have fields of one name, and the first class makes its fields first.
    const fields = listFields(graph, owner, edge);
    return fields.length === declared.length ? declared[declared.length - 1 - fields.indexOf(edge)] : null;
  };
  const look = (owner: NodeOrdinal, edge: EdgeOrdinal, seer: NodeOrdinal | null): SourceVariable | null => {
    const name = variableName(graph, owner, edge);
    if (name === null) return null;
    if (graph.edgeKind[edge] === EdgeKind.property) return lookForField(owner, edge, name);
    return findVariable(placeOfSeer(seer) ?? placeOfFunction(owner), name, variablesOf(owner));
  };
  return {
    find(owner, edge, seer = null) {
      let answer = found.get(edge);
      if (answer === undefined) found.set(edge, (answer = look(owner, edge, seer)));
      return answer;
    },
  };
}

/** The function on a path that sees the variable that step `at` is reached by; null if the path does not pass one. */
export function findSeer(
  graph: HeapGraph,
  steps: readonly { readonly node: NodeOrdinal }[],
  at: number,
): NodeOrdinal | null {
  let i = at - 1;
  while (i > 0 && startsWith(graph.strings, graph.nodeName[steps[i].node], 'system / Context')) i--;
  return i >= 0 && i < at - 1 && graph.nodeKind[steps[i].node] === NodeKind.closure ? steps[i].node : null;
}

/** The name of a variable, or of a private field with its `#`; null for any other edge. */
function variableName(graph: HeapGraph, owner: NodeOrdinal, edge: EdgeOrdinal): string | null {
  switch (graph.edgeKind[edge]) {
    case EdgeKind.context:
      return edgeName(graph, edge);
    case EdgeKind.property: {
      const name = edgeName(graph, edge);
      return name.startsWith('#') ? name : null;
    }
    default: {
      const name = findBlockVariable(graph, owner, edge);
      return name === null ? null : stringText(graph.strings, name);
    }
  }
}

/** The properties of an object that have the name of this one. */
function listFields(
  { firstEdge, edgeKind, edgeName: names }: HeapGraph,
  owner: NodeOrdinal,
  edge: EdgeOrdinal,
): readonly EdgeOrdinal[] {
  const fields: EdgeOrdinal[] = [];
  for (let at = firstEdge[owner]; at < firstEdge[owner + 1]; at++)
    if (names[at] === names[edge] && edgeKind[at] === EdgeKind.property) fields.push(at);
  return fields;
}

function placeOf(graph: HeapGraph, locations: LocationIndex, node: NodeOrdinal): GeneratedPlace | null {
  const place = findLocation(graph, locations, node);
  if (place === null || place.url === null) return null;
  return { url: place.url, line: place.line, column: place.column, name: nodeName(graph, node) };
}

/** What V8 and Node put among the variables of functions and modules. */
const NOT_DECLARED: ReadonlySet<string> = new Set(
  'this arguments exports require module __filename __dirname'.split(' '),
);

/** Of classes the private fields are not known. */
const NO_OTHERS: readonly string[] = [];

/** The variables of a scope. */
function listVariables(graph: HeapGraph, scope: NodeOrdinal): readonly string[] {
  const names: string[] = [];
  const end = graph.firstEdge[scope + 1];
  for (let edge = graph.firstEdge[scope]; edge < end; edge++) {
    if (graph.edgeKind[edge] !== EdgeKind.context) continue;
    const name = edgeName(graph, edge);
    // V8's own have a dot, and private names of classes are no variables.
    if (!/[.#]/.test(name) && !NOT_DECLARED.has(name)) names.push(name);
  }
  return names;
}

/** Of each scope a function that sees it, the first that has it as its own or around its own. O(nodes). */
export function listSeers(
  graph: HeapGraph,
  { recordOf }: Pick<LocationIndex, 'recordOf'>,
): ReadonlyMap<NodeOrdinal, NodeOrdinal> {
  const { nodeCount, nodeKind } = graph;
  const [context, previous] = findStrings(graph.strings, ['context', 'previous']);
  const functions = new Map<NodeOrdinal, NodeOrdinal>();
  for (let node = 0 as NodeOrdinal; node < nodeCount; node++) {
    if (nodeKind[node] !== NodeKind.closure || recordOf[node] === 0) continue;
    let scope = internalTarget(graph, node, context);
    for (let i = 0; scope !== null && !functions.has(scope) && i < DEEPEST; i++) {
      functions.set(scope, node);
      scope = internalTarget(graph, scope, previous);
    }
  }
  return functions;
}

function internalTarget(
  { firstEdge, edgeKind, edgeName: names, edgeTarget }: HeapGraph,
  node: NodeOrdinal,
  name: StringIndex,
): NodeOrdinal | null {
  const end = firstEdge[node + 1];
  for (let edge = firstEdge[node]; edge < end; edge++)
    if (names[edge] === (name as number) && edgeKind[edge] === EdgeKind.internal) return edgeTarget[edge];
  return null;
}
