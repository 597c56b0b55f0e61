// The chosen tile in words and numbers, and what grew most inside it.

import { type Child, h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button, fact, size } from '../dom/parts.js';
import type { Page } from '../state/page.js';
import { formatCount, formatShare, formatHeap } from '../text/format.js';
import { ownerNames } from '../text/owner-kind.js';
import type { MapNode } from './map-tree.js';

const MOST = 7;

/** Of a node's growth, the least that a child must have to be told instead of it. */
const MOST_OF_IT = 0.3;

/** Where the growth is: as deep as most of it is in one place that has a name. */
function findGrown(root: MapNode): readonly MapNode[] {
  const found: MapNode[] = [];
  const stack: MapNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const { growth } = node;
    const known = node.children.filter((child) => child.growth !== null && child.growth !== 0);
    const isLarge = (child: MapNode): boolean =>
      Math.abs(child.growth ?? 0) >= Math.abs(growth ?? 0) * MOST_OF_IT;
    const isV8 = node.owner === 'v8';
    const isBelow =
      growth === null || known.some((child) => isLarge(child) && (isV8 || child.owner !== 'v8'));
    if (isBelow || node === root) stack.push(...known);
    else if (growth !== 0) found.push(node);
  }
  return found.sort((a, b) => Math.abs(b.growth ?? 0) - Math.abs(a.growth ?? 0)).slice(0, MOST);
}

function toneOf(growth: number): string {
  return growth > 0 ? 'grow-text' : 'shrink-text';
}

export function mapPanel(
  page: Page,
  node: MapNode,
  whole: MapNode,
  zoomTo: (node: MapNode) => void,
): readonly Child[] {
  const { report, excerpts } = page.data;
  const heap = formatHeap(report.snapshots.length);
  const suspect =
    report.kind === 'diff'
      ? report.suspects.rows.find(
          (row) =>
            row.growing.key === node.classKey ||
            row.also.some((other) => other.key === node.classKey) ||
            row.holder.id === node.objectId,
        )
      : undefined;
  const excerpt =
    node.objectId === null
      ? undefined
      : excerpts.find((candidate) => candidate.nodes.some((other) => other.id === node.objectId));
  const fingerprint = suspect?.fingerprint ?? excerpt?.fingerprint;
  const leaves = findGrown(node);
  const { classKey } = node;
  return [
    node === whole
      ? null
      : h('span', { class: `chip is-${node.owner}` }, glyph(node.owner), ownerNames[node.owner]),
    h(
      'h2',
      { class: 'panel-title' },
      h('bdi', { class: node === whole ? '' : 'mono' }, node === whole ? heap : node.name),
    ),
    node === whole ? null : h('p', { class: 'caption' }, node.what),
    h(
      'dl',
      { class: 'figures' },
      fact('Size', size(node.size)),
      node.growth === null
        ? null
        : fact(
            'Growth',
            h(
              'span',
              { class: node.growth === 0 ? '' : toneOf(node.growth) },
              size(node.growth, { signed: true }),
            ),
          ),
      fact(`Share of ${heap.charAt(0).toLowerCase()}${heap.slice(1)}`, formatShare(node.size, whole.size)),
      node === whole && node.objectId !== null ? null : fact('Objects', formatCount(node.count)),
    ),
    h(
      'div',
      { class: 'panel-buttons' },
      page.ask !== null && node.objectId !== null && node !== whole
        ? button('Graph', () => page.open('graph', { id: String(node.objectId) }), {
            icon: 'graph',
            class: 'button is-primary',
          })
        : fingerprint === undefined || node === whole
          ? null
          : button(
              'Graph',
              () =>
                page.open('graph', {
                  suspect: fingerprint,
                  node: node.objectId === null ? null : String(node.objectId),
                }),
              { icon: 'graph', class: 'button is-primary' },
            ),
      node.children.length === 0 || node === whole
        ? null
        : button('Zoom in', () => zoomTo(node), { key: '\u21b5' }),
      classKey === null
        ? null
        : button('Open class', () => page.open('classes', { open: classKey, filter: null, kind: null })),
    ),
    leaves.length === 0 ? null : h('h3', {}, 'What changed most'),
    h(
      'ul',
      { class: 'grew-list' },
      ...leaves.map((leaf) =>
        h(
          'li',
          {},
          glyph(leaf.owner),
          h(
            'button',
            {
              type: 'button',
              class: 'link-button',
              'data-focus': `grew ${leaf.key}`,
              click: () => page.set({ tile: leaf.key }),
            },
            h('bdi', {}, leaf.name),
          ),
          h('span', { class: toneOf(leaf.growth ?? 0) }, size(leaf.growth ?? 0, { signed: true })),
        ),
      ),
    ),
  ];
}
