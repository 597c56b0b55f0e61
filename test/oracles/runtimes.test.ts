// Every committed snapshot of every runtime, against JSON.parse.

import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSnapshotSource } from '../../src/bytes/file-source.js';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { readManifest, readSnapshotFile, snapshotsFolder } from '../support/manifest.js';
import { describeSnapshot, readTwin } from '../support/twin-reader.js';

describe.each(readManifest().files)('$path', ({ path, nodeCount, edgeCount }) => {
  it('holds what JSON.parse finds in it', async () => {
    const data = await readSnapshot(await openSnapshotSource(join(snapshotsFolder, path)));
    expect([data.nodes.count, data.edges.count]).toEqual([nodeCount, edgeCount]);
    expect(data.warnings).toEqual([]);
    const found = describeSnapshot(data);
    const wanted = readTwin(gunzipSync(readSnapshotFile(path)).toString('utf8'));
    for (const section of ['nodes', 'edges', 'locations'] as const) {
      for (const [field, column] of Object.entries(wanted[section])) {
        expect(firstDifference((found[section] as Columns)[field], column as unknown[]), field).toBeNull();
      }
    }
    expect(firstDifference(found.strings, wanted.strings)).toBeNull();
    expect([found.extraNativeBytes, found.root]).toEqual([wanted.extraNativeBytes, wanted.root]);
  });
});

it('a window of 64 bytes finds the same as one of a megabyte', async () => {
  const bytes = gunzipSync(readSnapshotFile('runtimes/bun.heapsnapshot.gz'));
  const wide = await readSnapshot(bytesSource(bytes, 'bun'));
  const narrow = await readSnapshot(bytesSource(bytes, 'bun'), { windowBytes: 64 });
  expect(describeSnapshot(narrow)).toEqual(describeSnapshot(wide));
});

type Columns = Record<string, unknown[] | null>;

/** Printing a million numbers helps nobody. */
function firstDifference(found: unknown[] | null, wanted: unknown[] | null): string | null {
  if (found === null || wanted === null) return found === wanted ? null : 'one of them is missing';
  if (found.length !== wanted.length) return `${found.length} instead of ${wanted.length}`;
  const index = found.findIndex((value, i) => value !== wanted[i]);
  return index < 0 ? null : `at ${index}: ${String(found[index])} instead of ${String(wanted[index])}`;
}
