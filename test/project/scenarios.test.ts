// Whether the scenarios are what the manifest says, judged without any code of the product.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findInstances,
  findNamed,
  findReachable,
  listPathNames,
  readJsonHeap,
} from '../support/json-heap.js';
import type { JsonHeap } from '../support/json-heap.js';
import { makeScenarios } from '../support/make-scenario.js';
import type { MadeScenarios } from '../support/make-scenario.js';
import { readManifest, readSnapshotFile, snapshotsFolder } from '../support/manifest.js';
import type { Scenario } from '../support/manifest.js';

const { scenarios } = readManifest();
const roles = ['baseline', 'target', 'final'] as const;
/** One in a hundred may also be kept by what the process was doing when the snapshot was taken. */
const mostOf = (count: number): number => Math.floor(count * 0.99);

let made: MadeScenarios;

beforeAll(() => {
  made = makeScenarios(scenarios.filter(({ committed }) => !committed).map(({ name }) => name));
}, 120_000);
afterAll(() => made.remove());

function readHeaps({ name, committed }: Scenario): JsonHeap[] {
  return roles.map((role) =>
    readJsonHeap(
      committed ? readSnapshotFile(`${name}/${role}.heapsnapshot.gz`) : readFileSync(made.file(name, role)),
    ),
  );
}

function findAdded(before: JsonHeap, after: JsonHeap, className: string): number[] {
  const old = new Set(before.ids);
  return findInstances(after, className).filter((node) => !old.has(after.ids[node]));
}

function containsInOrder(names: readonly string[], wanted: readonly string[]): boolean {
  let found = 0;
  for (const name of names) if (found < wanted.length && name.includes(wanted[found])) found++;
  return found === wanted.length;
}

describe.each(scenarios.filter(({ expected }) => expected !== null))('the leak of $name', (scenario) => {
  const { classes, addedPerStep, cuts, path } = scenario.expected!;
  let heaps: JsonHeap[];
  let addedLast: number[];

  beforeAll(() => {
    heaps = readHeaps(scenario);
    addedLast = findAdded(heaps[1], heaps[2], classes[0]);
  });

  it('grows by as much as is said in each step', () => {
    const added = [findAdded(heaps[0], heaps[1], classes[0]).length, addedLast.length];
    if (addedPerStep === null) expect(Math.min(...added)).toBeGreaterThan(100);
    else expect(added).toEqual([addedPerStep, addedPerStep]);
  });

  it('is kept by its holder alone', () => {
    const gone = findNamed(heaps[2], cuts);
    const reachable = findReachable(heaps[2], (node) => gone.has(node));
    const freed = addedLast.filter((node) => !reachable.has(node));
    expect(freed.length).toBeGreaterThanOrEqual(mostOf(addedLast.length));
  });

  it('has the names of its path on the shortest path', () => {
    const reachable = findReachable(heaps[2]);
    const right = addedLast.filter((node) => containsInOrder(listPathNames(heaps[2], reachable, node), path));
    expect(right.length).toBeGreaterThanOrEqual(mostOf(addedLast.length));
  });
});

const located = scenarios.filter(({ expected }) => expected !== null && expected.location !== null);

it.each(located)('the class of $name is defined where it is said', ({ name, expected }) => {
  const { file, line } = expected!.location!;
  const lines = readFileSync(join(snapshotsFolder, 'scenarios', name, file), 'utf8').split('\n');
  expect(lines[line - 1]).toContain(`class ${expected!.classes[0]} `);
});

describe.each(scenarios.filter(({ expected }) => expected === null))('the healthy $name', (scenario) => {
  it('does not grow from target to final', () => {
    const [baseline, target, final] = readHeaps(scenario);
    for (const className of scenario.steady) {
      const counts = [baseline, target, final].map((heap) => findInstances(heap, className).length);
      expect(new Set(counts).size).toBe(1);
    }
    expect(Math.abs(final.nodeCount - target.nodeCount)).toBeLessThan(target.nodeCount / 100);
  });
});
