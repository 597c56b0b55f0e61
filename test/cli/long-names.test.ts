// Names of classes, properties and scripts have no limit in a snapshot, but in whatever is made of it.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DiffReport, GrowthReport, SummaryReport } from '../../src/report/model.js';
import { projectFolder, runHeapdiff, scratchFolder } from './run-heapdiff.js';

const roles = ['baseline', 'target', 'final'];
const originals = roles.map((role) => `snapshots/sessions/${role}.heapsnapshot.gz`);
const files = roles.map((role) => join(scratchFolder, `${role}.heapsnapshot`));
const last = files[2];

/** What tells names apart is in their middle, which is cut. */
const lengthen = (name: string): string => 'L'.repeat(60_000) + name + 'L'.repeat(60_000);

const LONGEST = 1024;
const cutName = `${'L'.repeat(511)}…${'L'.repeat(511)}`;

beforeAll(() => {
  originals.forEach((path, index) => {
    const heap = JSON.parse(gunzipSync(readFileSync(join(projectFolder, path))).toString()) as {
      strings: string[];
    };
    heap.strings = heap.strings.map((text) =>
      /^(?:Session|BuiltinModule|FixedQueue|Blob|sessions|token|user|file:.*)$/.test(text)
        ? lengthen(text)
        : text,
    );
    writeFileSync(files[index], JSON.stringify(heap));
  });
});

function ask(...args: readonly string[]): unknown {
  const { code, stdout, stderr } = runHeapdiff([...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

function longestIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((most: number, one) => Math.max(most, longestIn(one)), 0);
}

const someId = (): string =>
  String((ask('retainers', last, '--class', cutName) as { target: { id: number } }).target.id);

describe('of a snapshot with names of 120,000 letters', () => {
  const questions: readonly (readonly [string, () => readonly string[]])[] = [
    ['diff', () => files],
    ['summary', () => ['summary', last, '--limit', 'all']],
    ['retainers', () => ['retainers', last, '--class', cutName]],
    ['chain', () => ['chain', last, '--from', 'module', '--to', someId()]],
    ['show', () => ['show', last, '--id', someId(), '--show-strings', 'always']],
    ['backrefs', () => ['backrefs', last, '--id', someId()]],
    ['refs', () => ['refs', last, '--id', someId(), '--all-edges']],
    ['freed', () => ['freed', last, '--class', cutName]],
    ['objects', () => ['objects', last, '--limit', 'all', '--show-strings', 'always']],
    ...['class', 'edge', 'shape', 'retainers', 'location', 'module', 'package'].map(
      (by) => [`groups by ${by}`, () => ['summary', last, '--by', by, '--limit', 'all']] as const,
    ),
  ];

  test.each(questions)('no text is long in the answer of %s', (_, args) => {
    expect(longestIn(ask(...args()))).toBeLessThan(8 * LONGEST);
  });

  test('the page is small', () => {
    const page = join(scratchFolder, 'page.html');
    expect(runHeapdiff([...files, '--html', page]).code).toBe(0);
    expect(statSync(page).size).toBeLessThan(2_000_000);
  });

  test('CSV of all objects is as long as with short names, and some', () => {
    const { stdout } = runHeapdiff(['objects', last, '--limit', 'all', '--format', 'csv']);
    expect(stdout.split('\r\n').every((line) => line.length < 8 * LONGEST)).toBe(true);
  });
});

test('classes that differ only where their names are cut are classes of their own', () => {
  const [long, short] = [last, originals[2]].map(
    (file) => ask('summary', file, '--limit', 'all') as SummaryReport,
  );
  const numbers = ({ classes }: SummaryReport): string[] =>
    classes.rows.map((row) => [row.count, row.shallowSize, row.retainedSize].join()).sort();
  expect(numbers(long)).toEqual(numbers(short));
  expect(long.classes.rows.filter(({ className }) => className === cutName).length).toBeGreaterThan(2);
  expect(new Set(long.classes.rows.map(({ key }) => key)).size).toBe(long.classes.total);
});

test('a diff, its suspects and groups that grew have the same numbers as with short names', () => {
  const [long, short] = [files, originals].map((paths) => ask(...paths, '--limit', 'all') as DiffReport);
  const numbers = ({ classes }: DiffReport): string[] =>
    classes.rows.map((row) => JSON.stringify([row.counts, row.delta, row.added])).sort();
  expect(numbers(long)).toEqual(numbers(short));
  expect(long.suspects.rows.map(({ growth }) => growth)).toEqual(
    short.suspects.rows.map(({ growth }) => growth),
  );
  const [grown, before] = [files, originals].map(
    (paths) => ask('diff', ...paths, '--by', 'class', '--limit', 'all') as GrowthReport,
  );
  const groups = ({ groups: { rows } }: GrowthReport): string[] =>
    rows.map(({ counts, delta }) => JSON.stringify([counts, delta])).sort();
  expect(groups(grown)).toEqual(groups(before));
});

test('a class is found by the name that a report has for it', () => {
  const count = (file: string, name: string): number =>
    runHeapdiff(['objects', file, '--class', name, '--limit', 'all', '--format', 'csv']).stdout.split('\r\n')
      .length;
  expect(count(last, cutName)).toBeGreaterThan(count(originals[2], 'Session'));
});
