import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSnapshotSource } from '../../../src/bytes/file-source.js';
import { recognizeProducer } from '../../../src/format/producer.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { readManifest, snapshotsFolder } from '../../support/manifest.js';

describe.each(readManifest().files)('$path', ({ path, runtime }) => {
  it(`is known to be by ${runtime.name} ${runtime.version}`, async () => {
    const data = await readSnapshot(await openSnapshotSource(join(snapshotsFolder, path)));
    const { name, version, v8Version, label } = recognizeProducer(data);
    expect(name.toLowerCase()).toMatch(new RegExp(`^${runtime.name.replace('node', 'node.js')}`));
    if (name === 'Chromium' || name === 'Bun') {
      expect([version, v8Version, label]).toEqual([null, null, name]);
      return;
    }
    expect(version).toBe(runtime.version.replace(/^v/, ''));
    expect(v8Version).toBe(runtime.v8);
    expect(label).toMatch(/^(Node|Deno) \d+\.\d+ \(V8 \d+\.\d+\)$/);
  });
});
