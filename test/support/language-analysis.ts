// A heap in the small language -> its analyses, looked up by alias.

import type { NodeColumn, NodeOrdinal } from '../../src/core/columns.js';
import { type Analysis, analyzeGraph } from '../../src/engine/analyze.js';
import { buildHeapGraph } from '../../src/heap/heap-graph.js';
import { type HeapOptions, readHeap } from './heap-language.js';

export interface LanguageAnalysis {
  readonly analysis: Analysis;
  readonly node: (alias: string) => NodeOrdinal;
  /** The class name of an alias. */
  readonly className: (alias: string) => string;
  /** The values of a column at some aliases. */
  readonly values: (column: NodeColumn | ArrayLike<number>, aliases: string) => number[];
}

/** Text -> analyses. */
export async function analyzeHeap(text: string, options: HeapOptions = {}): Promise<LanguageAnalysis> {
  const { data, node } = await readHeap(text, options);
  const analysis = await analyzeGraph(buildHeapGraph(data));
  const { classOf, classes } = analysis.classes;
  return {
    analysis,
    node,
    className: (alias) => classes[classOf[node(alias)]].name,
    values: (column, aliases) => aliases.split(' ').map((alias) => (column as NodeColumn)[node(alias)]),
  };
}
