// Runs a program below test/leaks/programs, compares its snapshots, and says what is wrong with the answer.

import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { diffLoaded } from '../../src/engine/diff-loaded.js';
import { loadAnalysis } from '../../src/engine/load-analysis.js';
import { loadEarlier } from '../../src/engine/load-earlier.js';
import type { DiffReport, Suspect } from '../../src/report/model.js';

/** What the first line of a leaky program says: `// leak: class=A,B count=20 path=x,y cause=timer line=3`. */
export interface Truth {
  readonly classes: readonly string[];
  readonly path: readonly string[];
  readonly causes: readonly string[];
  /** Objects a round, null where it is not told. */
  readonly count: number | null;
  readonly line: number | null;
}

export interface Program {
  readonly name: string;
  readonly file: string;
  readonly isLeaky: boolean;
  /** Two snapshots cannot tell it from a leak: it says so in its first lines. */
  readonly needsThree: boolean;
  readonly truth: Truth | null;
}

/** What is asked of an answer; null where the program does not tell. */
export interface Verdict {
  readonly classFirst: boolean | null;
  readonly classInThree: boolean | null;
  readonly path: boolean | null;
  readonly cause: boolean | null;
  readonly count: boolean | null;
  readonly place: boolean | null;
  readonly clean: boolean | null;
  /** The first suspects in words. */
  readonly answer: readonly string[];
}

const run = promisify(execFile);
const ROUNDS = 10;
/** Which Node runs the programs. */
const node = process.env['HEAPDIFF_LEAKS_NODE'] ?? process.execPath;

/** The programs of one folder, leaky ones first. */
export function findPrograms(folder = 'programs'): readonly Program[] {
  const root = join(import.meta.dirname, folder);
  return ['leaky', 'healthy'].flatMap((kind) =>
    readdirSync(join(root, kind))
      .sort()
      .map((name): Program => {
        const file = join(root, kind, name);
        const source = readFileSync(file, 'utf8');
        const needsThree = /^\/\/ .*Needs three snapshots/m.test(source);
        return { name, file, isLeaky: kind === 'leaky', needsThree, truth: readTruth(source) };
      }),
  );
}

/** The programs that use packages, where those are installed (`npm run leaks` does). */
export function findPackagePrograms(): readonly Program[] {
  const isInstalled = existsSync(join(import.meta.dirname, 'packages', 'node_modules'));
  return isInstalled ? findPrograms(join('packages', 'programs')) : [];
}

function readTruth(source: string): Truth | null {
  const line = /^\/\/ leak: (.*)$/m.exec(source);
  if (line === null) return null;
  const fields = new Map(
    [...line[1].matchAll(/(\w+)=((?:(?! \w+=).)*)/g)].map((match) => [match[1], match[2].trim()]),
  );
  const list = (name: string): string[] =>
    (fields.get(name) ?? '')
      .split(/(?<!\\),/)
      .map((item) => item.replaceAll('\\', ''))
      .filter((item) => item !== '');
  const number = (name: string): number | null => Number(fields.get(name) ?? 0) || null;
  return {
    classes: list('class'),
    path: list('path'),
    causes: [...list('cause'), ...list('also')],
    count: number('count'),
    line: number('line'),
  };
}

/** The snapshots that are taken of a program, in time order. */
const SNAPSHOTS = ['a', 'b', 'c'] as const;

async function takeSnapshots({ file }: Program, out: string): Promise<void> {
  const runner = join(import.meta.dirname, 'run-program.mjs');
  await run(node, ['--expose-gc', '--no-warnings', runner, file, out, String(ROUNDS)]);
}

/**
 * Runs a program and compares its snapshots, each time the first so many of the three.
 * @param isRestarted whether each of them comes of a process of its own
 */
export async function diffProgram(
  program: Program,
  counts: readonly number[],
  isRestarted = false,
): Promise<DiffReport[]> {
  const out = await mkdtemp(join(tmpdir(), 'leaks-'));
  try {
    const folders = SNAPSHOTS.map((name) => (isRestarted ? join(out, name) : out));
    for (const folder of new Set(folders)) {
      await mkdir(folder, { recursive: true });
      await takeSnapshots(program, folder);
    }
    const files = SNAPSHOTS.map((name, i) => join(folders[i], `${name}.heapsnapshot`));
    const reports: DiffReport[] = [];
    for (const count of counts) reports.push(await diffInOrder(files.slice(0, count)));
    return reports;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** On one thread: there are no files of scripts that a thread could run. */
async function diffInOrder(files: readonly string[]): Promise<DiffReport> {
  const last = await loadAnalysis(files[files.length - 1], {}, undefined, 1);
  const earlier = [];
  for (const file of files.slice(0, -1)) earlier.push(await loadEarlier(file, () => last.shapes, {}, 1));
  return diffLoaded({ earlier, last });
}

/** What is wrong with the answer at three snapshots, as sentences; empty if nothing is. Parameters as of `diffProgram`. */
export async function judgeProgram(program: Program, isRestarted = false): Promise<readonly string[]> {
  const [report] = await diffProgram(program, [3], isRestarted);
  const { answer, ...verdict } = judgeReport(program, report);
  const wrong = Object.entries(verdict).filter(([, isRight]) => isRight === false);
  return wrong.length === 0 ? [] : [...wrong.map(([column]) => column), ...answer];
}

/** Compares an answer with what the program says about itself. */
export function judgeReport({ truth }: Program, { suspects, snapshots }: DiffReport): Verdict {
  const rows = suspects.rows;
  const answer = rows
    .slice(0, 3)
    .map(({ title, cause, pathText }) => `${title} | ${cause.kind} | ${pathText}`);
  const unasked = { classFirst: null, classInThree: null, path: null, cause: null, count: null, place: null };
  if (truth === null) return { ...unasked, clean: rows.length === 0, answer };
  const isRight = ({ growing }: Suspect): boolean =>
    truth.classes.some((wanted) => isSameClass(wanted, growing.className));
  const chosen = rows.slice(0, 3).find(isRight) ?? rows.at(0);
  return {
    classFirst: rows.length > 0 && isRight(rows[0]),
    classInThree: rows.slice(0, 3).some(isRight),
    path: chosen !== undefined && hasPath(truth, chosen),
    cause: chosen !== undefined && truth.causes.includes(chosen.cause.kind),
    count:
      truth.count === null
        ? null
        : chosen !== undefined && hasCount(truth.count * ROUNDS * (snapshots.length - 1), chosen),
    place:
      truth.line === null
        ? null
        : Math.abs((chosen?.growing.location?.line ?? Number.NEGATIVE_INFINITY) - truth.line) <= 3,
    clean: null,
    answer,
  };
}

function hasPath(truth: Truth, { path, growing }: Suspect): boolean {
  const names = [...path.flatMap((step) => [step.edge?.name, step.name, step.className]), growing.className];
  let found = 0;
  for (const name of names)
    if (found < truth.path.length && name?.includes(truth.path[found]) === true) found++;
  return found === truth.path.length;
}

function hasCount(wanted: number, { growing: { counts } }: Suspect): boolean {
  return Math.abs(counts[counts.length - 1] - counts[0] - wanted) <= Math.max(2, wanted * 0.02);
}

/** Small numbers are no objects, so a shape may lack some of its properties. */
function isSameClass(wanted: string, got: string): boolean {
  const keys = (name: string): string[] | null =>
    name.startsWith('{') ? name.slice(1, -1).split(', ') : null;
  const [a, b] = [keys(wanted), keys(got)];
  if (a === null || b === null) return wanted === got;
  return b.every((key) => a.includes(key)) || a.every((key) => b.includes(key));
}
