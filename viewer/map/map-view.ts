// The whole heap as tiles: who keeps the memory, and where it grew.

import { h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { button, choice, size } from '../dom/parts.js';
import type { Page, View } from '../state/page.js';
import { formatSize, formatSizeChange, formatHeap } from '../text/format.js';
import { type MapShape, type Tile, findNeighbour, layoutMap } from './map-layout.js';
import { mapPanel } from './map-panel.js';
import {
  type Heat,
  type MapMode,
  type MapNode,
  buildMapTree,
  findHeat,
  findHeatSources,
  findTrail,
} from './map-tree.js';

function tileLabel(tile: Tile): string {
  const growth = tile.node.growth === null ? '' : `, ${formatSizeChange(tile.node.growth)}`;
  return `${tile.node.name}, ${formatSize(tile.node.size)}${growth}`;
}

/** What tells tiles apart comes first: there may be no room for more. */
function tileName(name: string): string {
  return name.replace(/^Detached (.+)$/, '$1, detached');
}

/** A label shows only if six letters of it or all of it fit. */
function fits(tile: Tile, width: number): boolean {
  return width >= Math.min(tile.node.name.length, 6) * 7.2 + 14;
}

/** Numbers are shown whole or not at all. */
function fitsNumber(tile: Tile, text: string): boolean {
  return tile.width >= text.length * 6.6 + 14;
}

export function mapView(page: Page): View {
  const canWeigh = page.data.dominated !== null;
  const hasClasses = page.data.report.kind === 'diff' || page.data.report.kind === 'summary';
  const isDiff = page.data.report.kind === 'diff';
  const trees = new Map<MapMode, MapNode>();
  let tiles: readonly Tile[] = [];
  let drawnSize = '';
  let heatSources: ReadonlyMap<MapNode, Heat> = new Map();

  const trailLine = h('nav', { class: 'trail', 'aria-label': 'Zoomed to' });
  const controls = h('div', { class: 'map-controls' });
  const canvas = h('div', { class: 'map-canvas', role: 'group', 'aria-label': 'Map' });
  const panel = h('aside', { class: 'card map-panel', 'aria-label': 'Chosen tile' });
  const element = h(
    'div',
    { class: 'map' },
    h('h1', { class: 'off-screen' }, 'Map'),
    h('div', { class: 'toolbar' }, trailLine, controls),
    h('div', { class: 'map-body' }, h('div', { class: 'card map-card' }, canvas), panel),
  );
  const observer = new ResizeObserver(() => {
    if (`${canvas.clientWidth}x${canvas.clientHeight}` !== drawnSize) draw();
  });
  observer.observe(canvas);

  const mode = (): MapMode => (canWeigh && (page.get('map') === 'tree' || !hasClasses) ? 'tree' : 'owner');
  const knowsGrowth = (): boolean => isDiff && tree().children.some((node) => node.growth !== null);
  const shape = (): MapShape => (page.get('shape') === 'icicle' ? 'icicle' : 'treemap');
  const colour = (): 'growth' | 'kind' =>
    page.get('colour') === 'kind' || !knowsGrowth() ? 'kind' : 'growth';

  function tree(): MapNode {
    const known = trees.get(mode());
    if (known !== undefined) return known;
    const built = buildMapTree(page.data, mode());
    trees.set(mode(), built);
    return built;
  }

  function zoomTo(node: MapNode): void {
    if (node.children.length === 0) return;
    page.set({ zoom: node.key === 'root' ? null : node.key, tile: null });
  }

  function zoomOut(): void {
    const trail = findTrail(tree(), page.get('zoom'));
    const parent = trail.at(-2);
    if (parent !== undefined)
      page.set({ zoom: parent.key === 'root' ? null : parent.key, tile: trail.at(-1)?.key ?? null });
  }

  function toneOf(node: MapNode, whole: number): string {
    if (colour() === 'kind') return `kind-${node.owner}`;
    const heat = findHeat(heatSources.get(node) ?? node, whole);
    return heat < 0 ? `heat-m${-heat}` : `heat-${heat}`;
  }

  function buildTile(tile: Tile, whole: number, chosen: string | null): HTMLElement {
    const { node } = tile;
    const isHead = tile.isGroup;
    const hasName = fits(tile, tile.width) && tile.height >= 20;
    const lines = hasName && !isHead ? Math.floor((tile.height - 10) / 15.5) : 0;
    const growth = node.growth === null || node.growth === 0 ? null : size(node.growth, { signed: true });
    const element = h(
      'button',
      {
        type: 'button',
        class: `tile ${toneOf(node, whole)}${isHead ? ' is-group' : ''}${hasName ? '' : ' is-bare'}${chosen === node.key ? ' is-chosen' : ''}`,
        'aria-label': hasName ? null : tileLabel(tile),
        'aria-pressed': String(chosen === node.key),
        title: tileLabel(tile),
        'data-focus': `tile ${node.key}`,
        click: () => page.set({ tile: node.key }),
        dblclick: () => zoomTo(node),
      },
      ...(isHead && hasName
        ? [
            h(
              'span',
              { class: 'tile-head' },
              glyph(node.owner),
              h('b', {}, node.name),
              ' ',
              tile.width > 210
                ? h(
                    'span',
                    { class: 'tile-numbers' },
                    size(node.size),
                    growth === null ? null : h('b', {}, ' ', growth),
                  )
                : null,
            ),
          ]
        : []),
      ...(hasName && !isHead
        ? [
            h('b', { class: 'tile-name' }, tileName(node.name)),
            ' ',
            lines >= 2 && fitsNumber(tile, formatSize(node.size)) ? size(node.size) : null,
            ' ',
            lines >= 3 && growth !== null && fitsNumber(tile, formatSizeChange(node.growth ?? 0))
              ? h('b', { class: 'tile-growth' }, growth)
              : null,
          ]
        : []),
    );
    element.style.setProperty('left', `${tile.x}px`);
    element.style.setProperty('top', `${tile.y}px`);
    element.style.setProperty('width', `${tile.width}px`);
    element.style.setProperty('height', `${tile.height}px`);
    return element;
  }

  function draw(): void {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    drawnSize = `${width}x${height}`;
    if (width < 10 || height < 10) return;
    const trail = findTrail(tree(), page.get('zoom'));
    const root = trail.at(-1) ?? tree();
    tiles = layoutMap(root, shape(), width, height);
    const whole = tree().size;
    heatSources = findHeatSources(tree());
    const chosen = page.get('tile');
    canvas.classList.toggle('is-icicle', shape() === 'icicle');
    replaceChildren(canvas, ...tiles.map((tile) => buildTile(tile, whole, chosen)));
    const node = tiles.find((tile) => tile.node.key === chosen)?.node ?? root;
    replaceChildren(panel, ...mapPanel(page, node, tree(), zoomTo));
  }

  function drawControls(): void {
    const trail = findTrail(tree(), page.get('zoom'));
    const heap = formatHeap(page.data.report.snapshots.length);
    replaceChildren(
      trailLine,
      ...trail.flatMap((node, at) => [
        at > 0 ? icon('right') : null,
        at === trail.length - 1
          ? h('b', {}, at === 0 ? heap : node.name)
          : button(at === 0 ? heap : node.name, () => page.set({ zoom: at === 0 ? null : node.key }), {
              class: 'link-button',
            }),
      ]),
      h(
        'span',
        { class: 'caption' },
        mode() === 'owner' ? ' shallow size by owner of the class' : ' retained size, who dominates whom',
      ),
    );
    const legend = h(
      'span',
      { class: 'legend' },
      'shrank ',
      ...['m3', 'm2', 'm1', '0', '1', '2', '3', '4'].map((heat) => h('i', { class: `heat-${heat}` })),
      ' grew since A',
    );
    replaceChildren(
      controls,
      colour() === 'growth' ? legend : null,
      canWeigh && hasClasses
        ? choice(
            'Grouped by',
            [
              ['owner', 'Owner'],
              ['tree', 'Dominators'],
            ] as const,
            mode(),
            (value) => page.set({ map: value === 'tree' ? value : null, zoom: null, tile: null }),
          )
        : null,
      knowsGrowth()
        ? choice(
            'Colour',
            [
              ['growth', 'Growth'],
              ['kind', 'Kind'],
            ] as const,
            colour(),
            (value) => page.set({ colour: value === 'kind' ? value : null }),
          )
        : null,
      choice(
        'Shape',
        [
          ['treemap', 'Treemap'],
          ['icicle', 'Icicle'],
        ] as const,
        shape(),
        (value) => page.set({ shape: value === 'icicle' ? value : null }),
      ),
    );
  }

  function onKey({ key }: KeyboardEvent): boolean {
    const current = tiles.find((tile) => tile.node.key === page.get('tile'));
    if (key.startsWith('Arrow')) {
      const next =
        current === undefined ? tiles.find((tile) => !tile.isGroup) : findNeighbour(tiles, current, key);
      if (next === undefined) return false;
      page.adjust({ tile: next.node.key });
      canvas.querySelector<HTMLElement>('.tile.is-chosen')?.focus({ preventScroll: true });
    } else if (key === 'Enter' && current !== undefined && current.node.children.length > 0)
      zoomTo(current.node);
    else if (key === 'Backspace') zoomOut();
    else if ((key === 'v' || key === 'V') && isDiff)
      page.set({ colour: colour() === 'kind' ? null : 'kind' });
    else if (key === 't' || key === 'T') page.set({ shape: shape() === 'icicle' ? null : 'icicle' });
    else return false;
    return true;
  }

  return {
    element,
    update() {
      drawControls();
      draw();
    },
    onKey,
    destroy: () => observer.disconnect(),
  };
}
