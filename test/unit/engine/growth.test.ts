import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diffSnapshots } from '../../../src/engine/diff.js';
import { compareGroups } from '../../../src/engine/growth.js';
import { partitionSnapshot } from '../../../src/engine/partition.js';
import { snapshotsFolder } from '../../support/manifest.js';

const paths = ['baseline', 'target', 'final'].map((role) =>
  join(snapshotsFolder, `sessions/${role}.heapsnapshot.gz`),
);
const [baseline, target, final] = paths;

test('growth by module is each snapshot by module, side by side', async () => {
  const report = await compareGroups(paths, 'module');
  const parts = await Promise.all(paths.map((path) => partitionSnapshot(path, 'module')));
  expect(report.totals.shallowSizes).toEqual(parts.map(({ totals }) => totals.shallowSize));
  expect(report.groups.rows[0].key).toBe('shop/src/auth.js');
  expect(report.groups.rows[0].share).toBeGreaterThan(0.9);
  expect(report.groups.rows.at(-1)?.cumulativeShare).toBeCloseTo(1);
  for (const row of report.groups.rows) {
    const counts = parts.map(({ groups }) => groups.rows.find(({ key }) => key === row.key)?.count ?? 0);
    expect([row.key, row.counts]).toEqual([row.key, counts]);
    expect(row.delta.shallowSize).toBe(row.shallowSizes[2] - row.shallowSizes[0]);
  }
});

test('growth by class counts as the class rows of a diff do', async () => {
  const [growth, diff] = [
    await compareGroups([baseline, final], 'class'),
    await diffSnapshots([baseline, final]),
  ];
  for (const { key, delta } of growth.groups.rows) {
    const rows = diff.classes.rows.filter(({ className }) => className === key);
    expect([key, delta.count]).toEqual([key, rows.reduce((sum, row) => sum + row.delta.count, 0)]);
  }
  expect(growth.groups.total).toBeGreaterThan(10);
});

test('against the peak, what shrank and came back has not grown', async () => {
  const back = await compareGroups([target, baseline, target], 'class', { peak: true });
  expect(back.groups.rows).toEqual([]);
  const from = await compareGroups([target, baseline, final], 'class', { peak: true });
  const sessions = from.groups.rows.find(({ key }) => key === 'Session');
  expect([sessions?.counts, sessions?.delta.count]).toEqual([[1500, 500, 2500], 1000]);
  expect(from.groups.rows.every(({ delta }) => delta.count > 0 || delta.shallowSize > 0)).toBe(true);
});

test('growth needs two snapshots', async () => {
  await expect(compareGroups([baseline], 'class')).rejects.toMatchObject({ code: 'ERR_USAGE' });
});
