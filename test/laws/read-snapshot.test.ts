// Laws of the reader, over random heaps in every dialect.

import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource, chunksSource } from '../../src/bytes/byte-source.js';
import { gunzipSource } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import type { StringIndex } from '../../src/core/columns.js';
import { DIALECTS } from '../../src/format/dialects.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { stringText } from '../../src/format/string-table.js';
import { writeBytes } from '../support/heap-language.js';
import { DIALECT_NAMES, pickFrom, randomFrom, randomHeap } from '../support/random-heap.js';
import { describeSnapshot, readTwin } from '../support/twin-reader.js';

const runs = { numRuns: 30 };
const seeds = fc.integer({ min: 0, max: 0x7fffffff });

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** The bytes in pieces of random lengths from 1 on. */
async function* inPieces(bytes: Uint8Array, seed: number): AsyncGenerator<Uint8Array> {
  const random = randomFrom(seed);
  const most = 1 + Math.floor(random() ** 4 * bytes.length);
  for (let at = 0; at < bytes.length;) {
    const next = at + 1 + Math.floor(random() * most);
    yield await Promise.resolve(bytes.subarray(at, next));
    at = next;
  }
}

describe.each(DIALECT_NAMES)('a random heap of %s', (dialect) => {
  it('is read as JSON.parse reads it, in any pieces, through any window', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 8, max: 300 }), async (seed, windowBytes) => {
        const bytes = writeBytes(randomHeap(seed, dialect), dialect);
        const twin = readTwin(decode(bytes));
        const data = await readSnapshot(chunksSource(inPieces(bytes, seed), 'x'), { windowBytes });
        expect(describeSnapshot(data)).toEqual(twin);
      }),
      runs,
    );
  });

  it('comes back as it was described', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const heap = randomHeap(seed, dialect);
        const { nodes, edges, strings, header } = await readSnapshot(
          bytesSource(writeBytes(heap, dialect), 'x'),
        );
        const text = (index: number): string => stringText(strings, index as StringIndex);
        const { numericEdgeTypes } = DIALECTS[dialect];
        const found = Array.from({ length: nodes.count }, (_, n) => ({
          type: header.nodeKinds.names[nodes.kind[n]].replace(
            'sliced string',
            dialect === 'arkts' ? 'slicedstring' : 'sliced string',
          ),
          name: text(nodes.name[n]),
          id: nodes.id[n],
          selfSize: nodes.selfSize[n],
          edges: Array.from({ length: nodes.firstEdge[n + 1] - nodes.firstEdge[n] }, (_, i) => {
            const e = nodes.firstEdge[n] + i;
            const type = header.edgeKinds.names[edges.kind[e]];
            const name = numericEdgeTypes.includes(type) ? edges.name[e] : text(edges.name[e]);
            return { type, name, target: edges.target[e] };
          }),
        }));
        expect(found).toEqual(
          [...heap.nodes].map(({ type, name, id, selfSize, edges }) => ({ type, name, id, selfSize, edges })),
        );
      }),
      runs,
    );
  });

  it('says the same with its sections in any order, with any white space, and gzipped', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = randomFrom(seed);
        const bytes = writeBytes(randomHeap(seed, dialect), dialect);
        const twin = readTwin(decode(bytes));
        const sections = Object.entries(JSON.parse(decode(bytes)) as object);
        const shuffled = sections
          .map((section) => ({ section, rank: random() }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ section }) => section);
        const text = JSON.stringify(
          Object.fromEntries(shuffled),
          null,
          pickFrom<string | number>(random, [0, 1, '\t', '\r\n']),
        );
        const changed = pickFrom(random, ['', '\ufeff']) + text + pickFrom(random, ['', '\n', ' \r\n']);
        const gzip = gzipSync(changed);
        const source = gunzipSource(chunksSource(inPieces(gzip, seed), 'x'), buildNodeInflater);
        expect(describeSnapshot(await readSnapshot(source))).toEqual(twin);
      }),
      runs,
    );
  });
});
