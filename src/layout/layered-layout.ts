// SPDX-License-Identifier: MIT
// Boxes and arrows -> coordinates in layers, arrows pointing down (dagre). O(boxes x arrows) in the worst case,
// so for drawings of some hundred boxes.

import { chooseLaidOut } from './long-arrows.js';
import { type EdgeLabel, Graph, type GraphLabel, type NodeLabel, layout } from '@dagrejs/dagre';

export interface LayoutBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface LayoutArrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Room for a label; 0 = none. */
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** Arrows of more weight are drawn shorter and straighter. */
  readonly weight: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedBox extends LayoutBox {
  /** Left and top. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedArrow {
  readonly id: string;
  /** From the border of one box to that of the other. */
  readonly points: readonly Point[];
  /** Middle of the label. */
  readonly label: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, PlacedBox>;
  readonly arrows: ReadonlyMap<string, PlacedArrow>;
}

/** dagre's shortest arrows take a time that grows with the square of the boxes; above so many, trees are only tight. */
const SHORTEST_ARROWS = 150;

/** Layers that all arrows may cross together; those that are too long are bows over the boxes. */
const MOST_CROSSED = 1500;

/** How far a bow goes to the side. */
const BOW = 0.15;

export interface LayoutSpacing {
  readonly betweenBoxes: number;
  readonly betweenLayers: number;
}

export function computeLayeredLayout(
  boxes: readonly LayoutBox[],
  arrows: readonly LayoutArrow[],
  spacing: LayoutSpacing = { betweenBoxes: 30, betweenLayers: 50 },
): Layout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true, compound: false });
  graph.setGraph({
    rankdir: 'TB',
    nodesep: spacing.betweenBoxes,
    ranksep: spacing.betweenLayers,
    edgesep: 16,
    ranker: boxes.length > SHORTEST_ARROWS ? 'tight-tree' : 'network-simplex',
    marginx: 16,
    marginy: 16,
  });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  const laidOut = chooseLaidOut(boxes, arrows, MOST_CROSSED);
  for (const arrow of laidOut) {
    const label = { width: arrow.labelWidth, height: arrow.labelHeight, labelpos: 'c' as const };
    graph.setEdge(arrow.from, arrow.to, { ...label, weight: arrow.weight, minlen: 1 }, arrow.id);
  }
  layout(graph);
  const bows = arrows.filter((arrow) => !laidOut.has(arrow));
  return addBows(readLayout(graph, boxes), bows);
}

interface DagrePlace {
  readonly x?: number;
  readonly y?: number;
  readonly points?: readonly Point[];
}

function readLayout(graph: Graph<GraphLabel, NodeLabel, EdgeLabel>, boxes: readonly LayoutBox[]): Layout {
  const placed = new Map<string, PlacedBox>();
  for (const box of boxes) {
    const { x = 0, y = 0 } = graph.node(box.id) as DagrePlace;
    placed.set(box.id, { ...box, x: x - box.width / 2, y: y - box.height / 2 });
  }
  const arrows = new Map<string, PlacedArrow>();
  for (const edge of graph.edges()) {
    const { x, y, points = [] } = graph.edge(edge) as DagrePlace;
    const id = edge.name ?? '';
    const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
    const label = { x: x ?? middle.x, y: y ?? middle.y };
    arrows.set(id, { id, points: points.map((point) => ({ x: point.x, y: point.y })), label });
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width: Math.max(width, 0), height: Math.max(height, 0), boxes: placed, arrows };
}

/** Arrows between boxes that have their places. */
function addBows(layout: Layout, bows: readonly LayoutArrow[]): Layout {
  const arrows = new Map(layout.arrows);
  let { width, height } = layout;
  for (const { id, from, to, labelWidth, labelHeight } of bows) {
    const [start, end] = [layout.boxes.get(from), layout.boxes.get(to)];
    if (start === undefined || end === undefined || start === end) continue;
    const [a, b] = [middleOf(start), middleOf(end)];
    // To the right, and of a level one down, so that nothing comes to lie outside on the left or above.
    const corner = {
      x: (a.x + b.x) / 2 + BOW * Math.abs(b.y - a.y),
      y: (a.y + b.y) / 2 + (a.y === b.y ? BOW * Math.abs(b.x - a.x) : 0),
    };
    const label = { x: (a.x + b.x) / 4 + corner.x / 2, y: (a.y + b.y) / 4 + corner.y / 2 };
    arrows.set(id, { id, points: [borderOf(start, corner), corner, borderOf(end, corner)], label });
    width = Math.max(width, label.x + labelWidth / 2);
    height = Math.max(height, label.y + labelHeight / 2);
  }
  return { ...layout, width, height, arrows };
}

function middleOf({ x, y, width, height }: PlacedBox): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the way from a box to somewhere leaves it. */
function borderOf(box: PlacedBox, towards: Point): Point {
  const { x, y } = middleOf(box);
  const [dx, dy] = [towards.x - x, towards.y - y];
  const share = Math.min(1, box.width / 2 / Math.abs(dx), box.height / 2 / Math.abs(dy));
  return { x: x + dx * share, y: y + dy * share };
}
