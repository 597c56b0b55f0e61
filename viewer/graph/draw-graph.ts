// What is visible -> SVG: boxes in layers, arrows from what holds to what is held, labels that never lie on a box.

import { curveBasis, line } from 'd3';
import type { Layout, PlacedArrow, PlacedBox, Point } from '../../src/layout/layered-layout.js';
import { type Attributes, type Child, svg } from '../dom/element.js';
import { glyphShape } from '../dom/glyph.js';
import { iconPath } from '../dom/icon.js';
import { formatCount, formatSize } from '../text/format.js';
import { showName } from '../text/show-name.js';
import type { Freed, Marks } from './cuts.js';
import type { GraphNode } from './graph-source.js';
import {
  countText,
  edgeLabel,
  labelFont,
  layoutVisible,
  measure,
  nodeClass,
  nodeTitle,
  stubText,
} from './graph-layout.js';
import { type FontName, fitText } from './measure-text.js';
import type { Stub, VisibleEdge, VisibleGraph } from './visible-graph.js';

export interface DrawState {
  readonly target: string;
  readonly node: string | null;
  readonly edge: string | null;
  readonly cuts: ReadonlySet<string>;
  readonly freed: Freed;
  readonly marks: Marks;
  readonly highlight: string;
  readonly longNames: boolean;
  readonly stubAtTop: boolean;
  readonly isLive: boolean;
}

export interface DrawHandlers {
  onNode(id: string): void;
  onEdge(id: string): void;
  onStub(stub: Stub): void;
}

export interface Drawing {
  readonly content: SVGGElement;
  readonly layout: Layout;
  readonly stubs: ReadonlyMap<string, Stub>;
}

/** A group that acts as a button. Its name is what is seen in it, with spaces between the parts. */
function svgButton(attributes: Attributes, ...children: Child[]): SVGGElement {
  return svg('g', { ...attributes, role: 'button' }, ...children.flatMap((child) => [child, ' ']));
}

function text(x: number, y: number, className: string, content: string): SVGTextElement {
  return svg('text', { x, y, class: className }, content);
}

/** Name in mono and class in sans beside each other, cut to what fits. */
function nameLine(node: GraphNode, width: number, longNames: boolean): SVGTextElement {
  const size =
    (font: FontName) =>
    (part: string): number =>
      measure(part, font);
  const name = node.name === null ? '' : fitText(showName(node.name, 80), width, size('mono'));
  const left = width - (name === '' ? 0 : measure(name, 'mono') + 6);
  const rest = countText(node);
  const className =
    left < 24
      ? ''
      : fitText(showName(nodeClass(node, longNames), 80) + rest, left, size(name === '' ? 'mono' : 'sans'));
  return svg(
    'text',
    { x: 30, y: 20, class: 'node-name' },
    name === '' ? null : svg('tspan', { class: 'node-strong' }, name),
    ' ',
    className === ''
      ? null
      : svg('tspan', { class: name === '' ? 'node-strong' : '', dx: name === '' ? 0 : 2 }, className),
  );
}

function drawNode(
  node: GraphNode,
  box: PlacedBox,
  state: DrawState,
  retainers: number,
  shade: number,
  handlers: DrawHandlers,
): SVGGElement {
  const wanted = state.highlight.toLowerCase();
  const isLit = wanted !== '' && `${node.className} ${node.name ?? ''}`.toLowerCase().includes(wanted);
  const classes = [
    'node',
    `is-${node.owner}`,
    node.isRoot ? 'is-root' : `shade-${shade}`,
    state.node === node.id ? 'is-selected' : '',
    state.freed.nodes.has(node.id) ? 'is-freed' : '',
    state.marks.fine.has(node.id) ? 'is-fine' : '',
    state.marks.stuck.has(node.id) ? 'is-stuck' : '',
    isLit || (state.node !== node.id && node.id === state.target) ? 'is-lit' : '',
  ];
  const keeps = node.retainedSize === null ? '' : `keeps ${formatSize(node.retainedSize)}`;
  const attributes = {
    class: classes.join(' '),
    transform: `translate(${box.x} ${box.y})`,
    tabindex: state.node === node.id ? 0 : -1,
    'aria-pressed': String(state.node === node.id),
    'data-node': node.id,
    'data-focus': `node ${node.id}`,
    click: () => handlers.onNode(node.id),
  };
  if (node.isRoot) {
    const title = fitText(nodeTitle(node), box.width - 36, (part) => measure(part, 'strong'));
    return svgButton(
      attributes,
      svg('rect', { class: 'node-box', width: box.width, height: box.height, rx: box.height / 2 }),
      svg('g', { class: 'glyph', transform: 'translate(12 8)' }, glyphShape('v8')),
      text(30, 18.5, 'node-name node-strong', title),
    );
  }
  const shallow = node.shallowSize === null ? '' : `  ${formatSize(node.shallowSize)}`;
  const isTight = measure(`@${node.objectId ?? ''}${shallow}${keeps}`, 'label') * 1.06 > box.width - 36;
  const pill = retainers > 0 ? `${formatCount(retainers)} in` : '';
  const pillWidth = measure(pill, 'label') + 12;
  const mark = state.marks.stuck.has(node.id)
    ? 'stuck'
    : state.marks.fine.has(node.id)
      ? 'expected'
      : node.isDetached
        ? 'detached'
        : '';
  return svgButton(
    attributes,
    svg('rect', { class: 'node-box', width: box.width, height: box.height, rx: 6 }),
    svg('path', {
      class: 'node-bar',
      d: `M4 0H4V${box.height}H4A4 4 0 0 1 0 ${box.height - 4}V4A4 4 0 0 1 4 0Z`,
    }),
    svg('g', { class: 'glyph', transform: 'translate(13 10)' }, glyphShape(node.owner)),
    nameLine(node, box.width - 42, state.longNames),
    svg(
      'text',
      { x: 13, y: 39, class: 'node-line' },
      node.objectId === null ? '' : svg('tspan', { class: 'mono' }, `@${node.objectId}`),
      isTight ? '' : shallow,
    ),
    keeps === ''
      ? null
      : svg(
          'text',
          { x: box.width - 10, y: 39, class: 'node-line is-end' },
          'keeps ',
          svg('tspan', { class: 'node-strong' }, formatSize(node.retainedSize ?? 0)),
        ),
    pill === ''
      ? null
      : svg(
          'g',
          { class: 'pill', transform: `translate(${box.width - pillWidth - 10} -8)` },
          svg('rect', { width: pillWidth, height: 16, rx: 8 }),
          text(6, 12, '', pill),
        ),
    mark === ''
      ? null
      : svg(
          'g',
          { class: `pill mark is-${mark}`, transform: 'translate(10 -8)' },
          svg('rect', { width: measure(mark, 'label') + 14, height: 16, rx: 8 }),
          text(7, 12, '', mark),
        ),
  );
}

/** A filled triangle whose tip is where the arrow ends. */
function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? { x: tip.x, y: tip.y - 1 };
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const x = (tip.x - before.x) / length;
  const y = (tip.y - before.y) / length;
  const back = { x: tip.x - x * 7, y: tip.y - y * 7 };
  return `M${tip.x} ${tip.y}L${back.x - y * 3.2} ${back.y + x * 3.2}L${back.x + y * 3.2} ${back.y - x * 3.2}Z`;
}

const curve = line<Point>()
  .x((point) => point.x)
  .y((point) => point.y)
  .curve(curveBasis);

function drawEdge(
  edge: VisibleEdge,
  arrow: PlacedArrow,
  state: DrawState,
  onWay: boolean,
  ends: readonly [from: string, to: string],
  handlers: DrawHandlers,
): SVGGElement {
  const isCut = state.cuts.has(edge.id);
  const isSuspect =
    state.marks.fine.size + state.marks.stuck.size > 0 &&
    edge.isRetaining &&
    !(state.marks.fine.has(edge.from) && state.marks.fine.has(edge.to)) &&
    !(state.marks.stuck.has(edge.from) && state.marks.stuck.has(edge.to));
  const classes = [
    'edge',
    edge.isRetaining ? '' : 'is-weak',
    onWay ? 'is-way' : '',
    state.edge === edge.id ? 'is-selected' : '',
    isCut ? 'is-cut' : '',
    isSuspect ? 'is-suspect' : '',
    state.freed.nodes.has(edge.from) ? 'is-freed' : '',
  ];
  const label = fitText(edgeLabel(edge), 208, (part) => measure(part, labelFont(edge)));
  const width = measure(label, labelFont(edge)) * (state.edge === edge.id ? 1.08 : 1) + 12;
  const path = curve([...arrow.points]) ?? '';
  return svgButton(
    {
      class: classes.join(' '),
      tabindex: -1,
      'aria-label': `${label === '' ? 'Reference' : label}, from ${ends[0]} to ${ends[1]}`,
      'aria-pressed': String(state.edge === edge.id),
      'data-edge': edge.id,
      'data-from': edge.from,
      'data-to': edge.to,
      'data-focus': `edge ${edge.id}`,
      click: () => handlers.onEdge(edge.id),
    },
    svg('path', { class: 'edge-hit', d: path }),
    svg('path', { class: 'edge-line', d: path }),
    svg('path', { class: 'edge-head', d: arrowHead(arrow.points) }),
    label === ''
      ? null
      : svg('rect', {
          class: 'edge-ground',
          x: arrow.label.x - width / 2,
          y: arrow.label.y - 9,
          width,
          height: 18,
          rx: 5,
        }),
    label === ''
      ? null
      : svg(
          'text',
          {
            class: labelFont(edge) === 'code' ? 'edge-label mono' : 'edge-label',
            x: arrow.label.x,
            y: arrow.label.y + 4,
          },
          label,
        ),
    isCut
      ? svg(
          'g',
          {
            class: 'edge-cut',
            transform: `translate(${arrow.label.x - width / 2 - 22} ${arrow.label.y - 8})`,
          },
          svg('circle', { cx: 8, cy: 8, r: 10 }),
          svg('path', { d: iconPath('scissors') }),
        )
      : null,
  );
}

function drawStub(
  stub: Stub,
  box: PlacedBox,
  state: DrawState,
  title: string,
  handlers: DrawHandlers,
): SVGGElement {
  const label = stubText(stub, state.stubAtTop, state.isLive);
  const opens = stub.hidden > 0 || state.isLive;
  return svgButton(
    {
      class: opens ? 'stub' : 'stub is-outside',
      transform: `translate(${box.x} ${box.y})`,
      tabindex: -1,
      'aria-label': `${label} of ${title}`,
      'data-stub': stub.node,
      'data-focus': `stub ${stub.node}`,
      click: () => handlers.onStub(stub),
    },
    svg('rect', { width: box.width, height: box.height, rx: box.height / 2 }),
    text(14, 16, '', label),
    opens ? svg('path', { class: 'stub-arrow', d: `M${box.width - 17} 10l4 4 4-4` }) : null,
  );
}

/** Edges on a way from a root to the selected node. */
function findWay(graph: VisibleGraph, node: string | null): ReadonlySet<string> {
  const way = new Set<string>();
  const seen = new Set<string>();
  const stack = node === null ? [] : [node];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const edge of graph.edges) {
      if (edge.to !== id || !edge.isRetaining) continue;
      way.add(edge.id);
      stack.push(edge.from);
    }
  }
  return way;
}

/** Steps to the target, for the shade: nearer is deeper. */
function findShades(graph: VisibleGraph, target: string): ReadonlyMap<string, number> {
  const shades = new Map([[target, 0]]);
  const queue = [target];
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at] ?? '';
    for (const edge of graph.edges) {
      const other = edge.to === id ? edge.from : edge.from === id ? edge.to : null;
      if (other === null || shades.has(other)) continue;
      shades.set(other, (shades.get(id) ?? 0) + 1);
      queue.push(other);
    }
  }
  return shades;
}

export function drawGraph(
  graph: VisibleGraph,
  state: DrawState,
  retainersOf: (id: string) => number,
  handlers: DrawHandlers,
): Drawing {
  const layout = layoutVisible(graph, state);
  const way = findWay(graph, state.node);
  const shades = findShades(graph, state.target);
  const titles = new Map(graph.nodes.map((node) => [node.id, nodeTitle(node)]));
  const edges: Child[] = graph.edges.map((edge) => {
    const arrow = layout.arrows.get(edge.id);
    const ends = [titles.get(edge.from) ?? '', titles.get(edge.to) ?? ''] as const;
    return arrow === undefined ? null : drawEdge(edge, arrow, state, way.has(edge.id), ends, handlers);
  });
  const nodes: Child[] = graph.nodes.map((node) => {
    const box = layout.boxes.get(node.id);
    return box === undefined
      ? null
      : drawNode(node, box, state, retainersOf(node.id), Math.min(3, shades.get(node.id) ?? 3), handlers);
  });
  const stubs: Child[] = graph.stubs.flatMap((stub) => {
    const id = `stub ${stub.node}`;
    const box = layout.boxes.get(id);
    const arrow = layout.arrows.get(id);
    if (box === undefined) return [];
    return [
      arrow === undefined ? null : svg('path', { class: 'stub-line', d: curve([...arrow.points]) ?? '' }),
      drawStub(stub, box, state, titles.get(stub.node) ?? '', handlers),
    ];
  });
  return {
    content: svg('g', { class: 'graph-content' }, ...stubs, ...edges, ...nodes),
    layout,
    stubs: new Map(graph.stubs.map((stub) => [stub.node, stub])),
  };
}
