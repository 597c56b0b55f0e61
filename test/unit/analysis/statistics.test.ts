import { expect, test } from 'vitest';
import { computeStatistics } from '../../../src/analysis/statistics.js';
import { buildRetainerIndex } from '../../../src/heap/retainers.js';
import { analyzeHeap } from '../../support/language-analysis.js';

test('each kind of memory is counted once, and the total has what is outside of the heap', async () => {
  const text = `
    root -/app/-> app:Window 1
    app -> list:Array 16, other:Array 16
    list -{elements}-> store:object "(store)" 100
    other -{elements}-> shared:object "(store)" 1000
    app -{x}-> shared
    app -> text:string "a" 10, more:string "b" 50
    app -> buffer:native "system / JSArrayBufferData" 500, node:native "Node / Environment" 50
    app -> code:code "(code)" 70
    root -> system:hidden "system / Map" 5
  `;
  const { analysis } = await analyzeHeap(text, { dialect: 'node26', extraNativeBytes: 10_000 });
  const { graph, shallowSize, pool } = analysis;
  const total = 1 + 32 + 1100 + 60 + 550 + 70 + 5 + 10_000;
  for (const index of [null, buildRetainerIndex(graph, pool)])
    expect(computeStatistics(graph, shallowSize, index)).toEqual({
      total,
      native: { total: 10_550, typedArrays: 500 },
      v8heap: { total: total - 10_550, code: 70, jsArrays: 132, strings: 60, system: 5 },
    });
});
