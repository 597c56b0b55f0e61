// The selected object in words and numbers: what it is, what holds it, what it holds.

import type { PathStep, Suspect } from '../../src/report/model.js';
import { keptWays } from '../classes/kept-ways.js';
import { type Child, h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button, command, fact, heapName, place, size, quoteArgument } from '../dom/parts.js';
import { trend } from '../dom/trend.js';
import type { Page } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { ownerNames } from '../text/owner-kind.js';
import { showName } from '../text/show-name.js';
import { plainClass } from '../text/plain-words.js';
import type { GraphEdge, GraphNode, GraphSource } from './graph-source.js';
import { countRetainers, isCopy } from './store-copies.js';

const MOST = 8;

function edgeText(edge: GraphEdge): string {
  if (edge.name === '') return edge.kind;
  return /^\d+$/.test(edge.name) ? `[${edge.name}]` : showName(edge.name, 30);
}

function edgeList(
  source: GraphSource,
  edges: readonly GraphEdge[],
  end: 'from' | 'to',
  onEdge: (id: string) => void,
): HTMLElement {
  const rows = [...edges].sort((a, b) => (b.freed ?? 0) - (a.freed ?? 0)).slice(0, MOST);
  return h(
    'ul',
    { class: 'edge-list' },
    ...rows.map((edge) => {
      const other = source.nodes.get(edge[end]);
      const plain = other?.name === null ? plainClass(other.className) : null;
      const name = other === undefined ? '' : (other.name ?? other.className);
      return h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'link-button',
            'data-focus': `list ${edge.id}`,
            click: () => onEdge(edge.id),
          },
          edgeText(edge),
        ),
        h('span', { class: 'caption' }, ' ', plain ?? heapName(name, 30), edge.isRetaining ? null : ' weak'),
        h(
          'span',
          { class: 'edge-freed' },
          edge.freed === null || edge.freed === 0
            ? null
            : h('span', { title: 'freed if cut' }, size(edge.freed)),
        ),
      );
    }),
    edges.length > MOST
      ? h('li', { class: 'caption' }, `and ${formatCount(edges.length - MOST)} more`)
      : null,
  );
}

function entriesPart(node: GraphNode, suspect: Suspect | undefined): Child {
  if (
    suspect?.holder.sizes === undefined ||
    suspect.holder.sizes === null ||
    suspect.holder.id !== node.objectId
  )
    return null;
  const { sizes } = suspect.holder;
  return h(
    'section',
    {},
    h(
      'h3',
      { class: 'split' },
      'Entries',
      h(
        'span',
        { class: 'caption' },
        sizes.length <= 4
          ? sizes.map(formatCount).join(' \u2192 ')
          : `${formatCount(sizes[0] ?? 0)} \u2192 ${formatCount(sizes.at(-1) ?? 0)}`,
      ),
    ),
    trend(sizes, {
      width: 280,
      height: 48,
      tone: suspect.rank === 1 ? 'is-grow' : 'is-warm',
      label: `Entries: ${sizes.map(formatCount).join(', ')}`,
    }),
  );
}

export interface PanelActions {
  readonly onEdge: (id: string) => void;
  /** A way in which the objects are reached has the pointer or the focus; null when it leaves. */
  readonly onWay: (path: readonly PathStep[] | null) => void;
}

/** In which ways the objects of a suspect are reached: told with its holder and with one of them. */
function waysPart(
  page: Page,
  node: GraphNode,
  suspect: Suspect | undefined,
  onWay: PanelActions['onWay'],
): Child {
  if (suspect === undefined) return null;
  const isOne = suspect.growing.className === node.className;
  const detail = page.data.classDetails.find(({ key }) => key === suspect.growing.key);
  if (detail === undefined || (!isOne && suspect.holder.id !== node.objectId)) return null;
  const title = `How ${formatCount(detail.count)} ${showName(suspect.growing.className, 24)} are reached`;
  return keptWays(detail, { level: 'h3', title, onWay });
}

/** What a program has a name for: not V8's own, and not what every object refers to. */
function isNamed(source: GraphSource, edge: GraphEdge): boolean {
  return edge.name !== '__proto__' && source.nodes.get(edge.to)?.owner !== 'v8';
}

export function graphPanel(
  page: Page,
  source: GraphSource,
  node: GraphNode,
  suspect: Suspect | undefined,
  isFolded: boolean,
  { onEdge, onWay }: PanelActions,
  live: readonly Child[] | null,
): readonly Child[] {
  const into = (source.into.get(node.id) ?? []).filter((edge) => !isFolded || !isCopy(source, edge));
  const outOf = (source.outOf.get(node.id) ?? []).filter((edge) => !isFolded || isNamed(source, edge));
  const file = page.data.report.snapshots.at(-1)?.path ?? 'FILE';
  const key = suspect?.growing.className === node.className ? suspect.growing.key : null;
  return [
    h('span', { class: `chip is-${node.owner}` }, glyph(node.owner), ownerNames[node.owner]),
    h('h2', { class: 'panel-title' }, heapName(node.name ?? node.className, 200)),
    h(
      'p',
      { class: 'caption' },
      node.name === null ? null : heapName(node.className, 80),
      node.objectId === null ? null : h('span', { class: 'mono' }, ` @${node.objectId}`),
      node.location === null
        ? null
        : [', at ', place(node.location, true)].reduce<HTMLElement>(
            (parent, child) => (parent.append(child), parent),
            h('span', {}),
          ),
    ),
    h(
      'dl',
      { class: 'figures' },
      fact('Retained', node.retainedSize === null ? 'not known' : size(node.retainedSize)),
      fact('Shallow', node.shallowSize === null ? 'not known' : size(node.shallowSize)),
      fact('Distance', node.distance ?? 'not known'),
      fact(
        node.count > 1 ? 'Objects like it' : 'Retainers',
        formatCount(node.count > 1 ? node.count : countRetainers(source, node.id, isFolded)),
      ),
    ),
    entriesPart(node, suspect),
    waysPart(page, node, suspect, onWay),
    ...(live ?? []),
    live !== null || into.length === 0
      ? null
      : h(
          'section',
          {},
          h('h3', { class: 'split' }, 'Held by', h('span', { class: 'caption' }, formatCount(into.length))),
          edgeList(source, into, 'from', onEdge),
        ),
    live !== null || outOf.length === 0
      ? null
      : h(
          'section',
          {},
          h(
            'h3',
            { class: 'split' },
            'Holds, of what is here',
            h('span', { class: 'caption' }, formatCount(outOf.length)),
          ),
          edgeList(source, outOf, 'to', onEdge),
        ),
    h(
      'div',
      { class: 'panel-foot' },
      live === null || node.id === source.target
        ? null
        : button('Draw what holds it', () => page.open('graph', { id: node.id }), { id: 'start here' }),
      live === null
        ? null
        : button(
            source.direction === 'refs' && node.id === source.target
              ? 'Draw what holds it'
              : 'Draw what it holds',
            () =>
              page.open('graph', {
                id: node.id,
                dir: source.direction === 'refs' && node.id === source.target ? null : 'refs',
              }),
            { id: 'other direction' },
          ),
      node.objectId === null
        ? null
        : command(`heapdiff retainers ${quoteArgument(file)} --id ${node.objectId}`, (text) =>
            page.copy(text, 'Command'),
          ),
      key === null
        ? null
        : button('Open its class', () => page.open('classes', { open: key, filter: null, kind: null })),
    ),
  ];
}
