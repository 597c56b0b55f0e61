// SPDX-License-Identifier: MIT
// Names that a question gives and that nothing in the heap has -> an error or a warning, with what could be meant.

import type { EdgeOrdinal, NodeOrdinal, StringIndex } from '../core/columns.js';
import { HeapdiffError } from '../core/errors.js';
import { isCalled } from '../core/shorten-text.js';
import { listRenamedEdges } from '../analysis/renamed-edges.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { findStrings, stringText } from '../format/string-table.js';
import { maskClassName, maskKey } from '../report/mask-names.js';
import type { Warning } from '../report/model.js';
import type { Analysis } from './analyze.js';
import { findAlike, tellAlike } from './alike-names.js';

type NamedGraph = Pick<Analysis, 'graph' | 'classes'>;
type LocatedGraph = Pick<Analysis, 'graph' | 'classes' | 'locations'>;

/** `ERR_UNKNOWN_CLASS`, with the names that are most alike. */
export function unknownClass(analysis: NamedGraph, className: string): HeapdiffError {
  const hint = tellAlike(findAlikeClasses(analysis, className));
  return new HeapdiffError('ERR_UNKNOWN_CLASS', `has no class ${JSON.stringify(className)}${hint}`, {
    file: analysis.graph.data.name,
  });
}

/** Names of a class that could be meant, without those that look like data. */
function findAlikeClasses({ classes }: NamedGraph, className: string): readonly string[] {
  const names = classes.classes.map(({ name }) => name);
  return findAlike(names, className).filter((name) => maskClassName(name, 'never') === name);
}

function isClass({ classes }: NamedGraph, wanted: string): boolean {
  return classes.classes.some(({ name }) => isCalled(name, wanted));
}

/** Warnings for names that no class has. @param use what the names are for */
export function warnOfUnknownClasses(
  analysis: NamedGraph,
  names: readonly string[],
  use: 'ignored' | 'marked',
): readonly Warning[] {
  if (names.length === 0) return [];
  return [...new Set(names)]
    .filter((name) => !isClass(analysis, name))
    .map((name) => ({
      code: 'unknown-name',
      message: `no class is called ${JSON.stringify(name)}, so nothing is ${use} for it${tellAlike(findAlikeClasses(analysis, name))}`,
    }));
}

/** Warnings for names of what is to be ignored that no class, group or edge has. O(edges) if there are any. */
export function warnOfUnknownNames(analysis: LocatedGraph, names: readonly string[]): readonly Warning[] {
  const open = [...new Set(names)].filter((name) => !isClass(analysis, name));
  if (open.length === 0) return [];
  const inScripts = findUnused(analysis, open);
  if (inScripts.length === 0) return [];
  const inSources = new Set(listRenamedEdges(analysis.graph, analysis.locations).values());
  const unused = inScripts.filter((name) => !inSources.has(name));
  if (unused.length === 0) return [];
  const edgeNames = [...inSources, ...listEdgeNames(analysis)];
  return unused.map((name) => {
    const inClasses = findAlikeClasses(analysis, name);
    const alike = inClasses.length > 0 ? inClasses : findAlike(edgeNames, name);
    return {
      code: 'unknown-name',
      message: `nothing is called ${JSON.stringify(name)}, so nothing is ignored for it${tellAlike(alike)}`,
    };
  });
}

/** Names that no edge and no synthetic node has, though a string may read so. */
function findUnused({ graph }: NamedGraph, names: readonly string[]): readonly string[] {
  const strings = findStrings(graph.strings, names);
  const open = new Set<number>(strings.filter((index) => index >= 0));
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount && open.size > 0; node++)
    if (graph.nodeKind[node] === NodeKind.synthetic) open.delete(graph.nodeName[node]);
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount && open.size > 0; edge++)
    if (graph.numericEdgeKinds[graph.edgeKind[edge]] === 0) open.delete(graph.edgeName[edge]);
  return names.filter((_, i) => strings[i] < 0 || open.has(strings[i]));
}

/** Properties and variables, without those that look like data. */
function listEdgeNames({ graph }: NamedGraph): readonly string[] {
  const isName = new Uint8Array(graph.strings.count);
  for (let edge = 0 as EdgeOrdinal; edge < graph.edgeCount; edge++) {
    const kind = graph.edgeKind[edge];
    if (kind === EdgeKind.property || kind === EdgeKind.context) isName[graph.edgeName[edge]] = 1;
  }
  const names: string[] = [];
  isName.forEach((is, index) => {
    if (is === 1) names.push(stringText(graph.strings, index as StringIndex));
  });
  return names.filter((name) => maskKey(name, 'never') === name);
}
