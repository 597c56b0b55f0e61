// SPDX-License-Identifier: MIT
// Boxes and arrows -> the arrows that a drawing in layers is made from. An arrow that crosses many layers is a box in each
// of them: a list of a hundred objects that all refer to the first one would be laid out as five thousand boxes. Such
// arrows are better drawn across when all boxes have their places. O(boxes + arrows log arrows).

/** An arrow between boxes, by their ids. */
interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Where an arrow begins and ends in the list of boxes. */
interface Ends {
  readonly from: number;
  readonly to: number;
}

/**
 * Chooses arrows between neighbouring layers and those that hold the drawing together, and of the others the shortest ones.
 * @param most layers that all of them may cross together
 * @returns them in the order in which they were given: what a drawing looks like depends on it
 */
export function chooseLaidOut<A extends Arrow>(
  boxes: readonly { readonly id: string }[],
  arrows: readonly A[],
  most: number,
): ReadonlySet<A> {
  const places = new Map(boxes.map(({ id }, place) => [id, place]));
  const all = arrows.flatMap((arrow): readonly (Ends & { readonly arrow: A })[] => {
    const [from, to] = [places.get(arrow.from), places.get(arrow.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ arrow, from, to }];
  });
  const spans = findShorterSpans(boxes.length, all);
  const order = all.map((_, i) => i).sort((a, b) => spans[a] - spans[b]);
  const chosen = new Set<A>();
  const joins = buildJoins(boxes.length);
  let left = most;
  for (const i of order) {
    const { arrow, from, to } = all[i];
    left -= spans[i];
    if (joins(from, to) || spans[i] <= 1 || left >= 0) chosen.add(arrow);
  }
  return new Set(arrows.filter((arrow) => chosen.has(arrow)));
}

/** Whether an arrow connects what no arrow before it did. */
function buildJoins(count: number): (from: number, to: number) => boolean {
  const above = Int32Array.from({ length: count }, (_, box) => box);
  const topOf = (box: number): number => {
    let top = box;
    while (above[top] !== top) top = above[top] = above[above[top]];
    return top;
  };
  return (from, to) => {
    const [a, b] = [topOf(from), topOf(to)];
    above[b] = a;
    return a !== b;
  };
}

/** Layers that each arrow crosses, counted from the top or from the bottom, whichever has shorter arrows. */
function findShorterSpans(count: number, arrows: readonly Ends[]): readonly number[] {
  const down = findSpans(count, arrows);
  const up = findSpans(
    count,
    arrows.map(({ from, to }) => ({ from: to, to: from })),
  );
  const sum = (spans: readonly number[]): number => spans.reduce((total, span) => total + span, 0);
  return sum(up) < sum(down) ? up : down;
}

/** The same where each box is a layer below the lowest one that an arrow comes from, but for arrows that close a circle. */
function findSpans(count: number, arrows: readonly Ends[]): readonly number[] {
  const out = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of arrows) out[from].push(to);
  // Who is done after another one is above it, unless the arrow goes back to one that is not done yet.
  const doneAt = new Int32Array(count).fill(-1);
  const isMet = new Uint8Array(count);
  const done: number[] = [];
  for (let start = 0; start < count; start++) {
    if (isMet[start] === 1) continue;
    isMet[start] = 1;
    const way = [{ box: start, next: 0 }];
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      if (top.next < out[top.box].length) {
        const box = out[top.box][top.next++];
        if (isMet[box] === 1) continue;
        isMet[box] = 1;
        way.push({ box, next: 0 });
      } else {
        doneAt[top.box] = done.push(top.box) - 1;
        way.pop();
      }
    }
  }
  const layerOf = new Int32Array(count);
  for (const box of done.reverse())
    for (const below of out[box])
      if (doneAt[below] < doneAt[box]) layerOf[below] = Math.max(layerOf[below], layerOf[box] + 1);
  return arrows.map(({ from, to }) => Math.abs(layerOf[from] - layerOf[to]));
}
