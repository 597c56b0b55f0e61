// What is visible -> the words on it, the room that they take, and where everything goes.

import { type Layout, computeLayeredLayout } from '../../src/layout/layered-layout.js';
import { formatCount } from '../text/format.js';
import { plainClass, shortClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import type { GraphNode } from './graph-source.js';
import { buildMeasure } from './measure-text.js';
import type { Stub, VisibleEdge, VisibleGraph } from './visible-graph.js';

const HEIGHT = 50;
const STUB_HEIGHT = 24;
export const measure: ReturnType<typeof buildMeasure> = buildMeasure();

export function edgeLabel(edge: VisibleEdge): string {
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

/** Of a chosen edge, whose label is bold. */
export function labelWidthOf(edge: VisibleEdge): number {
  return Math.min(240, measure(edgeLabel(edge), 'label') * 1.08 + 12);
}

export function layoutVisible(
  graph: VisibleGraph,
  options: { readonly longNames: boolean; readonly stubAtTop: boolean; readonly isLive: boolean },
): Layout {
  const boxes = [
    ...graph.nodes.map((node) => ({
      id: node.id,
      width: boxWidth(node, options.longNames),
      height: node.isRoot ? 28 : HEIGHT,
    })),
    ...graph.stubs.map((stub) => ({
      id: `stub ${stub.node}`,
      width:
        measure(stubText(stub, options.stubAtTop, options.isLive), 'label') +
        (stub.hidden > 0 || options.isLive ? 38 : 28),
      height: STUB_HEIGHT,
    })),
  ];
  const arrows = [
    ...graph.edges.map((edge) => ({
      id: edge.id,
      from: edge.from,
      to: edge.to,
      labelWidth: Math.min(220, measure(edgeLabel(edge), 'label') + 12),
      labelHeight: edgeLabel(edge) === '' ? 0 : 18,
      weight: !edge.isRetaining ? 1 : (edge.freed ?? 0) > 0 ? 6 : 2,
    })),
    ...graph.stubs.map((stub) => {
      const id = `stub ${stub.node}`;
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
  return computeLayeredLayout(boxes, arrows, { betweenBoxes: 30, betweenLayers: 34 });
}
