// An excerpt -> what refers to its object directly, or what that refers to, with what each reference frees if cut.

import type { ExcerptReport } from '../../src/report/model.js';
import { h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button, heapName, place, size } from '../dom/parts.js';
import { fromExcerpt } from '../graph/excerpt-source.js';
import { edgeLabel } from '../graph/graph-layout.js';
import type { GraphEdge, GraphNode } from '../graph/graph-source.js';
import type { Page } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { plainClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';

const MOST = 20;

function rowOf(page: Page, edge: GraphEdge, other: GraphNode): HTMLElement {
  const label = edgeLabel({ ...edge, label: edge.name });
  const plain = plainClass(other.className);
  return h(
    'li',
    {},
    glyph(other.owner),
    h(
      'span',
      { class: 'object-name' },
      h(
        'button',
        {
          type: 'button',
          class: 'link-button',
          click: () => page.open('graph', { node: null, edge: edge.id }),
        },
        showName(label === '' ? edge.kind : label, 60),
      ),
      ' ',
      other.name === null ? null : h('b', {}, heapName(other.name, 50), ' '),
      heapName(other.className, 50),
      plain === null ? null : h('span', { class: 'caption' }, `, ${plain}`),
      h('span', { class: 'mono caption' }, ` @${other.id}`),
      other.location === null ? null : h('span', { class: 'caption' }, ' ', place(other.location)),
    ),
    edge.isRetaining
      ? edge.freed === null || edge.freed === 0
        ? h('span', { class: 'caption' }, 'keeps ', size(other.retainedSize ?? 0))
        : h('span', { class: 'caption' }, 'cut: frees ', size(edge.freed))
      : h('span', { class: 'caption' }, 'weak, keeps nothing'),
  );
}

export function neighbourCard(page: Page, report: ExcerptReport, withButton: boolean): HTMLElement {
  const isUp = report.direction === 'backrefs';
  const source = fromExcerpt(report.target.id, report.nodes, report.edges, report.direction);
  const edges = [...((isUp ? source.into : source.outOf).get(source.target) ?? [])].sort(
    (a, b) => Number(b.isRetaining) - Number(a.isRetaining) || (b.freed ?? 0) - (a.freed ?? 0),
  );
  const rest = edges.length - MOST + (source.nodes.get(source.target)?.more ?? 0);
  return h(
    'section',
    { class: 'card' },
    h(
      'header',
      { class: 'section-head' },
      h('h2', {}, isUp ? 'Held directly by' : 'Refers directly to'),
      withButton
        ? button('Open the graph', () => page.open('graph'), {
            icon: 'graph',
            key: 'G',
            class: 'button is-primary',
          })
        : null,
    ),
    edges.length === 0
      ? h('p', { class: 'caption' }, isUp ? 'Nothing that was found.' : 'No other object.')
      : h(
          'ul',
          { class: 'object-list' },
          ...edges.slice(0, MOST).flatMap((edge) => {
            const other = source.nodes.get(isUp ? edge.from : edge.to);
            return other === undefined ? [] : [rowOf(page, edge, other)];
          }),
        ),
    h(
      'footer',
      { class: 'caption' },
      `${rest > 0 ? `${formatCount(rest)} more. ` : ''}${formatCount(report.nodes.length)} objects and ${formatCount(report.edges.length)} references are in the excerpt${page.data.excerpts.length > 0 ? '; the graph goes on from there' : ''}.`,
    ),
  );
}
