// A drawing and the pills that go beside its boxes -> where each fits, beside the box where what it stands for
// would come in. A pill in a layer of its own would push the boxes below it aside.

import type { Layout, PlacedArrow, PlacedBox, Point } from '../../src/layout/layered-layout.js';

export interface PillSize {
  /** The box that it goes beside. */
  readonly node: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedPill {
  readonly box: PlacedBox;
  readonly line: readonly Point[];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const AWAY = 20;
const ROOM = 7;
const STEP = 8;

function touch(a: Area, b: Area, room: number): boolean {
  return (
    a.x < b.x + b.width + room &&
    b.x < a.x + a.width + room &&
    a.y < b.y + b.height + room &&
    b.y < a.y + a.height + room
  );
}

/** Small areas along an arrow, so that nothing is put on it. */
function alongArrow({ points }: PlacedArrow): readonly Area[] {
  return points.slice(1).flatMap((end, at) => {
    const start = points[at] ?? end;
    const steps = Math.max(1, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / STEP));
    return Array.from({ length: steps + 1 }, (_, step) => ({
      x: start.x + ((end.x - start.x) * step) / steps - 1,
      y: start.y + ((end.y - start.y) * step) / steps - 1,
      width: 2,
      height: 2,
    }));
  });
}

function placesFor(box: PlacedBox, { width, height }: PillSize, isAbove: boolean): readonly PlacedPill[] {
  const middle = box.y + box.height / 2 + (isAbove ? -7 : 7);
  const pillAt = (x: number, line: readonly Point[]): PlacedPill => ({
    box: { id: '', width, height, x, y: middle - height / 2 },
    line,
  });
  const right = box.x + box.width;
  return [
    pillAt(right + AWAY, [
      { x: right + AWAY, y: middle },
      { x: right, y: middle },
    ]),
    pillAt(box.x - AWAY - width, [
      { x: box.x - AWAY, y: middle },
      { x: box.x, y: middle },
    ]),
  ];
}

export interface PlacedPills {
  readonly placed: ReadonlyMap<string, PlacedPill>;
  /** Boxes whose pill found no room. */
  readonly failed: readonly string[];
}

/** `labelWidths` by arrow: the words on it. */
export function placePills(
  layout: Layout,
  pills: readonly PillSize[],
  labelWidths: ReadonlyMap<string, number>,
  isAbove: boolean,
): PlacedPills {
  const taken: Area[] = [...layout.boxes.values()];
  for (const arrow of layout.arrows.values()) {
    const width = labelWidths.get(arrow.id) ?? 0;
    if (width > 0) taken.push({ x: arrow.label.x - width / 2, y: arrow.label.y - 9, width, height: 18 });
    taken.push(...alongArrow(arrow));
  }
  const placed = new Map<string, PlacedPill>();
  const failed: string[] = [];
  for (const pill of pills) {
    const box = layout.boxes.get(pill.node);
    if (box === undefined) continue;
    const free = placesFor(box, pill, isAbove).find(
      (place) => place.box.x >= 4 && !taken.some((area) => touch(place.box, area, ROOM)),
    );
    if (free === undefined) failed.push(pill.node);
    else {
      placed.set(pill.node, free);
      taken.push(free.box);
    }
  }
  return { placed, failed };
}
