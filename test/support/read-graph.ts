// Bytes of a snapshot -> graph and analyses, through the product's own reader.

import { gunzipSync } from 'node:zlib';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { type Analysis, analyzeGraph } from '../../src/engine/analyze.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { type HeapGraph, buildHeapGraph } from '../../src/heap/heap-graph.js';
import { readSnapshotFile } from './manifest.js';

/** The graph of a snapshot's text. */
export async function graphOfText(text: string | Uint8Array): Promise<HeapGraph> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return buildHeapGraph(await readSnapshot(bytesSource(bytes, 'test.heapsnapshot')));
}

/** Graph and analyses of a snapshot's text. */
export async function analyzeText(text: string | Uint8Array): Promise<Analysis> {
  return analyzeGraph(await graphOfText(text));
}

/** The uncompressed bytes of a file below snapshots/. */
export function readUncompressed(path: string): Buffer {
  return gunzipSync(readSnapshotFile(path));
}
