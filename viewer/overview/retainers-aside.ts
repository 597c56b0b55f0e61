// Beside the paths of an object or a class -> in which ways all of them are held, what alone would free it, and who
// holds it directly, merged.

import type { PathStep, RetainerTreeNode, RetainersReport } from '../../src/report/model.js';
import { keptWays } from '../classes/kept-ways.js';
import { type Child, h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { heapName, place, size } from '../dom/parts.js';
import { formatCount } from '../text/format.js';
import { type OwnerKind, findOwnerKind } from '../text/owner-kind.js';
import { givenName, plainClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import { ownerOf } from './path-list.js';

const MOST = 10;

function waysCard(report: RetainersReport): HTMLElement | null {
  const { instances, paths, pathCounts } = report;
  if (instances === null || instances.count < 2) return null;
  const rows = paths.map((path, at) => ({ path, count: pathCounts[at] ?? 1 }));
  const detail = {
    key: instances.className,
    count: instances.count,
    median: 0,
    sizes: [],
    ways: { total: rows.length, rows },
  };
  const title = `How ${formatCount(instances.count)} ${showName(instances.className, 30)} are reached`;
  const ways = keptWays(detail, { level: 'h2', title });
  return ways === null ? null : h('section', { class: 'card aside-card' }, ways);
}

function stepRow(step: PathStep, names: ReadonlyMap<number, string>, owner: OwnerKind): HTMLElement {
  const name = givenName(names.get(step.id) ?? step.name);
  return h(
    'li',
    {},
    glyph(owner),
    h(
      'span',
      { class: 'object-name' },
      name === null ? null : h('b', {}, heapName(name, 40), ' '),
      plainClass(step.className) ?? heapName(step.className, 40),
      h('span', { class: 'mono caption' }, ` @${step.id}`),
    ),
    step.retainedSize === null ? null : size(step.retainedSize),
  );
}

/** What every way leads through: without any one of these it would go. */
function dominatorsCard({ dominators, paths, target, instances }: RetainersReport): HTMLElement | null {
  const names = new Map(paths.flat().flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
  const told = dominators.flatMap((step, at) =>
    step.id === target.id || step.className.startsWith('(') ? [] : [{ step, at }],
  );
  if (told.length === 0) return null;
  const rows = told
    .slice(-MOST)
    .map(({ step, at }) => stepRow(step, names, ownerOf(dominators, at, step.location)));
  const what = instances === null ? 'it' : `@${target.id}`;
  return h(
    'section',
    { class: 'card aside-card' },
    h('h2', {}, `Every way to ${what} leads through`),
    h(
      'p',
      { class: 'caption' },
      'Let go of any one of these, and it goes too. The last one keeps the least else.',
    ),
    h('ul', { class: 'object-list' }, ...rows),
  );
}

function wayText({ edge }: RetainerTreeNode): Child {
  if (edge === null || edge.name === '') return edge?.kind ?? '';
  const text = showName(edge.name, 40);
  return h('bdi', { class: 'mono' }, /^\d+$/.test(text) ? `[${text}]` : text);
}

function treeRow(node: RetainerTreeNode): HTMLElement {
  const name = givenName(node.name);
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'tree-row' },
      glyph(findOwnerKind(node.className, node.location)),
      h(
        'span',
        { class: 'object-name' },
        node.count > 1 ? h('b', {}, `${formatCount(node.count)} `) : null,
        name === null ? null : h('b', {}, heapName(name, 40), ' '),
        plainClass(node.className) ?? heapName(node.className, 40),
        h('span', { class: 'caption' }, ' by ', wayText(node)),
        node.location === null ? null : h('span', { class: 'caption' }, ' ', place(node.location)),
      ),
      node.holds > 1 ? h('span', { class: 'caption' }, `holds ${formatCount(node.holds)}`) : null,
    ),
    node.retainers.length === 0 && node.more === 0
      ? null
      : h(
          'ul',
          {},
          ...node.retainers.map(treeRow),
          node.more === 0 ? null : h('li', { class: 'caption' }, `${formatCount(node.more)} more`),
        ),
  );
}

/** Objects of one class that hold in the same way are one line. */
function treeCard({ tree }: RetainersReport): HTMLElement | null {
  if (tree.retainers.length === 0) return null;
  return h(
    'section',
    { class: 'card aside-card' },
    h('h2', {}, 'Who holds it, merged'),
    h('ul', { class: 'retainer-tree' }, ...tree.retainers.map(treeRow)),
    tree.more === 0 ? null : h('p', { class: 'caption' }, `${formatCount(tree.more)} more`),
  );
}

export function retainersAside(report: RetainersReport): HTMLElement {
  return h('div', {}, waysCard(report), dominatorsCard(report), treeCard(report));
}
