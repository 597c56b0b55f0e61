import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJsonHeap } from '../support/json-heap.js';
import { readManifest, readSnapshotFile, snapshotsFolder } from '../support/manifest.js';

const { files, scenarios } = readManifest();
const committed = readdirSync(snapshotsFolder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.gz') && !path.startsWith('.cache'),
);

describe('snapshots/manifest.json', () => {
  it('lists every snapshot that is there, and no other', () => {
    expect(files.map(({ path }) => path)).toEqual(committed.toSorted());
  });

  it('lists every scenario', () => {
    expect(scenarios.map(({ name }) => name)).toEqual(
      readdirSync(join(snapshotsFolder, 'scenarios')).toSorted(),
    );
  });

  it('has a snapshot of every runtime', () => {
    const seen = new Set(
      files.map(({ runtime: { name, version } }) => (name === 'node' ? `node${parseInt(version)}` : name)),
    );
    for (const major of [12, 16, 18, 20, 22, 24, 26]) expect(seen).toContain(`node${major}`);
    for (const name of ['deno', 'bun', 'chromium']) expect(seen).toContain(name);
  });

  it('has baseline, target and final of every committed scenario', () => {
    for (const { name } of scenarios.filter((scenario) => scenario.committed)) {
      const roles = files.filter((file) => file.scenario === name).map(({ role }) => role);
      expect(roles.toSorted()).toEqual(['baseline', 'final', 'target']);
    }
  });

  it('lets the snapshots take at most 25 MB', () => {
    const sizes = committed.map((path) => statSync(join(snapshotsFolder, path)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(25e6);
  });

  it.each(files)('$path has the content that is listed', ({ path, sha256, bytes, nodeCount, edgeCount }) => {
    const content = readSnapshotFile(path);
    expect(content.length).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(readJsonHeap(content)).toMatchObject({ nodeCount, edgeCount });
  });
});
