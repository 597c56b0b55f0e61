// Any bytes -> read or refused; throws if the product does anything else, or reads what JSON.parse reads otherwise.

import { gunzipSync } from 'node:zlib';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { gunzipSource, isGzip } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import { HeapdiffError } from '../../src/core/errors.js';
import { analyzeGraph } from '../../src/engine/analyze.js';
import { summarizeAnalysis } from '../../src/engine/summarize-analysis.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { buildHeapGraph } from '../../src/heap/heap-graph.js';
import { describeSnapshot, readTwin } from '../support/twin-reader.js';

export type Verdict = 'read' | 'refused';

/** @param windowBytes small windows make the seams between chunks fall everywhere */
export async function checkInput(bytes: Uint8Array, windowBytes: number): Promise<Verdict> {
  const stored = bytesSource(bytes, 'fuzz');
  const source = isGzip(bytes) ? gunzipSource(stored, buildNodeInflater) : stored;
  let data: SnapshotData;
  try {
    data = await readSnapshot(source, { windowBytes }, () => Promise.resolve(bytesSource(bytes, 'fuzz')));
  } catch (error) {
    if (!(error instanceof HeapdiffError)) throw error;
    if (!/^[^\n\r]{1,250}$/.test(error.message)) throw new Error(`message: ${JSON.stringify(error.message)}`);
    if (error.code === 'ERR_ABORTED' || error.code === 'ERR_READ') throw error;
    return 'refused';
  }
  const text = Buffer.from(isGzip(bytes) ? gunzipSync(bytes) : bytes).toString('utf8');
  const wanted = JSON.stringify(readTwin(text.replace(/^\ufeff/, '')));
  if (JSON.stringify(describeSnapshot(data)) !== wanted) throw new Error('read otherwise than by JSON.parse');
  const summary = summarizeAnalysis(await analyzeGraph(buildHeapGraph(data)));
  const total = summary.snapshots.every(({ totalSize }) => Number.isFinite(totalSize));
  if (!total) throw new Error('a size that is no number');
  return 'read';
}
