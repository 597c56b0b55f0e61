import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '../../../src/bytes/byte-source.js';
import type { HeapdiffError } from '../../../src/core/errors.js';
import { buildEdgeColumns } from '../../../src/format/edge-columns.js';
import { type ReadEdgesElsewhere, earliestEdges, readEdgesAhead } from '../../../src/format/edges-ahead.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../../src/format/snapshot-data.js';
import { buildByteWindow } from '../../../src/tokens/byte-window.js';
import { readManifest } from '../../support/manifest.js';
import { readUncompressed } from '../../support/read-graph.js';

function seekable(bytes: Uint8Array): ByteSource & { seek(offset: number): void } {
  let offset = 0;
  return {
    ...bytesSource(bytes, 'heap'),
    read(into) {
      const part = bytes.subarray(offset, offset + into.length);
      into.set(part);
      offset += part.length;
      return Promise.resolve(part.length);
    },
    seek(to) {
      offset = to;
    },
  };
}

/** What the second thread does, here on the same one; counts the edges. */
function elsewhere(bytes: Uint8Array, windowBytes: number): { read: ReadEdgesElsewhere; taken: number } {
  const state = {
    taken: 0,
    read: (async (header, offset) => {
      const source = seekable(bytes);
      const window = buildByteWindow((into) => source.read(into), windowBytes);
      window.base = earliestEdges(header, offset);
      source.seek(window.base);
      const columns = buildEdgeColumns(header.edgeCount);
      const span = await readEdgesAhead(window, header, columns);
      state.taken = columns.count;
      return span === null ? null : { ...span, columns };
    }) as ReadEdgesElsewhere,
  };
  return state;
}

function columnsOf({ nodes, edges, strings, locations }: SnapshotData): unknown {
  return {
    counts: [nodes.count, edges.count, strings.count, locations.count],
    largest: [edges.largestName, edges.largestNameEdge, edges.largestTarget, edges.largestTargetEdge],
    kind: Buffer.from(edges.kind.subarray(0, edges.count)).toString('base64'),
    name: edges.name.slice(0, edges.count),
    target: edges.target.slice(0, edges.count),
    offsets: strings.offsets.slice(0, strings.count + 1),
  };
}

/** The snapshot, or the error's fields. */
async function outcome(bytes: Uint8Array, read?: ReadEdgesElsewhere, windowBytes?: number): Promise<unknown> {
  const options = { readEdgesElsewhere: read, ...(windowBytes && { windowBytes }) };
  return readSnapshot(seekable(bytes), options, () => Promise.resolve(seekable(bytes))).then(
    columnsOf,
    (error: unknown) => (error as HeapdiffError).toFields(),
  );
}

const path = readManifest().files.find(
  ({ role, runtime }) => role === 'single' && runtime.name === 'node',
)?.path;
const bytes = readUncompressed(path ?? '');
const edgesKey = bytes.indexOf('"edges":[');

describe('edges read before their turn', { timeout: 60_000 }, () => {
  it.each([64, 1 << 16])('are those of one reader, in windows of %i bytes', async (windowBytes) => {
    const ahead = elsewhere(bytes, windowBytes);
    const plain = (await outcome(bytes)) as { counts: number[] };
    expect(await outcome(bytes, ahead.read, windowBytes)).toEqual(plain);
    expect(ahead.taken).toBe(plain.counts[1]);
  });

  it.each([
    ['cut off in the edges', (): Buffer => bytes.subarray(0, edgesKey + 200_000)],
    ['cut off in the nodes', (): Buffer => bytes.subarray(0, edgesKey - 1000)],
    ['with a letter among the edges', (): Buffer => replaced(edgesKey + 100_000, 'x')],
    [
      'with a target beyond the nodes',
      (): Buffer => replaced(bytes.indexOf(',', edgesKey + 99_990) + 1, '999999999,'),
    ],
    ['with a bad node', (): Buffer => replaced(edgesKey - 500, '"')],
  ])('a file %s has the error that one reader finds', async (_, damage) => {
    const damaged = damage();
    const plain = (await outcome(damaged)) as { code?: string };
    expect(plain.code).toMatch(/^ERR_/);
    expect(await outcome(damaged, elsewhere(damaged, 1 << 16).read)).toEqual(plain);
  });

  it('are not looked for where other sections stand between', async () => {
    const text = bytes.toString('latin1').replace('"edges":[', '"more":[1],"edges":[');
    const other = Buffer.from(text, 'latin1');
    const ahead = elsewhere(other, 1 << 16);
    expect(await outcome(other, ahead.read)).toEqual(await outcome(other));
    expect(ahead.taken).toBe(0);
  });
});

function replaced(offset: number, by: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(by, offset, 'latin1');
  return copy;
}
