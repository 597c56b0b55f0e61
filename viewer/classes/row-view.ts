// One row of the class table, built once and used for one class after another.

import { h, svg } from '../dom/element.js';
import { glyphShape } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { showFile, showName } from '../text/show-name.js';
import type { Column } from './class-columns.js';
import type { ClassRow } from './class-rows.js';
import type { RowView } from './virtual-rows.js';

const LONGEST_NAME = 80;

export interface RowOptions {
  readonly columns: readonly Column[];
  /** The largest value of all rows, for bars. */
  readonly most: number;
  rowAt(index: number): ClassRow | undefined;
  isOpen(row: ClassRow): boolean;
  onOpen(row: ClassRow, index: number): void;
  onFocus(index: number): void;
}

function tagOf({ suspect, isNamed }: ClassRow): { readonly text: string; readonly tone: string } {
  if (suspect === 0) return { text: '', tone: '' };
  const tone = isNamed ? (suspect === 1 ? 'is-grow' : 'is-warm') : '';
  return { text: isNamed ? `suspect ${suspect}` : `with ${suspect}`, tone };
}

export function buildRowView(options: RowOptions): RowView {
  let shown = { row: null as ClassRow | null, index: 0 };
  const openShown = (): void => {
    if (shown.row !== null) options.onOpen(shown.row, shown.index);
  };
  const arrow = h('span', { class: 'row-arrow' });
  const kind = svg('svg', { class: 'glyph', viewBox: '0 0 12 12', 'aria-hidden': 'true' });
  const name = h('bdi', { class: 'mono' });
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'opener',
      focus: () => options.onFocus(shown.index),
      click: (event: MouseEvent) => {
        event.stopPropagation();
        openShown();
      },
    },
    arrow,
    kind,
    h('span', { class: 'class-name' }, name),
  );
  const tag = h('span', { class: 'tag' });
  const place = h('span', { class: 'row-place mono' });
  const cells = options.columns.map((column) => ({ column, view: column.buildCell() }));
  const element = h(
    'div',
    { class: 'class-row', role: 'row', click: openShown },
    h('div', { role: 'cell', class: 'cell is-name' }, opener, tag, place),
    ...cells.map(({ column, view }) =>
      h('div', { role: 'cell', class: column.isMain ? 'cell' : 'cell is-extra' }, view.content),
    ),
  );
  let owner = '';
  let opened: boolean | null = null;

  function showOpen(isOpen: boolean): void {
    if (isOpen === opened) return;
    opened = isOpen;
    arrow.replaceChildren(icon(isOpen ? 'down' : 'right'));
    opener.setAttribute('aria-expanded', String(isOpen));
    element.classList.toggle('is-open', isOpen);
  }

  function showKind(row: ClassRow): void {
    if (row.owner === owner) return;
    owner = row.owner;
    kind.setAttribute('class', `glyph is-${row.owner}`);
    kind.replaceChildren(glyphShape(row.owner));
  }

  return {
    element,
    show(index) {
      const row = options.rowAt(index);
      if (row === undefined) return;
      shown = { row, index };
      element.setAttribute('data-index', String(index));
      opener.setAttribute('data-focus', `row ${row.key}`);
      showOpen(options.isOpen(row));
      showKind(row);
      const short = showName(row.className, LONGEST_NAME);
      name.textContent = short;
      if (short.length < row.className.length) name.title = showName(row.className, 600);
      else name.removeAttribute('title');
      const { text, tone } = tagOf(row);
      tag.hidden = text === '';
      tag.textContent = text;
      if (tag.className !== `tag ${tone}`) tag.className = `tag ${tone}`;
      const where = row.location?.source ?? row.location;
      place.hidden = where === null;
      place.textContent = where === null ? '' : `${showFile(where.url)}:${where.line}`;
      for (const { view } of cells) view.show(row, options.most);
    },
  };
}
