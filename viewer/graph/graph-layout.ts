// What is visible -> the words on it, the room that they take, and where everything goes.

import { type Layout, computeLayeredLayout } from '../../src/layout/layered-layout.js';
import { formatCount } from '../text/format.js';
import { plainClass, shortClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import type { GraphNode } from './graph-source.js';
import { buildMeasure } from './measure-text.js';
import { type PlacedPill, placePills } from './place-stubs.js';
import type { Stub, VisibleEdge, VisibleGraph } from './visible-graph.js';

const HEIGHT = 50;
const STUB_HEIGHT = 24;
export const measure: ReturnType<typeof buildMeasure> = buildMeasure();

export function edgeLabel(edge: Omit<VisibleEdge, 'isBack'>): string {
  const words: Readonly<Record<string, string>> = {
    context: 'variable ',
    internal: '',
    hidden: '',
    element: '',
    property: '',
  };
  const name = showName(edge.words ?? edge.label, 48);
  const shown = /^\d+$/.test(name) ? `[${name}]` : name;
  const prefix =
    edge.words !== null
      ? ''
      : (words[edge.kind] ?? (edge.kind === '' || edge.kind === 'weak' ? '' : `${showName(edge.kind, 20)} `));
  const folded = edge.folded > 0 ? `${shown === '' ? '' : '  '}${edge.folded} folded` : '';
  if (!edge.isRetaining) return `${/^\d*$/.test(shown) ? '' : `${shown}, `}weak, keeps nothing`;
  return `${prefix}${shown}${folded}`.trim();
}

export function nodeTitle(node: GraphNode): string {
  if (node.isRoot) {
    // The one that all others hang from has no name.
    if (node.name === null && node.className === '(synthetic)') return 'Root';
    const root = node.name ?? node.className;
    return `Root: ${showName(root.replace(/^\(|\)$/g, ''), 60)}`;
  }
  const name = node.name === null ? '' : `${showName(node.name, 80)} `;
  return `${name}${showName(node.className, 80)}${node.count > 1 ? `, ${formatCount(node.count)} of them` : ''}`;
}

/** ` \u00d7 1,200` of what stands for several. */
export function countText(node: GraphNode): string {
  return node.count > 1 ? ` \u00d7 ${formatCount(node.count)}` : '';
}

function boxWidth(node: GraphNode, longNames: boolean): number {
  if (node.isRoot) return Math.min(280, measure(nodeTitle(node), 'strong') + 44);
  if (!longNames && node.count > 1)
    return Math.max(
      200,
      Math.min(
        300,
        measure(
          `${node.name === null ? '' : `${showName(node.name, 40)} `}${nodeClass(node, false)}${countText(node)}`,
          'mono',
        ) + 50,
      ),
    );
  if (!longNames) return 200;
  return Math.max(200, Math.min(420, measure(nodeTitle(node), 'mono') + 50));
}

/** Its class in the words that a box has room for. */
export function nodeClass(node: GraphNode, longNames: boolean): string {
  return longNames ? node.className : (plainClass(node.className) ?? shortClass(node.className));
}

/** In the app what is only in the snapshot is at hand as well. */
export function stubText(stub: Stub, isUp: boolean, isLive: boolean): string {
  const count = stub.hidden + stub.outside;
  const what = `${isUp ? 'retainer' : 'reference'}${count === 1 ? '' : 's'}`;
  if (stub.hidden > 0 || isLive) return `${formatCount(count)} more ${what}`;
  return `${formatCount(stub.outside)} more in the snapshot`;
}

/** Names of properties are set as code. */
export function labelFont({ kind }: Pick<VisibleEdge, 'kind'>): 'code' | 'label' {
  return kind === 'property' || kind === 'element' ? 'code' : 'label';
}

/** Of a chosen edge, whose label is bold. */
export function labelWidthOf(edge: VisibleEdge): number {
  return Math.min(240, measure(edgeLabel(edge), labelFont(edge)) * 1.08 + 12);
}

const stubId = (node: string): string => `stub ${node}`;
/** Beyond this a drawing is laid out once: a second time takes as long. */
const MOST_TWICE = 120;

interface LayoutOptions {
  readonly longNames: boolean;
  readonly stubAtTop: boolean;
  readonly isLive: boolean;
}

/** `inLayers` are the boxes whose stub has a place in a layer, as a box has. */
function layoutWith(graph: VisibleGraph, options: LayoutOptions, inLayers: ReadonlySet<string>): Layout {
  const stubs = graph.stubs.filter(({ node }) => inLayers.has(node));
  const boxes = [
    ...graph.nodes.map((node) => ({
      id: node.id,
      width: boxWidth(node, options.longNames),
      height: node.isRoot ? 28 : HEIGHT,
    })),
    ...stubs.map((stub) => ({
      id: stubId(stub.node),
      width: stubWidth(stub, options),
      height: STUB_HEIGHT,
    })),
  ];
  const arrows = [
    ...graph.edges.map((edge) => ({
      id: edge.id,
      // The roots stay above, whatever leads back to them.
      from: edge.isBack ? edge.to : edge.from,
      to: edge.isBack ? edge.from : edge.to,
      labelWidth: labelRoom(edge),
      labelHeight: edgeLabel(edge) === '' ? 0 : 18,
      weight: !edge.isRetaining ? 1 : (edge.freed ?? 0) > 0 ? 6 : 2,
    })),
    ...stubs.map((stub) => {
      const id = stubId(stub.node);
      return {
        id,
        from: options.stubAtTop ? id : stub.node,
        to: options.stubAtTop ? stub.node : id,
        labelWidth: 0,
        labelHeight: 0,
        weight: 1,
      };
    }),
  ];
  return turnBack(
    computeLayeredLayout(boxes, arrows, { betweenBoxes: 30, betweenLayers: 34 }),
    graph.edges.filter((edge) => edge.isBack),
  );
}

function turnBack(layout: Layout, edges: readonly VisibleEdge[]): Layout {
  const arrows = new Map(layout.arrows);
  for (const { id } of edges) {
    const arrow = arrows.get(id);
    if (arrow !== undefined) arrows.set(id, { ...arrow, points: arrow.points.toReversed() });
  }
  return { ...layout, arrows };
}

function stubWidth(stub: Stub, options: LayoutOptions): number {
  const opens = stub.hidden > 0 || options.isLive;
  return measure(stubText(stub, options.stubAtTop, options.isLive), 'label') + (opens ? 38 : 28);
}

function labelRoom(edge: VisibleEdge): number {
  return Math.min(220, measure(edgeLabel(edge), labelFont(edge)) + 12);
}

/** Stubs go beside their boxes; only where there is no room do they have a layer of their own. */
export function layoutVisible(graph: VisibleGraph, options: LayoutOptions): Layout {
  const all = new Set(graph.stubs.map(({ node }) => node));
  const isLarge = graph.nodes.length > MOST_TWICE;
  const labels = new Map(graph.edges.map((edge) => [edge.id, edgeLabel(edge) === '' ? 0 : labelRoom(edge)]));
  let inLayers = isLarge ? all : new Set<string>();
  for (let round = 0; ; round++) {
    const layout = layoutWith(graph, options, inLayers);
    const pills = graph.stubs
      .filter(({ node }) => !inLayers.has(node))
      .map((stub) => ({ node: stub.node, width: stubWidth(stub, options), height: STUB_HEIGHT }));
    const { placed, failed } = placePills(layout, pills, labels, options.stubAtTop);
    if (failed.length === 0) return addPills(layout, placed);
    inLayers = round < 2 ? new Set([...inLayers, ...failed]) : all;
  }
}

function addPills(layout: Layout, placed: ReadonlyMap<string, PlacedPill>): Layout {
  const boxes = new Map(layout.boxes);
  const arrows = new Map(layout.arrows);
  let { width } = layout;
  for (const [node, { box, line }] of placed) {
    const id = stubId(node);
    boxes.set(id, { ...box, id });
    arrows.set(id, { id, points: line, label: { x: box.x + box.width / 2, y: box.y + box.height / 2 } });
    width = Math.max(width, box.x + box.width + 16);
  }
  return { ...layout, width, boxes, arrows };
}
