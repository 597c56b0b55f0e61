import { expect, it } from 'vitest';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { findOddballValue, isOddball } from '../../../src/heap/oddballs.js';
import { graphOfText, readUncompressed } from '../../support/read-graph.js';

it.each(['node12', 'node16', 'node20', 'node22', 'node24', 'node26'])(
  '%s: true, false, null and undefined are found, each once, and nothing else is one of them',
  async (runtime) => {
    const graph = await graphOfText(readUncompressed(`runtimes/${runtime}.heapsnapshot.gz`));
    const values: string[] = [];
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
      const value = findOddballValue(graph, node);
      if (value === null) continue;
      expect(isOddball(graph, node)).toBe(true);
      values.push(value);
    }
    expect(values.sort()).toEqual(['false', 'null', 'true', 'undefined']);
  },
);
