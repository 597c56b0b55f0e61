// What the built program takes from the system at most: four times the file and 100 MB, whatever the file says.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { readSnapshotFile } from '../support/manifest.js';
import { runHeapdiff } from './run-heapdiff.js';

const MEGABYTE = 1 << 20;
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Loaded before the program; tells at its end what the most was that it ever held.
const peakFile = join(folder, 'peak.txt');
const probe = join(folder, 'probe.cjs');
writeFileSync(
  probe,
  `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(peakFile)}, String(process.resourceUsage().maxRSS * 1024)));`,
);

const real = gunzipSync(readSnapshotFile('runtimes/node26.heapsnapshot.gz')).toString('latin1');
const bun = gunzipSync(readSnapshotFile('runtimes/bun.heapsnapshot.gz')).toString('latin1');
const counts = (text: string, nodes: number, edges: number): string =>
  text
    .replace(/"node_count":\d+/, `"node_count":${nodes}`)
    .replace(/"edge_count":\d+/, `"edge_count":${edges}`);
const withSection = (value: string): string => bun.replace(/"nodes":/, `"x":${value},"nodes":`);
const bomb = (start: string, filling: string): Buffer => {
  const member = gzipSync(Buffer.alloc(8 * MEGABYTE, filling), { level: 9 });
  return Buffer.concat([gzipSync(start), ...Array.from({ length: 40 }, () => member)]);
};

const cases: readonly (readonly [what: string, content: string | Buffer, code: number])[] = [
  ['a real snapshot', real, 0],
  ['a gzipped snapshot', gzipSync(Buffer.from(real, 'latin1')), 0],
  ['a header that promises a billion records', counts(bun, 1e9, 4e9), 3],
  ['a header that promises as much as the file could hold', counts(real, 300_000, 700_000), 3],
  ['ten million brackets', withSection('['.repeat(10 * MEGABYTE)), 3],
  ['a string of 20 MB', withSection(`"${'s'.repeat(20 * MEGABYTE)}"`), 0],
  ['a list of 20 MB', withSection(`[${'1234567,'.repeat(2_500_000)}0]`), 0],
  ['two million small strings', bun.replace('"strings":[', `"strings":[${'"",'.repeat(2_000_000)}`), 0],
  ['20 MB of zero bytes behind half a snapshot', real.slice(0, 2_000_000) + '\0'.repeat(20 * MEGABYTE), 3],
  ['a gzip bomb of white space', bomb('{"snapshot":', ' '), 3],
  ['a gzip bomb of numbers', bomb('{"nodes":[', '0,'), 3],
  ['a gzip bomb of one string', bomb('{"strings":["', 'x'), 3],
];

test.each(cases)('%s', (_what, content, code) => {
  const path = join(folder, 'input.heapsnapshot');
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  writeFileSync(path, bytes);
  const result = runHeapdiff(['summary', path], { env: { NODE_OPTIONS: `--require=${probe}` } });
  expect(result.code, result.stderr).toBe(code);
  if (code === 3) expect(result.stderr).toMatch(/^heapdiff: [^\n]{1,300}\n$/);
  const peak = Number(readFileSync(peakFile, 'utf8'));
  expect(peak).toBeGreaterThan(20 * MEGABYTE);
  expect(peak / MEGABYTE).toBeLessThan((4 * bytes.length) / MEGABYTE + 100);
});
