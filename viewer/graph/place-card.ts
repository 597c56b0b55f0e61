// A card, the point that it belongs to and the boxes around -> where it hides the least of them.

import type { ZoomTransform } from 'd3';
import type { Layout } from '../../src/layout/layered-layout.js';

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 8;

function overlap(a: Area, b: Area): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

export function placeCard(
  card: { readonly width: number; readonly height: number },
  point: { readonly x: number; readonly y: number },
  room: { readonly width: number; readonly height: number },
  boxes: readonly Area[],
  labelWidth: number,
): Area {
  const right = room.width - card.width - MARGIN;
  const bottom = room.height - card.height - MARGIN;
  const within = (value: number, most: number): number => Math.max(MARGIN, Math.min(value, most));
  const lefts = [
    point.x + 70,
    point.x + 130,
    point.x + labelWidth / 2 + 12,
    point.x - 70 - card.width,
    point.x - 130 - card.width,
    point.x - labelWidth / 2 - 12 - card.width,
    right,
    MARGIN,
  ];
  const tops = [
    point.y - 30,
    point.y + 20,
    point.y - card.height - 20,
    point.y - card.height / 2,
    MARGIN,
    bottom,
  ];
  const label = { left: point.x - labelWidth / 2, top: point.y - 10, width: labelWidth, height: 20 };
  let best: Area = { left: within(lefts[0] ?? 0, right), top: within(tops[0] ?? 0, bottom), ...card };
  let least = Infinity;
  for (const left of lefts) {
    for (const top of tops) {
      const area = { left: within(left, right), top: within(top, bottom), ...card };
      const hidden = boxes.reduce((sum, box) => sum + overlap(area, box), 0) + overlap(area, label) * 20;
      // Beside is nearer than above or below: the drawing runs down the page.
      const away = Math.hypot(
        area.left + card.width / 2 - point.x,
        2 * (area.top + card.height / 2 - point.y),
      );
      // Out of the way of what is drawn first, near its label second.
      // The drawing makes room on the right where it can.
      const cost = hidden * 8 + away * 4 + (area.left < point.x ? 600 : 0);
      if (cost < least) {
        least = cost;
        best = area;
      }
    }
  }
  return best;
}

/** Boxes and labels of a drawing as they lie in the window. */
export function findTaken(layout: Layout, transform: ZoomTransform): readonly Area[] {
  const areaOf = (x: number, y: number, width: number, height: number): Area => {
    const [left, top] = transform.apply([x, y]);
    return { left, top, width: width * transform.k, height: height * transform.k };
  };
  return [
    ...[...layout.boxes.values()].map((box) => areaOf(box.x, box.y, box.width, box.height)),
    ...[...layout.arrows.values()].map(({ label }) => areaOf(label.x - 40, label.y - 9, 80, 18)),
  ];
}

/** A line from the label of the edge to the nearest side of its card, as a path. */
export function tieCard(
  card: Area,
  point: { readonly x: number; readonly y: number },
  labelWidth: number,
): string {
  const side = card.left > point.x ? 1 : -1;
  const isBeside = card.left > point.x || card.left + card.width < point.x;
  if (isBeside) {
    const x = side > 0 ? card.left : card.left + card.width;
    const y = Math.max(card.top + 16, Math.min(point.y, card.top + card.height - 16));
    return `M${point.x + (side * labelWidth) / 2} ${point.y}L${x} ${y}`;
  }
  const isBelow = card.top > point.y;
  return `M${point.x} ${point.y + (isBelow ? 9 : -9)}L${point.x} ${isBelow ? card.top : card.top + card.height}`;
}
