// How much of the graph is drawn, and how: depth, breadth, what is left out, names, export.

import { type Child, h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { menu } from '../dom/menu.js';
import { button } from '../dom/parts.js';
import { type Page, joinList } from '../state/page.js';
import { showName } from '../text/show-name.js';
import type { GraphSource } from './graph-source.js';
import { type StopAt, findVisible } from './visible-graph.js';

export interface GraphSettings {
  readonly depth: number;
  readonly breadth: number;
  readonly ignored: readonly string[];
  readonly highlight: string;
  readonly fold: boolean;
  readonly longNames: boolean;
  readonly stopAt: StopAt;
}

const limits = { depth: [1, 30, 8], breadth: [1, 50, 4] } as const;

function readNumber(page: Page, name: 'depth' | 'breadth'): number {
  const [least, most, usual] = limits[name];
  const value = Number(page.get(name) ?? usual);
  return Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : usual;
}

export function readSettings(page: Page): GraphSettings {
  const stopAt = page.get('stop');
  return {
    depth: readNumber(page, 'depth'),
    breadth: readNumber(page, 'breadth'),
    ignored: page.getList('ignore'),
    highlight: page.get('highlight') ?? '',
    fold: page.get('fold') !== 'off',
    longNames: page.get('names') === 'long',
    stopAt: stopAt === 'module' || stopAt === 'realm' || stopAt === 'global' ? stopAt : 'none',
  };
}

/** What an object refers to fans out. */
const DEPTH_OF_REFERENCES = 3;

/** Unless a depth is set, as deep as shows the holder: it is what is to be cut. */
export function deepEnough(page: Page, source: GraphSource, holder: string | null): GraphSettings {
  const settings = readSettings(page);
  if (page.get('depth') !== null) return settings;
  if (source.direction === 'refs') return { ...settings, depth: DEPTH_OF_REFERENCES };
  if (holder === null || !source.nodes.has(holder)) return settings;
  const [, most, usual] = limits.depth;
  for (let depth: number = usual; depth <= most; depth += 2) {
    const { nodes } = findVisible(source, { ...settings, depth, expanded: [] });
    if (nodes.some((node) => node.id === holder)) return { ...settings, depth };
  }
  return settings;
}

export function changeNumber(page: Page, name: 'depth' | 'breadth', wanted: number): void {
  const [least, most, usual] = limits[name];
  const value = Math.min(most, Math.max(least, wanted));
  // Without a depth in the link the drawing goes as deep as it needs to.
  page.set({ [name]: name === 'breadth' && value === usual ? null : String(value) });
}

function stepper(page: Page, name: 'depth' | 'breadth', title: string, value: number): HTMLElement {
  return h(
    'div',
    { class: 'stepper', role: 'group', 'aria-label': title },
    h('span', { class: 'caption' }, title),
    h(
      'span',
      { class: 'stepper-box' },
      button('\u2212', () => changeNumber(page, name, value - 1), {
        class: 'step',
        label: `Less ${name}`,
        id: `less ${name}`,
      }),
      h('output', {}, String(value)),
      button('+', () => changeNumber(page, name, value + 1), {
        class: 'step',
        label: `More ${name}`,
        id: `more ${name}`,
      }),
    ),
  );
}

function toggle(text: string, isOn: boolean, onToggle: () => void): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'switch',
      role: 'switch',
      'aria-checked': String(isOn),
      'data-focus': text,
      click: onToggle,
    },
    h('i', { 'aria-hidden': 'true' }),
    text,
  );
}

function ignoredChips(page: Page, ignored: readonly string[]): Child {
  if (ignored.length === 0) return null;
  return h(
    'div',
    { class: 'ignored', role: 'group', 'aria-label': 'Ignored' },
    h('span', { class: 'caption' }, 'Ignore'),
    ...ignored.map((entry) =>
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-label': `Show ${showName(entry, 60)} again`,
          click: () => page.set({ ignore: joinList(ignored.filter((other) => other !== entry)) }),
        },
        h('bdi', {}, showName(entry, 30)),
        icon('close'),
      ),
    ),
  );
}

export function drawToolbar(
  page: Page,
  settings: GraphSettings,
  highlight: HTMLElement,
  exports: readonly (readonly [string, () => void])[],
): readonly Child[] {
  const stop = h(
    'select',
    {
      'aria-label': 'Stop at',
      'data-focus': 'stop',
      change: () => page.set({ stop: stop.value === 'none' ? null : stop.value }),
    },
    ...(['none', 'module', 'realm', 'global'] as const).map((value) =>
      h('option', { value, selected: value === settings.stopAt }, value === 'none' ? 'nothing' : value),
    ),
  );
  return [
    stepper(page, 'depth', 'Depth', settings.depth),
    stepper(page, 'breadth', 'Breadth', settings.breadth),
    ignoredChips(page, settings.ignored),
    highlight,
    toggle('Fold internals', settings.fold, () => page.set({ fold: settings.fold ? 'off' : null })),
    toggle('Long names', settings.longNames, () => page.set({ names: settings.longNames ? null : 'long' })),
    h('label', { class: 'stop' }, h('span', { class: 'caption' }, 'Stop at'), stop),
    h('div', { class: 'toolbar-end' }, menu('Export', exports)),
  ];
}
