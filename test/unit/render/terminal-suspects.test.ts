import { expect, test } from 'vitest';
import type { DiffReport, Location, PathStep } from '../../../src/report/model.js';
import { renderTerminalDiff } from '../../../src/render/terminal-diff.js';

const at = (line: number, column: number): Location => ({
  ...{ url: 'file:///srv/app/src/auth.js', line, column },
  ...{ nearest: false, source: null },
});
const step = (id: number, className: string, name: string | null, folded = 0): PathStep => ({
  ...{ id, className, name, folded, location: null, edge: null, shallowSize: null, retainedSize: null },
});
const path = [
  step(1, '(GC roots)', null),
  step(5, 'Module', 'src/auth.js'),
  step(90533, 'Map', 'sessions', 2),
];

const none = { classes: 0, shallowSize: 0 };

const report: DiffReport = {
  schemaVersion: 1,
  kind: 'diff',
  tool: { name: 'heapdiff', version: '0.0.0' },
  snapshots: ['before.heapsnapshot', 'after.heapsnapshot'].map((file, index) => ({
    ...{ path: file, role: index === 0 ? 'baseline' : 'target', producer: 'Node 20 (V8 11.3)' },
    ...{ nodeCount: 39_602 + index * 12_516, edgeCount: 9, totalSize: 4_000_000 + index * 5_800_000 },
    ...{ extraNativeSize: 0, fileSize: 1, capturedAt: null },
  })),
  warnings: [{ code: 'two-snapshots', message: 'a third snapshot would tell a leak from a warm-up' }],
  identity: { mode: 'id', matchedFraction: 0.999, reason: '' },
  totals: {
    counts: [39_602, 52_118],
    shallowSizes: [4_000_000, 9_800_000],
    growth: { count: 12_516, shallowSize: 5_800_000 },
    outsideHeap: [0, 0],
  },
  classes: { total: 0, shown: 0, rows: [] },
  resized: { total: 0, shown: 0, rows: [] },
  examined: { classes: 40, runtime: none, settled: none, replaced: none, growing: none },
  suspects: {
    total: 3,
    shown: 1,
    rows: [
      {
        rank: 1,
        fingerprint: 'f',
        title: 'Map `sessions` keeps 10,000 more Session',
        growing: {
          className: 'Session',
          key: 'Session@src/auth.js:12:7',
          location: at(12, 7),
          counts: [1000, 11_000],
          addedPerStep: [10_000],
          shallowSizes: [1, 2],
          sampleIds: [90_535],
        },
        also: [],
        growth: { count: 10_000, shallowSize: 800_000, retained: 5_100_000, exclusive: 5_000_000 },
        holder: {
          id: 90_533,
          className: 'Map',
          name: 'sessions',
          kind: 'Map',
          sizes: [1000, 11_000],
          location: at(8, 3),
        },
        path: [...path, step(90_535, 'Session', null)],
        pathText: '',
        otherPaths: [],
        cause: {
          kind: 'unbounded-collection',
          confidence: 'high',
          evidence: ['10,000 entries added, none removed'],
          advice: 'give it a size or time limit, or delete the entry when the request ends',
        },
        owner: { package: null, file: 'src/auth.js' },
        known: null,
      },
    ],
  },
};

test('a suspect is told in a few lines: what, why, cause, where, what to try, and how to go on', () => {
  expect(renderTerminalDiff(report, { width: 100, colour: false }).split('\n').slice(0, 12)).toEqual([
    'Node 20 (V8 11.3) · 39,602 → 52,118 objects · 4.0 MB → 9.8 MB (+5.8 MB) · matched by id 99.9 %',
    'warning: a third snapshot would tell a leak from a warm-up',
    '',
    'LEAK SUSPECTS  1 of 3',
    '  1  Map `sessions` keeps 10,000 more Session                            +5.1 MB, 88 % of the growth',
    '     why    module src/auth.js → sessions: Map → Session @90535',
    '     cause  unbounded collection (high): 10,000 entries added, none removed',
    '     where  Session /srv/app/src/auth.js:12:7 · held since /srv/app/src/auth.js:8:3',
    '     try    give it a size or time limit, or delete the entry when the request ends',
    '     more   heapdiff retainers after.heapsnapshot --id 90533',
    '',
    'No class grew or shrank.',
  ]);
});

test('where there is little room, it takes more lines', () => {
  expect(renderTerminalDiff(report, { width: 44, colour: false }).split('\n').slice(7, 22)).toEqual([
    'LEAK SUSPECTS  1 of 3',
    '  1  Map `sessions` keeps 10,000 more',
    '     Session',
    '     +5.1 MB, 88 % of the growth',
    '     why    module src/auth.js',
    '            → sessions: Map → Session @90535',
    '     cause  unbounded collection (high):',
    '            10,000 entries added, none',
    '            removed',
    '     where  Session',
    '            /srv/app/src/auth.js:12:7 · held',
    '            since /srv/app/src/auth.js:8:3',
    '     try    give it a size or time limit, or',
    '            delete the entry when the',
    '            request ends',
  ]);
});

test('companions, further holders, what is known and where it is used have a line each', () => {
  const [suspect] = report.suspects.rows;
  const companion = { ...suspect.growing, className: 'Array', addedPerStep: [2000, 10] };
  const full: DiffReport = {
    ...report,
    suspects: {
      total: 1,
      shown: 1,
      rows: [
        {
          ...suspect,
          also: [companion, companion, companion, companion, companion],
          otherPaths: [[...path.slice(0, 2), step(77, 'Array', 'recent'), step(90_535, 'Session', null)]],
          holder: { ...suspect.holder, location: { ...at(1, 1), nearest: true } },
          known: { name: 'demo', note: 'it ends at night' },
          owner: { package: 'auth', file: null },
        },
      ],
    },
  };
  expect(renderTerminalDiff(full, { width: 100, colour: false }).split('\n').slice(5, 13)).toEqual([
    '     why    module src/auth.js → sessions: Map → Session @90535',
    '     and    module src/auth.js → recent: Array → Session @90535',
    '     cause  unbounded collection (high): 10,000 entries added, none removed',
    '     with   +2,010 Array, +2,010 Array, +2,010 Array and 2 other classes',
    '     where  Session /srv/app/src/auth.js:12:7 · package auth',
    '     try    give it a size or time limit, or delete the entry when the request ends',
    '     known  demo: it ends at night',
    '     more   heapdiff retainers after.heapsnapshot --id 90533',
  ]);
});

test('a place that a source map knows is told instead of the generated one', () => {
  const [suspect] = report.suspects.rows;
  const source = { url: 'webpack://app/./src/auth.ts', line: 30, column: 2, name: 'Session' };
  const rows = [{ ...suspect, growing: { ...suspect.growing, location: { ...at(1, 9000), source } } }];
  const text = renderTerminalDiff(
    { ...report, suspects: { total: 1, shown: 1, rows } },
    { width: 100, colour: false },
  );
  expect(text).toContain('     where  Session src/auth.ts:30:2 · held since /srv/app/src/auth.js:8:3');
});

test('what only roots hold is asked about itself, since there is nothing to see of roots', () => {
  const [suspect] = report.suspects.rows;
  const rows = [{ ...suspect, holder: { ...suspect.holder, kind: 'synthetic', name: null } }];
  const text = renderTerminalDiff(
    { ...report, suspects: { total: 1, shown: 1, rows } },
    { width: 100, colour: false },
  );
  expect(text).toContain('     more   heapdiff retainers after.heapsnapshot --id 90535');
});

test('what the runtime or the class itself is the place of is not told twice', () => {
  const [suspect] = report.suspects.rows;
  const place = { ...at(12, 7), url: 'file:///srv/app/src/auth.js' };
  const text = (location: typeof place, growing = suspect.growing): string =>
    renderTerminalDiff(
      {
        ...report,
        suspects: {
          total: 1,
          shown: 1,
          rows: [{ ...suspect, growing, holder: { ...suspect.holder, location } }],
        },
      },
      { width: 100, colour: false },
    );
  const { location } = suspect.growing;
  expect(location).not.toBeNull();
  expect(text({ ...place, ...location })).toContain('     where  Session /srv/app/src/auth.js:12:7\n');
  expect(text({ ...place, url: 'node:internal/timers' })).toContain(
    '     where  Session /srv/app/src/auth.js:12:7\n',
  );
  const shape = { ...suspect.growing, className: '{status, fetchStatus, isPending, data, error}' };
  expect(text(place, shape)).toContain('     where  {status, fetchStatus, isPending, …} ');
  const small = { ...suspect.growing, className: '{status, fetchStatus, data, error}' };
  expect(text(place, small)).toContain('     where  {status, fetchStatus, data, error} ');
});
