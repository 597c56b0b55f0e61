// Every number of every committed snapshot, against Chrome DevTools' own engine.
// DevTools keeps sizes in 32 bits, so sizes from 2^32 on would differ; no committed snapshot has one.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDominators } from '../../src/analysis/dominator-chain.js';
import { dominatorColumn } from '../../src/analysis/dominators.js';
import { buildDetourRules } from '../../src/analysis/detours.js';
import { computeMergedRetainers } from '../../src/analysis/merged-retainers.js';
import { computeStatistics } from '../../src/analysis/statistics.js';
import type { NodeOrdinal } from '../../src/core/columns.js';
import { type Analysis, computeTableOf } from '../../src/engine/analyze.js';
import { buildRetainerIndex } from '../../src/heap/retainers.js';
import { engineClassKey } from './engine-class-key.js';
import { type Engine, type EngineNode, runEngine } from './devtools-engine.js';
import { readManifest } from '../support/manifest.js';
import { analyzeText, readUncompressed } from '../support/read-graph.js';

const files = readManifest().files.map(({ path }) => path);

describe.each(files)('%s', (path) => {
  let ours: Analysis | null = null;
  let theirs: Engine | null = null;

  beforeAll(async () => {
    const bytes = readUncompressed(path);
    ours = await analyzeText(bytes);
    theirs = await runEngine(bytes.toString('utf8'));
  });
  afterAll(() => {
    ours = null;
    theirs = null;
  });

  /** Where a value of ours is not theirs: the first few. */
  function findDifferences<K extends keyof EngineNode>(
    field: K,
    valueOf: (analysis: Analysis) => (node: NodeOrdinal) => EngineNode[K],
  ): unknown[] {
    const value = valueOf(ours!);
    const differences: unknown[] = [];
    for (let node = 0 as NodeOrdinal; node < theirs!.nodeCount && differences.length < 5; node++) {
      const expected = theirs!.node(node)[field];
      const actual = value(node);
      if (actual !== expected) differences.push({ node, expected, actual });
    }
    return differences;
  }

  it('has as many nodes', () => {
    expect(ours!.graph.nodeCount).toBe(theirs!.nodeCount);
    expect(theirs!.nodeCount).toBeGreaterThan(1000);
  });

  it('has the same shallow size of every node', () => {
    expect(
      findDifferences(
        'shallowSize',
        ({ shallowSize }) =>
          (node) =>
            shallowSize[node],
      ),
    ).toEqual([]);
  });

  it('has the same retained size of every node', () => {
    expect(
      findDifferences(
        'retainedSize',
        ({ retainedSize }) =>
          (node) =>
            retainedSize[node],
      ),
    ).toEqual([]);
  });

  it('has the same dominator of every node', () => {
    const differences = findDifferences('dominator', ({ tree }) => {
      const dominators = dominatorColumn(tree);
      return (node) => dominators[node];
    });
    expect(differences).toEqual([]);
  });

  it('has the same distance of every node', () => {
    expect(
      findDifferences(
        'distance',
        ({ distance }) =>
          (node) =>
            distance[node],
      ),
    ).toEqual([]);
  });

  it('lists the same retainers, strong and weak, with all edges', () => {
    const { graph, classes, shallowSize, pool } = ours!;
    const index = buildRetainerIndex(graph, pool);
    const bounds = { depth: 1, breadth: 1, isRaw: true };
    const rules = buildDetourRules(graph);
    const inputs = { graph, classes, shallowSize, index, retaining: null, rules, closed: null, pool };
    const step = Math.ceil(graph.nodeCount / 500);
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node = (node + step) as NodeOrdinal) {
      const { retainers, more } = computeMergedRetainers(inputs, [node], bounds).tree;
      const found = retainers.map(
        ({ sample, edge }) => `${graph.nodeId[sample]} ${edge!.kind} ${edge!.name}`,
      );
      const wanted = new Set(
        theirs!.retainers(node).map(({ ownerId, kind, name }) => `${ownerId} ${kind} ${name}`),
      );
      expect([new Set(found), more], `@${graph.nodeId[node]}`).toEqual([wanted, 0]);
    }
  });

  it('has the same chain of dominators', () => {
    const { graph, tree } = ours!;
    const step = Math.ceil(graph.nodeCount / 50);
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node = (node + step) as NodeOrdinal) {
      const wanted: number[] = [];
      for (let at = theirs!.node(node).dominator; at !== node; at = theirs!.node(at).dominator) {
        wanted.unshift(at);
        if (theirs!.node(at).dominator === at) break;
      }
      // What no root reaches has the root as its dominator there, and none here.
      const found = findDominators(tree, node);
      expect(found.length === 0 ? [graph.root] : found, `@${graph.nodeId[node]}`).toEqual(
        wanted.length === 0 ? [graph.root] : wanted,
      );
    }
  });

  it('has the same class name of every node', () => {
    const differences = findDifferences('className', ({ classes: { classes, classOf } }) => {
      return (node) => classes[classOf[node]].name;
    });
    expect(differences).toEqual([]);
  });

  it('has the same detachedness of every node', () => {
    const differences = findDifferences('detachedness', ({ detachedness: { state } }) => {
      return (node) => (state === null ? 0 : state[node]);
    });
    expect(differences).toEqual([]);
  });

  it('has the same rows of classes', () => {
    const { classes } = ours!;
    const table = computeTableOf(ours!);
    const rows = new Map(
      classes.classes.map((identity, number) => [
        engineClassKey(identity),
        {
          count: table.counts[number],
          self: table.shallowSizes[number],
          maxRet: table.retainedSizes[number],
          distance: table.distances[number],
        },
      ]),
    );
    for (const [key, { count }] of rows) if (count === 0) rows.delete(key);
    const expected = [...theirs!.classes()].map(([key, { count, self, maxRet, distance }]) => {
      return [key, { count, self, maxRet, distance }] as const;
    });
    expect(rows).toEqual(new Map(expected));
  });

  it('has the same statistics', () => {
    const { graph, shallowSize, pool } = ours!;
    for (const index of [null, buildRetainerIndex(graph, pool)])
      expect(computeStatistics(graph, shallowSize, index)).toEqual(theirs!.statistics());
  });
});
