// SPDX-License-Identifier: MIT
// Excerpt report -> a picture, laid out in layers, without a browser. Holders are above what they hold.

import {
  type LayoutArrow,
  type LayoutBox,
  type Point,
  computeLayeredLayout,
} from '../layout/layered-layout.js';
import type { ExcerptReport } from '../report/model.js';
import { escapeXml } from './escape-xml.js';
import {
  type DrawingOptions,
  edgeTitle,
  moreTitle,
  nodeFill,
  nodeInfo,
  nodeTitle,
} from './excerpt-labels.js';
import { measureWidth } from './text-width.js';

const CHARACTER = 7;
const LINE = 16;
const PADDING = 8;
/** From the middle of a line of text to its foot. */
const BASELINE = 4;
/** Labels lie on their arrows. */
const HALO = 'stroke="#fff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"';

interface Drawn {
  readonly box: LayoutBox;
  readonly lines: readonly string[];
  readonly fill: string;
  readonly isStub: boolean;
}

/** Draws an excerpt in layers, without a browser. O(nodes + edges) and the layout. */
export function renderSvg(report: ExcerptReport, options: DrawingOptions = {}): string {
  const drawn = buildBoxes(report, options);
  const arrows = buildArrows(report);
  const labels = new Map(arrows.map(({ arrow, label }) => [arrow.id, label]));
  const layout = computeLayeredLayout(
    drawn.map(({ box }) => box),
    arrows.map(({ arrow }) => arrow),
  );
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
  ];
  for (const arrow of layout.arrows.values()) {
    const label = labels.get(arrow.id);
    const dash = label?.isSolid === true ? '' : ' stroke-dasharray="4 3"';
    parts.push(
      `<path d="${pathOf(arrow.points)}" fill="none" stroke="#555" marker-end="url(#arrow)"${dash}/>`,
    );
    if (label !== undefined && label.text !== '') {
      parts.push(
        `<text x="${round(arrow.label.x)}" y="${round(arrow.label.y + BASELINE)}" text-anchor="middle" fill="#333" ${HALO}>${escapeXml(label.text)}</text>`,
      );
    }
  }
  for (const { box, lines, fill, isStub } of drawn) {
    const place = layout.boxes.get(box.id);
    if (place === undefined) continue;
    if (!isStub) {
      parts.push(
        `<rect x="${round(place.x)}" y="${round(place.y)}" width="${box.width}" height="${box.height}" rx="4" fill="${fill}" stroke="#555"/>`,
      );
    }
    lines.forEach((line, index) => {
      const y = place.y + PADDING + LINE * (index + 0.75);
      const style = isStub ? ' fill="#b3261e"' : index === 0 ? ' font-weight="bold"' : ' fill="#555"';
      parts.push(
        `<text x="${round(place.x + box.width / 2)}" y="${round(y)}" text-anchor="middle"${style}>${escapeXml(line)}</text>`,
      );
    });
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

function buildBoxes(report: ExcerptReport, options: DrawingOptions): readonly Drawn[] {
  return report.nodes.flatMap((node): Drawn[] => {
    const lines = [nodeTitle(node, options), ...nodeInfo(node, options)];
    const drawn: Drawn = {
      box: boxOf(`n${node.id}`, lines),
      lines,
      fill: nodeFill(node, report, options),
      isStub: false,
    };
    if (node.more === 0) return [drawn];
    const stub = [moreTitle(node, report)];
    return [drawn, { box: boxOf(`m${node.id}`, stub), lines: stub, fill: 'none', isStub: true }];
  });
}

function boxOf(id: string, lines: readonly string[]): LayoutBox {
  const widest = Math.max(...lines.map((line) => measureWidth(line)));
  return { id, width: widest * CHARACTER + 2 * PADDING, height: lines.length * LINE + 2 * PADDING };
}

interface DrawnArrow {
  readonly arrow: LayoutArrow;
  readonly label: { readonly text: string; readonly isSolid: boolean };
}

function buildArrows(report: ExcerptReport): readonly DrawnArrow[] {
  const build = (id: string, from: string, to: string, text: string, isSolid: boolean): DrawnArrow => ({
    arrow: {
      id,
      from,
      to,
      labelWidth: measureWidth(text) * CHARACTER,
      labelHeight: text === '' ? 0 : LINE,
      weight: isSolid ? 2 : 1,
    },
    label: { text, isSolid },
  });
  const edges = report.edges.map((edge, index) =>
    build(`e${index}`, `n${edge.from}`, `n${edge.to}`, edgeTitle(edge), edge.retaining),
  );
  const stubs = report.nodes
    .filter(({ more }) => more > 0)
    .map(({ id }) =>
      report.direction === 'backrefs'
        ? build(`s${id}`, `m${id}`, `n${id}`, '', false)
        : build(`s${id}`, `n${id}`, `m${id}`, '', false),
    );
  return [...edges, ...stubs];
}

/** Straight at both ends, rounded at each corner between. */
function pathOf(points: readonly Point[]): string {
  const place = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
  const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const turns = points.slice(1, -1).map((corner, index, corners) => {
    const next = index + 1 < corners.length ? corners[index + 1] : points[points.length - 1];
    return `Q${place(corner)} ${place(middle(corner, next))}`;
  });
  const [first] = points;
  const last = points[points.length - 1];
  return points.length === 0 ? '' : `M${place(first)}${turns.join('')}L${place(last)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
