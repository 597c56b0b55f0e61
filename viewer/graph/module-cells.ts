// Exported variables of ES modules, drawn as a program has them. V8 keeps each in a cell; the module that has the
// variable refers to it by two lists, and every module that imports it by one:
//
//   registry.mjs -> (exports), (its own cells) -> cell -> Map        drawn as   registry.mjs -variable registry-> Map
//   main.mjs     -> (imported cells) ----------/
//
// The reference of the cell is the one that is cut, so it keeps its id. What the lists lead to besides stays as it is.

import { type GraphEdge, type GraphNode, type GraphSource, buildSource } from './graph-source.js';

function isCell(node: GraphNode | undefined): boolean {
  return node?.className === 'system / Cell' || node?.name === 'system / Cell';
}

function isModule(node: GraphNode | undefined): boolean {
  return node?.className === 'module' || node?.className === 'system / SourceTextModule';
}

/** The module whose variable it is: of those that lead to the cell the one that does so in most ways. */
function findExporter(source: GraphSource, cell: string): string | null {
  const ways = new Map<string, number>();
  const holders = (id: string): readonly string[] =>
    (source.into.get(id) ?? []).filter((edge) => edge.isRetaining).map((edge) => edge.from);
  for (const list of holders(cell))
    for (const module of holders(list))
      if (isModule(source.nodes.get(module))) ways.set(module, (ways.get(module) ?? 0) + 1);
  let best: string | null = null;
  for (const [module, count] of ways) if (best === null || count > (ways.get(best) ?? 0)) best = module;
  return best;
}

/** A variable's name where the paths or another reference tell it. */
function nameVariable(edge: GraphEdge, value: GraphNode | undefined, from: string): GraphEdge {
  const name = value?.name ?? null;
  return {
    ...edge,
    from,
    kind: 'context',
    name: name ?? '',
    words: name === null ? 'exported variable' : null,
  };
}

/** The same graph without the cells whose module is known. The target and what is wanted stay, whatever they are. */
export function foldModuleCells(source: GraphSource, wanted: string | null): GraphSource {
  const exporters = new Map<string, string>();
  for (const node of source.nodes.values()) {
    if (!isCell(node) || node.id === source.target || node.id === wanted) continue;
    const exporter = findExporter(source, node.id);
    if (exporter !== null) exporters.set(node.id, exporter);
  }
  if (exporters.size === 0) return source;
  const nodes = new Map([...source.nodes].filter(([id]) => !exporters.has(id)));
  const edges = source.edges
    .filter((edge) => !exporters.has(edge.to))
    .map((edge) => {
      const exporter = exporters.get(edge.from);
      return exporter === undefined ? edge : nameVariable(edge, source.nodes.get(edge.to), exporter);
    });
  return buildSource(source.target, source.direction, nodes, edges, source.isExcerpt);
}
