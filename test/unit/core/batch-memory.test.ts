import { expect, test } from 'vitest';
import { buildBatchMemory, ownBytes } from '../../../src/core/batch-memory.js';

test('memory is given again only when its batch is not kept any more', () => {
  const memory = buildBatchMemory(3, ownBytes);
  const batches: ArrayBufferLike[][] = [];
  for (let batch = 0; batch < 9; batch++) {
    batches.push([memory.allocate(64), memory.allocate(8)]);
    memory.next();
  }
  for (let batch = 0; batch < 9; batch++) {
    const kept = batches.slice(batch, batch + 3).flat();
    expect(new Set(kept).size).toBe(kept.length);
  }
  expect(new Set(batches.flat()).size).toBe(6);
});

test('what is too small for a batch is replaced', () => {
  const memory = buildBatchMemory(1, ownBytes);
  const small = memory.allocate(8);
  memory.next();
  const large = memory.allocate(100);
  expect(large).not.toBe(small);
  expect(large.byteLength).toBeGreaterThanOrEqual(100);
  memory.next();
  expect(memory.allocate(8)).toBe(large);
});
