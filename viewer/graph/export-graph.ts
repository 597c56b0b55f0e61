// The drawn graph -> text, JSON, DOT, SVG or PNG, to copy or to keep.

import { svg } from '../dom/element.js';
import { formatSize } from '../text/format.js';
import { showName } from '../text/show-name.js';
import { edgeLabel, nodeTitle } from './graph-layout.js';
import type { Layout } from '../../src/layout/layered-layout.js';
import type { VisibleGraph } from './visible-graph.js';

function quoteDot(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[\r\n]/g, ' ')}"`;
}

export function renderDot(graph: VisibleGraph): string {
  const nodes = graph.nodes.map((node) => {
    const keeps = node.retainedSize === null ? '' : `\\nkeeps ${formatSize(node.retainedSize)}`;
    const id = node.objectId === null ? '' : ` @${node.objectId}`;
    return `  ${quoteDot(node.id)} [label=${quoteDot(nodeTitle(node) + id).slice(0, -1)}${keeps}"];`;
  });
  const edges = graph.edges.map((edge) => {
    const style = edge.isRetaining ? '' : ', style=dotted';
    return `  ${quoteDot(edge.from)} -> ${quoteDot(edge.to)} [label=${quoteDot(edgeLabel(edge))}${style}];`;
  });
  return ['digraph heap {', '  node [shape=box, fontname="sans-serif"];', ...nodes, ...edges, '}', ''].join(
    '\n',
  );
}

export function renderGraphJson(graph: VisibleGraph): string {
  const nodes = graph.nodes.map(({ objectId, className, name, shallowSize, retainedSize, location }) => ({
    id: objectId,
    className,
    name,
    shallowSize,
    retainedSize,
    location,
  }));
  const edges = graph.edges.map(({ from, to, kind, name, isRetaining, freed, folded }) => ({
    from: Number(from),
    to: Number(to),
    kind,
    name,
    retaining: isRetaining,
    freedIfCut: freed,
    folded,
  }));
  return JSON.stringify({ nodes, edges }, null, 2);
}

export function renderGraphText(graph: VisibleGraph): string {
  const names = new Map(
    graph.nodes.map((node) => [
      node.id,
      `${nodeTitle(node)}${node.objectId === null ? '' : ` @${node.objectId}`}`,
    ]),
  );
  return graph.edges
    .map(
      (edge) =>
        `${names.get(edge.from) ?? ''} --${showName(edgeLabel(edge), 80)}--> ${names.get(edge.to) ?? ''}`,
    )
    .join('\n');
}

const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** A copy that looks the same without this page's style: every colour and font is written on the element. */
export function renderSvg(content: SVGGElement, layout: Layout, background: string): string {
  const copy = content.cloneNode(true) as SVGGElement;
  const originals = content.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, at) => {
    const original = originals[at];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of kept) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== 'none' && value !== 'normal') element.setAttribute(name, value);
      else if (name === 'fill' || name === 'stroke')
        element.setAttribute(name, value === '' ? 'none' : value);
    }
    for (const name of [
      'class',
      'tabindex',
      'role',
      'aria-label',
      'aria-hidden',
      'aria-pressed',
      'data-node',
      'data-edge',
      'data-from',
      'data-to',
      'data-stub',
      'data-focus',
    ])
      element.removeAttribute(name);
  });
  copy.removeAttribute('class');
  const width = Math.ceil(layout.width) + 20;
  const height = Math.ceil(layout.height) + 20;
  copy.setAttribute('transform', 'translate(10 10)');
  const root = svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    svg('rect', { width, height, fill: background }),
    copy,
  );
  return new XMLSerializer().serializeToString(root);
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveText(text: string, name: string, type: string): void {
  saveBlob(new Blob([text], { type }), name);
}

export async function savePng(svgText: string, layout: Layout, name: string): Promise<boolean> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svgText], { type: 'image/svg+xml' }));
  const isLoaded = await new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = url;
  });
  URL.revokeObjectURL(url);
  if (!isLoaded) return false;
  const scale = Math.min(2, 8000 / Math.max(layout.width, layout.height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((layout.width + 20) * scale);
  canvas.height = Math.ceil((layout.height + 20) * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return false;
  saveBlob(blob, name);
  return true;
}
