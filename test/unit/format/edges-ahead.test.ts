import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '../../../src/bytes/byte-source.js';
import type { HeapdiffError } from '../../../src/core/errors.js';
import { buildEdgeColumns } from '../../../src/format/edge-columns.js';
import {
  type ReadEdgesElsewhere,
  cutIntoPieces,
  joinEdges,
  readBackEdges,
  readFrontEdges,
} from '../../../src/format/edges-ahead.js';
import { findEdges } from '../../../src/format/find-edges.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../../src/format/snapshot-data.js';
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

/** What two threads do, here on one, in turn; says how many edges each has read. */
function elsewhere(bytes: Uint8Array, pieceBytes: number): { read: ReadEdgesElsewhere; taken: number[] } {
  const taken: number[] = [];
  const readAt = (into: Uint8Array, offset: number): Promise<number> => {
    const part = bytes.subarray(offset, offset + into.length);
    into.set(part);
    return Promise.resolve(part.length);
  };
  const read: ReadEdgesElsewhere = (header, offset) => {
    const columns = buildEdgeColumns(header.edgeCount);
    const found = findEdges(readAt, bytes.length, header, offset).then(
      (place) => place && cutIntoPieces(place, new Int32Array(1), pieceBytes),
    );
    return async () => {
      const pieces = await found;
      if (pieces === null) return null;
      const [front, back] = await Promise.all([
        readFrontEdges(readAt, header, pieces, columns),
        readBackEdges(readAt, header, pieces, columns),
      ]);
      if (front === null || back === null) return null;
      taken.push(front.extremes.count, back.extremes.count);
      return joinEdges(header, pieces, columns, front, back);
    };
  };
  return { read, taken };
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
async function outcome(bytes: Uint8Array, read?: ReadEdgesElsewhere): Promise<unknown> {
  const options = { readEdgesElsewhere: read };
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
const edgesEnd = bytes.indexOf(']', edgesKey);

describe('edges read before their turn', { timeout: 60_000 }, () => {
  it.each([1024, 5000, 1 << 16])('are those of one reader, in pieces of %i bytes', async (pieceBytes) => {
    const ahead = elsewhere(bytes, pieceBytes);
    const plain = (await outcome(bytes)) as { counts: number[] };
    expect(await outcome(bytes, ahead.read)).toEqual(plain);
    const [front, back] = ahead.taken;
    expect(front + back).toBe(plain.counts[1]);
    expect(Math.min(front, back)).toBeGreaterThan(plain.counts[1] / 10);
  });

  it('are one piece where records are no lines', async () => {
    const text = bytes.toString('latin1');
    const packed = Buffer.from(
      text.slice(0, edgesKey) + text.slice(edgesKey).replaceAll('\n,', ','),
      'latin1',
    );
    const ahead = elsewhere(packed, 1 << 16);
    const plain = (await outcome(packed)) as { counts: number[] };
    expect(await outcome(packed, ahead.read)).toEqual(plain);
    expect(ahead.taken).toEqual([plain.counts[1], 0]);
  });

  it.each([
    ['in front', 1 << 16],
    ['at the end', 1 << 10],
  ])('a line break in a record, %s, is no harm', async (_, from) => {
    const at =
      from === 1 << 16 ? bytes.indexOf('\n,', edgesKey + from) : bytes.lastIndexOf('\n,', edgesEnd - from);
    const text = bytes.toString('latin1');
    // The record's second number now stands on a line of its own, behind a comma.
    const second = text.indexOf(',', at + 2);
    const other = Buffer.from(`${text.slice(0, second)}\n${text.slice(second)}`, 'latin1');
    expect(await outcome(other, elsewhere(other, 1024).read)).toEqual(await outcome(other));
  });

  it.each([
    ['cut off in the edges', (): Buffer => bytes.subarray(0, edgesKey + 200_000)],
    ['cut off in the nodes', (): Buffer => bytes.subarray(0, edgesKey - 1000)],
    ['with a letter among the edges', (): Buffer => replaced(edgesKey + 100_000, 'x')],
    ['with a letter near their end', (): Buffer => replaced(edgesEnd - 10_000, 'x')],
    ['with an edge less', (): Buffer => without(bytes.lastIndexOf('\n,', edgesEnd - 10_000))],
    ['with a number less', (): Buffer => without(bytes.lastIndexOf(',', edgesEnd - 10_000))],
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
    expect(ahead.taken).toEqual([]);
  });
});

/** Without a record, or a number, that begins with a comma at `offset`. */
function without(offset: number): Buffer {
  const isRecord = bytes[offset] === 0x0a;
  const end = isRecord
    ? bytes.indexOf('\n', offset + 1)
    : offset + 1 + /^\d*/.exec(bytes.toString('latin1', offset + 1, offset + 12))![0].length;
  return Buffer.concat([bytes.subarray(0, offset), bytes.subarray(end)]);
}

function replaced(offset: number, by: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(by, offset, 'latin1');
  return copy;
}
