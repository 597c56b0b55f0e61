import { expect, test } from 'vitest';
import { findInstances } from '../../../src/engine/choose-objects.js';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { renderDot } from '../../../src/render/excerpt-dot.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

test('a value in a Map is drawn with its key, masked unless it is asked for', async () => {
  const { path } = readManifest().files.find((file) => file.path.startsWith('sessions/final'))!;
  const heap = await analyzeText(readUncompressed(path));
  for (const node of findInstances(heap, 'Session').slice(0, 50)) {
    const id = heap.graph.nodeId[node];
    const keysOf = (showStrings: 'never' | 'always'): readonly string[] =>
      excerptOf(heap, 'backrefs', [id], { depth: 1, showStrings }).edges.flatMap(({ key }) => key ?? []);
    // Every session is in the Map under its own token.
    const { edges, nodes } = excerptOf(heap, 'refs', [id], { depth: 1, showStrings: 'always' });
    const target = edges.find(({ name }) => name === 'token')!.to;
    const token = nodes.find((drawn) => drawn.id === target)!.name!;
    expect(keysOf('always')).toEqual([JSON.stringify(token)]);
    expect(keysOf('never')).toEqual([`string(len ${token.length})`]);
  }
  const [first] = findInstances(heap, 'Session');
  const picture = renderDot(excerptOf(heap, 'backrefs', [heap.graph.nodeId[first]], { depth: 1 }));
  expect(picture).toMatch(/label="\[string\(len \d+\)\]/);
});
