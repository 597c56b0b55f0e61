// Runs a program below test/leaks/programs, compares its snapshots, and says what is wrong with the answer.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { diffLoaded } from '../../src/engine/diff-loaded.js';
import { loadSnapshots } from '../../src/engine/load-snapshots.js';
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
  readonly truth: Truth | null;
}

const folder = join(import.meta.dirname, 'programs');
const run = promisify(execFile);
const ROUNDS = 10;

/** All programs, leaky ones first. */
export function findPrograms(): readonly Program[] {
  return ['leaky', 'healthy'].flatMap((kind) =>
    readdirSync(join(folder, kind))
      .sort()
      .map((name): Program => {
        const file = join(folder, kind, name);
        return { name, file, isLeaky: kind === 'leaky', truth: readTruth(readFileSync(file, 'utf8')) };
      }),
  );
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

/** Runs a program on this Node and compares its three snapshots. */
export async function diffProgram(program: Program): Promise<DiffReport> {
  const out = await mkdtemp(join(tmpdir(), 'leaks-'));
  try {
    const runner = join(import.meta.dirname, 'run-program.mjs');
    await run(process.execPath, ['--expose-gc', '--no-warnings', runner, program.file, out, String(ROUNDS)]);
    const files = ['a', 'b', 'c'].map((name) => join(out, `${name}.heapsnapshot`));
    return diffLoaded(await loadSnapshots(files, {}));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** What is wrong with the answer, as sentences; empty if nothing is. */
export async function judgeProgram(program: Program): Promise<readonly string[]> {
  const { suspects } = await diffProgram(program);
  if (program.truth === null) return suspects.rows.map(({ title }) => `false suspect: ${title}`);
  return suspects.rows.length === 0 ? ['no suspect'] : judgeSuspect(program.truth, suspects.rows[0]);
}

function judgeSuspect(truth: Truth, suspect: Suspect): readonly string[] {
  const problems: string[] = [];
  const { className, counts, location } = suspect.growing;
  if (!truth.classes.some((wanted) => isSameClass(wanted, className))) problems.push(`class ${className}`);
  const names = [...suspect.path.flatMap((step) => [step.edge?.name, step.name, step.className]), className];
  let found = 0;
  for (const name of names)
    if (found < truth.path.length && name?.includes(truth.path[found]) === true) found++;
  if (found < truth.path.length) problems.push(`path ${suspect.pathText}`);
  if (!truth.causes.includes(suspect.cause.kind)) problems.push(`cause ${suspect.cause.kind}`);
  const growth = counts[counts.length - 1] - counts[0];
  const wanted = (truth.count ?? 0) * 2 * ROUNDS;
  if (truth.count !== null && Math.abs(growth - wanted) > Math.max(2, wanted * 0.02))
    problems.push(`count ${growth}`);
  if (truth.line !== null && Math.abs((location?.line ?? -9) - truth.line) > 3) problems.push('location');
  return problems;
}

/** Small numbers are no objects, so a shape may lack some of its properties. */
function isSameClass(wanted: string, got: string): boolean {
  const keys = (name: string): string[] | null =>
    name.startsWith('{') ? name.slice(1, -1).split(', ') : null;
  const [a, b] = [keys(wanted), keys(got)];
  if (a === null || b === null) return wanted === got;
  return b.every((key) => a.includes(key)) || a.every((key) => b.includes(key));
}
