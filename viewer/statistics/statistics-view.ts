// What the snapshots are and what their memory is made of, in tables.

import type { Statistics, ViewerData } from '../../src/report/model.js';
import { type Child, h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { size } from '../dom/parts.js';
import { type Page, type View } from '../state/page.js';
import { formatCount, formatShare, formatSize, formatSnapshot } from '../text/format.js';
import { findOwnerKind, ownerKinds, ownerNames } from '../text/owner-kind.js';
import { showName } from '../text/show-name.js';

interface Line {
  readonly name: Child;
  readonly cells: readonly Child[];
}

function table(title: string, letters: readonly string[], lines: readonly Line[], note: string): HTMLElement {
  return h(
    'section',
    { class: 'card statistics-card' },
    h('h2', {}, title),
    note === '' ? null : h('p', { class: 'caption' }, note),
    h(
      'div',
      { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': title },
      h(
        'table',
        { class: 'plain-table', 'aria-label': title },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, h('span', { class: 'off-screen' }, 'What')),
            ...letters.map((letter) => h('th', { scope: 'col', class: 'number' }, letter)),
          ),
        ),
        h(
          'tbody',
          {},
          ...lines.map((line) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, line.name),
              ...line.cells.map((cell) => h('td', { class: 'number' }, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function snapshotTable({ report }: ViewerData, letters: readonly string[]): HTMLElement {
  const { snapshots } = report;
  const line = (name: string, cell: (snapshot: (typeof snapshots)[number]) => Child): Line => ({
    name,
    cells: snapshots.map(cell),
  });
  return table(
    'Snapshots',
    letters,
    [
      line('File', (snapshot) =>
        h('bdi', { class: 'wrap' }, showName(snapshot.path.split(/[/\\]/).at(-1) ?? snapshot.path, 60)),
      ),
      line('Taken by', (snapshot) => showName(snapshot.producer, 60)),
      line('Taken at', (snapshot) =>
        snapshot.capturedAt === null
          ? 'not known'
          : showName(snapshot.capturedAt.replace('T', ' ').replace(/\.\d+Z$|Z$/, ' UTC'), 40),
      ),
      line('Objects', (snapshot) => formatCount(snapshot.nodeCount)),
      line('References', (snapshot) => formatCount(snapshot.edgeCount)),
      line('Heap', (snapshot) => size(snapshot.totalSize)),
      line('Outside the heap', (snapshot) => size(snapshot.extraNativeSize)),
      line('File size', (snapshot) => (snapshot.fileSize === null ? 'not known' : size(snapshot.fileSize))),
    ],
    '',
  );
}

function memoryTable(statistics: readonly Statistics[], letters: readonly string[]): HTMLElement | null {
  if (statistics.length === 0) return null;
  const other = (all: Statistics): number => {
    const heap = all.v8heap;
    return heap.total - heap.code - heap.jsArrays - heap.strings - heap.system;
  };
  const line = (name: string, value: (all: Statistics) => number): Line => ({
    name,
    cells: statistics.map((all) =>
      h(
        'span',
        {},
        size(value(all)),
        h('span', { class: 'caption' }, ` ${formatShare(value(all), all.total)}`),
      ),
    ),
  });
  return table(
    'Kinds of memory',
    letters.slice(-statistics.length),
    [
      line('Code', (all) => all.v8heap.code),
      line('Strings', (all) => all.v8heap.strings),
      line('Arrays', (all) => all.v8heap.jsArrays),
      line('System objects', (all) => all.v8heap.system),
      line('Other objects', other),
      line('Typed arrays', (all) => all.native.typedArrays),
      line('Other native', (all) => all.native.total - all.native.typedArrays),
      line('All', (all) => all.total),
    ],
    'As Chrome DevTools counts them.',
  );
}

function ownerTable({ report }: ViewerData, letters: readonly string[]): HTMLElement | null {
  if (report.kind !== 'diff' && report.kind !== 'summary') return null;
  const columns = report.kind === 'diff' ? report.snapshots.length : 1;
  const sums = new Map(ownerKinds.map((owner) => [owner, new Array<number>(columns).fill(0)]));
  for (const row of report.classes.rows) {
    const sum = sums.get(findOwnerKind(row.className, row.location));
    const sizes = 'shallowSizes' in row ? row.shallowSizes : [row.shallowSize];
    if (sum !== undefined) sizes.forEach((bytes, at) => (sum[at] = (sum[at] ?? 0) + bytes));
  }
  const whole = Array.from({ length: columns }, (_, at) =>
    [...sums.values()].reduce((total, sum) => total + (sum[at] ?? 0), 0),
  );
  const lines = ownerKinds.map((owner) => ({
    name: h('span', { class: 'with-glyph' }, glyph(owner), ownerNames[owner]),
    cells: (sums.get(owner) ?? []).map((bytes, at) =>
      h(
        'span',
        { title: formatSize(bytes) },
        size(bytes),
        h('span', { class: 'caption' }, ` ${formatShare(bytes, whole[at] ?? 0)}`),
      ),
    ),
  }));
  const { total, shown } = report.classes;
  const cut = total > shown ? ` ${formatCount(shown)} of ${formatCount(total)} classes.` : '';
  return table(
    'By whose class',
    letters,
    lines,
    `Shallow size, told from names and places of classes: a string or array counts as V8's or the runtime's, whoever made it.${cut}`,
  );
}

export function statisticsView(page: Page): View {
  const element = h('div', { class: 'statistics' });
  return {
    element,
    update() {
      const letters = page.data.report.snapshots.map((_, at) => formatSnapshot(at));
      replaceChildren(
        element,
        h('h1', { class: 'off-screen' }, 'Statistics'),
        snapshotTable(page.data, letters),
        memoryTable(page.data.statistics, letters),
        ownerTable(page.data, letters),
        h('p', { class: 'caption' }, `Written by heapdiff ${showName(page.data.report.tool.version, 40)}.`),
      );
    },
  };
}
