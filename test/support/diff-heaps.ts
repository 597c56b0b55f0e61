// Texts in the language for heaps -> the report of their diff, made in memory.

import { analyzeGraph } from '../../src/engine/analyze.js';
import { diffLoaded } from '../../src/engine/diff-loaded.js';
import { buildEarlierSnapshot } from '../../src/engine/earlier-snapshot.js';
import { buildHeapGraph } from '../../src/heap/heap-graph.js';
import type { SourceLookup } from '../../src/core/source-place.js';
import type { DiffReport } from '../../src/report/model.js';
import { type HeapOptions, readHeap } from './heap-language.js';

/** Compares heaps given in time order. @param sources of the last one */
export async function diffHeaps(
  texts: readonly string[],
  options: HeapOptions = {},
  sources?: SourceLookup,
): Promise<DiffReport> {
  const graphs = await Promise.all(
    texts.map(async (text) => buildHeapGraph((await readHeap(text, options)).data)),
  );
  const last = await analyzeGraph(graphs[graphs.length - 1], { sources });
  const earlier = [];
  for (const graph of graphs.slice(0, -1)) {
    earlier.push(buildEarlierSnapshot(await analyzeGraph(graph, {}, () => last.shapes)));
  }
  return diffLoaded({ earlier, last });
}
