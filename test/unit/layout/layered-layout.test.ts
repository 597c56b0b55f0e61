import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LayoutArrow, computeLayeredLayout } from '../../../src/layout/layered-layout.js';

function arrow(from: string, to: string, labelWidth = 60): LayoutArrow {
  return { id: `${from}>${to}`, from, to, labelWidth, labelHeight: 18, weight: 1 };
}

function boxes(ids: string): { id: string; width: number; height: number }[] {
  return Array.from(ids, (id) => ({ id, width: 200, height: 50 }));
}

test('what holds lies above what is held', () => {
  const { boxes: placed } = computeLayeredLayout(boxes('abcd'), [
    arrow('a', 'b'),
    arrow('a', 'c'),
    arrow('b', 'd'),
    arrow('c', 'd'),
  ]);
  const y = (id: string): number => placed.get(id)!.y;
  expect(y('a')).toBeLessThan(y('b'));
  expect(y('b')).toBe(y('c'));
  expect(y('c')).toBeLessThan(y('d'));
});

test('an arrow runs from the border of one box to the border of the other', () => {
  const { boxes: placed, arrows } = computeLayeredLayout(boxes('ab'), [arrow('a', 'b')]);
  const points = arrows.get('a>b')!.points;
  expect(points[0].y).toBeCloseTo(placed.get('a')!.y + 50);
  expect(points.at(-1)!.y).toBeCloseTo(placed.get('b')!.y);
});

test('two arrows between the same boxes both have a place', () => {
  const second = { ...arrow('a', 'b'), id: 'again' };
  const { arrows } = computeLayeredLayout(boxes('ab'), [arrow('a', 'b'), second]);
  expect([...arrows.keys()].sort()).toEqual(['a>b', 'again']);
});

test('an arrow to nowhere and one to its own box are left out', () => {
  const { arrows } = computeLayeredLayout(boxes('a'), [arrow('a', 'z'), arrow('a', 'a')]);
  expect(arrows.size).toBe(0);
});

test('nothing to place takes no room that is not a number', () => {
  const layout = computeLayeredLayout([], []);
  expect(layout.boxes.size).toBe(0);
  expect(Number.isFinite(layout.width) && Number.isFinite(layout.height)).toBe(true);
});

test('neither boxes nor labels lie on each other, whatever the graph, cycles included', () => {
  const pair = fc.tuple(fc.nat(11), fc.nat(11));
  fc.assert(
    fc.property(fc.uniqueArray(pair, { maxLength: 24, selector: (ends) => ends.join() }), (pairs) => {
      const ids = 'abcdefghijkl';
      const arrows = pairs.map(([from, to]) => arrow(ids[from], ids[to]));
      const layout = computeLayeredLayout(boxes(ids), arrows);
      const areas = [...layout.boxes.values()].map(({ x, y, width, height }) => ({ x, y, width, height }));
      for (const { label } of layout.arrows.values())
        areas.push({ x: label.x - 30, y: label.y - 9, width: 60, height: 18 });
      areas.forEach((a, at) => {
        for (const b of areas.slice(at + 1)) {
          const isApart =
            a.x + a.width <= b.x + 0.01 ||
            b.x + b.width <= a.x + 0.01 ||
            a.y + a.height <= b.y + 0.01 ||
            b.y + b.height <= a.y + 0.01;
          expect(isApart).toBe(true);
        }
      });
    }),
    { numRuns: 30 },
  );
});

test('a list whose objects all refer to the first one does not become wider by each of them', () => {
  const ids = Array.from({ length: 120 }, (_, i) => `b${i}`);
  const list = ids.slice(1).flatMap((id, i) => [arrow(ids[i], id), arrow(id, ids[0])]);
  const all = ids.map((id) => ({ id, width: 200, height: 50 }));
  const { boxes: placed, arrows, width, height } = computeLayeredLayout(all, list);
  expect(new Set(arrows.keys())).toEqual(new Set(list.map(({ id }) => id)));
  expect(width).toBeLessThan(6000);
  for (const { id, points, label } of arrows.values()) {
    const [from, to] = id.split('>').map((end) => placed.get(end)!);
    const [first, last] = [points[0], points[points.length - 1]];
    for (const [box, point] of [[from, first] as const, [to, last] as const]) {
      expect(point.x).toBeGreaterThanOrEqual(box.x - 0.01);
      expect(point.x).toBeLessThanOrEqual(box.x + box.width + 0.01);
      expect(point.y).toBeGreaterThanOrEqual(box.y - 0.01);
      expect(point.y).toBeLessThanOrEqual(box.y + box.height + 0.01);
    }
    for (const { x, y } of [label, ...points.slice(1, -1)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
    }
    expect(label.x).toBeLessThanOrEqual(width);
    expect(label.y).toBeLessThanOrEqual(height);
  }
});
