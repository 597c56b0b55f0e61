import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../support/manifest.js';
import type { DiffReport, ObjectsReport, SummaryReport } from '../../src/report/model.js';
import { projectFolder, runHeapdiff } from './run-heapdiff.js';

const schema = JSON.parse(readFileSync(join(projectFolder, 'dist/schema/report-v1.json'), 'utf8')) as Record<
  string,
  unknown
>;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

function runJson(args: readonly string[]): unknown {
  const { code, stdout, stderr } = runHeapdiff([...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const baseline = 'snapshots/sessions/baseline.heapsnapshot.gz';
const target = 'snapshots/sessions/target.heapsnapshot.gz';
const allColumns =
  'id,className,shallowSize,selfSize,retainedSize,distance,detachedness,kind,name,dominatorId,location,allocationStack';
const final = 'snapshots/sessions/final.heapsnapshot.gz';

const reports: readonly (readonly [kind: string, args: readonly string[]])[] = [
  ['diff', [baseline, target]],
  ['diff', [baseline, target, final, '--limit', 'all']],
  ['diff', ['snapshots/runtimes/node20.heapsnapshot.gz', 'snapshots/runtimes/node24.heapsnapshot.gz']],
  ['summary', [baseline]],
  ['summary', ['summary', final, '--limit', 'all', '--show-strings', 'always']],
  ['retainers', ['retainers', final, '--class', 'Session']],
  ['objects', ['objects', final, '--class', 'Session']],
  ['objects', ['objects', final, '--limit', '1']],
  ['objects', ['objects', 'snapshots/runtimes/node24-timeline.heaptimeline.gz', '--columns', allColumns]],
  ['objects', ['unreachable', final]],
  ['partition', ['summary', final, '--by', 'retainers', '--limit', 'all']],
  ['partition', ['summary', final, '--by', 'class', '--since', baseline]],
  ['growth', [baseline, target, '--by', 'module']],
  ['growth', ['diff', target, baseline, final, '--peak']],
  ['freed', ['freed', final, '--class', 'Session', '--edge', '85529:sessions']],
  ['object', ['show', final, '--id', '85549']],
  ['object', ['show', 'snapshots/runtimes/chromium.heapsnapshot.gz', '--id', '1']],
  ['chain', ['chain', final, '--from', 'module', '--to', 'Session']],
  ['excerpt', ['backrefs', final, '--id', '88795', '--depth', '9']],
  ['excerpt', ['refs', final, '--id', '85549', '--all-edges']],
  ['retainers', ['retainers', final, '--id', '88795', '--all-edges', '--until', 'module']],
];

describe('the JSON of every command keeps to the schema', () => {
  test.each(reports)('kind %s: heapdiff %j', (kind, args) => {
    const report = runJson(args) as { kind: string };
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(report.kind).toBe(kind);
  });

  test('and there is a test of every kind', () => {
    const { definitions } = schema as {
      definitions: Record<string, { properties?: { kind?: { const?: string } } }>;
    };
    const kinds = Object.values(definitions).flatMap(({ properties }) => properties?.kind?.const ?? []);
    expect(new Set(kinds)).toEqual(new Set(reports.map(([kind]) => kind)));
  });

  test('which does not accept anything', () => {
    const report = runJson([baseline]) as Record<string, unknown>;
    expect(validate({ ...report, classes: null })).toBe(false);
    expect(validate({ ...report, kind: 'other' })).toBe(false);
  });
});

describe.each(readManifest().files.filter((file) => file.role === 'single'))(
  '$path',
  ({ path, nodeCount }) => {
    test('has a summary that keeps to the schema and counts what the manifest counts', () => {
      const report = runJson([`snapshots/${path}`]) as SummaryReport;
      validate(report);
      expect(validate.errors ?? []).toEqual([]);
      expect(report.snapshots[0]?.nodeCount).toBe(nodeCount);
    });
  },
);

test('--limit says how many rows are shown and how many there are', () => {
  const some = runJson([baseline, target, '--limit', '3']) as DiffReport;
  const all = runJson([baseline, target, '--limit', 'all']) as DiffReport;
  expect([some.classes.shown, some.classes.rows.length]).toEqual([3, 3]);
  expect(some.classes.total).toBe(all.classes.rows.length);
  expect(all.classes.shown).toBe(all.classes.total);
  expect(all.classes.rows.slice(0, 3).map((row) => row.key)).toEqual(some.classes.rows.map((row) => row.key));
});

test('the class that grows is counted exactly', () => {
  const report = runJson([baseline, target, final, '--limit', 'all']) as DiffReport;
  const sessions = report.classes.rows.filter((row) => row.className === 'Session');
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.counts).toEqual([500, 1500, 2500]);
  expect(sessions[0]?.added?.count).toBe(2000);
  expect(report.identity.mode).toBe('id');
});

test('rows of objects are the same in JSON, NDJSON and CSV', () => {
  const columns = 'id,className,shallowSize,selfSize,retainedSize,distance,detachedness,kind,dominatorId';
  const args = ['objects', target, '--class', 'Session', '--limit', 'all', '--columns', columns];
  const report = runJson(args) as ObjectsReport;
  expect(report.rows).toHaveLength(1500);
  const ndjson = runHeapdiff([...args, '--format', 'ndjson'])
    .stdout.trimEnd()
    .split('\n');
  expect(ndjson.map((line): unknown => JSON.parse(line))).toEqual(report.rows);
  const csv = runHeapdiff([...args, '--format', 'csv'])
    .stdout.trimEnd()
    .split('\r\n');
  expect(csv[0]).toBe(columns);
  expect(csv.slice(1)).toEqual(report.rows.map((row) => Object.values(row).map(String).join(',')));
});

test('sizes filter and order the rows', () => {
  const report = runJson([
    ...['objects', target, '--retained-min', '10kB', '--sort', 'retainedSize'],
    ...['--columns', 'id,retainedSize', '--limit', 'all'],
  ]) as ObjectsReport;
  const sizes = report.rows.map((row) => row.retainedSize ?? 0);
  expect(sizes.length).toBeGreaterThan(10);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10_000);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test('string values stay in the snapshot unless they are asked for', () => {
  const args = ['objects', target, '--kind', 'string', '--columns', 'name', '--limit', 'all', '--json'];
  const namesOf = (...flags: string[]): string[] =>
    (JSON.parse(runHeapdiff([...args, ...flags]).stdout) as ObjectsReport).rows.map((row) => row.name ?? '');
  for (const names of [namesOf(), namesOf('--show-strings', 'never')]) {
    expect(names.filter((name) => !/^string\(len \d+\)$/.test(name))).toEqual([]);
  }
  expect(namesOf('--show-strings', 'always').some((name) => name.includes('/srv/'))).toBe(true);
});
