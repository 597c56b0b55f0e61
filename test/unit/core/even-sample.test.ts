import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildEvenSample } from '../../../src/core/even-sample.js';

test('all of a short list, and of a long one every n-th item', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 0, max: 1000 }), (most, count) => {
      const sample = buildEvenSample<number>(most);
      for (let item = 0; item < count; item++) sample.add(item);
      const items = sample.list();
      const stride = items.length > 1 ? items[1] - items[0] : 1;
      expect(items).toEqual(
        Array.from({ length: count }, (_, item) => item).filter((item) => item % stride === 0),
      );
      expect(items.length).toBeLessThan(2 * most);
      expect(items.length).toBeGreaterThanOrEqual(Math.min(count, most));
    }),
  );
});
