// SPDX-License-Identifier: MIT
// An edge's name without V8's counters and ids, so that it is the same in every run; variables of blocks by their names.

import type { EdgeOrdinal, NodeOrdinal } from '../core/columns.js';
import { stringText } from '../format/string-table.js';
import { findBlockVariable } from '../heap/block-variables.js';
import type { HeapGraph } from '../heap/heap-graph.js';
import { edgeName } from '../heap/names.js';
import { NO_VARIABLES, type VariableNames } from './variable-names.js';

/** An edge in words. */
export interface ToldEdge {
  readonly kind: string;
  readonly name: string;
}

/** One edge for itself. @param owner whose edge it is @param variables those whose original names are known */
export function nameEdge(
  graph: HeapGraph,
  owner: NodeOrdinal,
  edge: EdgeOrdinal,
  variables: VariableNames = NO_VARIABLES,
): ToldEdge {
  const original = variables.find(owner, edge)?.source.name ?? null;
  const variable = findBlockVariable(graph, owner, edge);
  return variable === null
    ? {
        kind: graph.edgeKindNames[graph.edgeKind[edge]],
        name: original ?? tellEdgeName(edgeName(graph, edge)),
      }
    : { kind: 'context', name: original ?? stringText(graph.strings, variable) };
}

/** Where Blink keeps what an attribute gave. */
const CACHED = /^<symbol \w+#(\w)(\w*)CachedAccessor>$/;

/**
 * `3 / part of key (Foo @39) -> value (Bar @11) pair in WeakMap (table @69)` -> `WeakMap value`;
 * `<symbol Window#DocumentCachedAccessor>` -> `document`
 */
export function tellEdgeName(name: string): string {
  if (name.startsWith('<symbol '))
    return name.replace(CACHED, (_, first: string, rest: string) => first.toLowerCase() + rest);
  if (/^\d+ \/ (?:part of key .*pair in WeakMap|key .* in WeakMap$)/s.test(name)) return 'WeakMap value';
  return name.replace(/^\d+ \/ /, '').replace(/ @\d+/g, '');
}
