// A tree of sizes and a rectangle -> rectangles, as a treemap or an icicle.

import { hierarchy, partition, treemap, treemapSquarify } from 'd3';
import type { MapNode } from './map-tree.js';

export type MapShape = 'treemap' | 'icicle';

export interface Tile {
  readonly node: MapNode;
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isGroup: boolean;
}

const HEAD = 23;
const SMALLEST = 6;
const MOST_TILES = 700;

interface Box {
  readonly data: MapNode;
  readonly depth: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly hasChildren: boolean;
}

function placeTreemap(root: MapNode, width: number, height: number, deepest: number): Box[] {
  const tree = hierarchy(root, (node) => node.children)
    .sum((node) => (node.children.length === 0 ? node.size : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const place = treemap<MapNode>()
    .tile(treemapSquarify.ratio(1.2))
    .size([width, height])
    .round(true)
    .paddingInner(2)
    .paddingOuter((node) => (node.depth === 0 ? 4 : 2))
    .paddingTop((node) => (node.depth === 0 ? 4 : HEAD));
  return place(tree)
    .descendants()
    .filter((box) => box.depth > 0 && box.depth <= deepest)
    .map((box) => ({
      data: box.data,
      depth: box.depth,
      x0: box.x0,
      y0: box.y0,
      x1: box.x1,
      y1: box.y1,
      hasChildren: (box.children?.length ?? 0) > 0 && box.depth < deepest,
    }));
}

function placeIcicle(root: MapNode, width: number, height: number): Box[] {
  const tree = hierarchy(root, (node) => node.children)
    .sum((node) => (node.children.length === 0 ? node.size : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const place = partition<MapNode>().size([height, width]).padding(1).round(true);
  const placed = place(tree);
  const levels = Math.min(4, placed.height + 1);
  const band = width / levels;
  return placed
    .descendants()
    .filter((box) => box.depth < levels)
    .map((box) => ({
      data: box.data,
      depth: box.depth,
      x0: box.depth * band,
      y0: box.x0,
      x1: (box.depth + 1) * band - 1,
      y1: box.x1,
      hasChildren: false,
    }));
}

/** Tiles that are too small to be seen are left out. */
export function layoutMap(root: MapNode, shape: MapShape, width: number, height: number): readonly Tile[] {
  const boxes = shape === 'treemap' ? placeTreemap(root, width, height, 3) : placeIcicle(root, width, height);
  return boxes
    .map((box) => ({
      node: box.data,
      depth: box.depth,
      x: box.x0,
      y: box.y0,
      width: box.x1 - box.x0,
      height: box.y1 - box.y0,
      isGroup: box.hasChildren,
    }))
    .filter((tile) => tile.width >= SMALLEST && tile.height >= (shape === 'icicle' ? 3 : SMALLEST))
    .slice(0, MOST_TILES);
}

/** The tile next to one in a direction, by the distance of their middles; the same if there is none. */
export function findNeighbour(tiles: readonly Tile[], from: Tile, key: string): Tile {
  const middle = (tile: Tile): readonly [number, number] => [
    tile.x + tile.width / 2,
    tile.y + tile.height / 2,
  ];
  const [x, y] = middle(from);
  let best = from;
  let least = Infinity;
  for (const tile of tiles) {
    if (tile === from || tile.isGroup !== from.isGroup) continue;
    const [tx, ty] = middle(tile);
    const along =
      key === 'ArrowRight' ? tx - x : key === 'ArrowLeft' ? x - tx : key === 'ArrowDown' ? ty - y : y - ty;
    const across = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(ty - y) : Math.abs(tx - x);
    if (along <= 1) continue;
    const distance = along + across * 2;
    if (distance < least) {
      least = distance;
      best = tile;
    }
  }
  return best;
}
