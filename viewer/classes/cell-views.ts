// Cells of the class table. Each is built once and shows one row after another: a row that leaves the window is
// used for the next one, because building and throwing away 40 rows a frame is what made scrolling stutter.

import { h } from '../dom/element.js';
import { buildTrend } from '../dom/trend.js';
import { splitSize } from '../text/format.js';
import type { ClassRow } from './class-rows.js';

export interface CellView {
  readonly content: Node;
  /** `most` is the largest value of all rows, for bars. */
  show(row: ClassRow, most: number): void;
}

type ValueOf = (row: ClassRow) => number;

export function textCell(textOf: (row: ClassRow) => string): CellView {
  const content = document.createTextNode('');
  return { content, show: (row) => (content.data = textOf(row)) };
}

export function tonedCell(textOf: (row: ClassRow) => string, toneOf: (row: ClassRow) => string): CellView {
  const text = textCell(textOf);
  const content = h('span', {}, text.content);
  return {
    content,
    show(row, most) {
      if (content.className !== toneOf(row)) content.className = toneOf(row);
      text.show(row, most);
    },
  };
}

export function sizeCell(valueOf: ValueOf, options: { readonly signed?: boolean } = {}): CellView {
  const digits = document.createTextNode('');
  const unit = document.createTextNode('');
  return {
    content: h('span', { class: 'size' }, digits, h('span', { class: 'unit' }, unit)),
    show(row) {
      const bytes = valueOf(row);
      const amount = splitSize(bytes);
      digits.data = (options.signed === true && bytes > 0 ? '+' : '') + amount.digits;
      unit.data = `\u00a0${amount.unit}`;
    },
  };
}

/** A size beside a bar on a square root's scale, so that small ones can be told from nothing. */
export function barCell(valueOf: ValueOf, options: { readonly signed?: boolean } = {}): CellView {
  const amount = sizeCell(valueOf, options);
  const fill = h('i', {});
  const bar = h('span', { class: 'row-bar', 'aria-hidden': 'true' }, fill);
  return {
    content: h('span', { class: 'with-bar' }, bar, amount.content),
    show(row, most) {
      const part = Math.sqrt(Math.max(0, valueOf(row)) / Math.max(1, most));
      fill.style.setProperty('width', `${Math.round(part * 100)}%`);
      amount.show(row, most);
    },
  };
}

export function boldCell(cell: CellView): CellView {
  return { content: h('b', {}, cell.content), show: (row, most) => cell.show(row, most) };
}

export function trendCell(
  seriesOf: (row: ClassRow) => readonly number[],
  toneOf: (row: ClassRow) => string,
): CellView {
  const view = buildTrend({ width: 62, height: 20, label: 'Trend' });
  return { content: view.element, show: (row) => view.show(seriesOf(row), toneOf(row)) };
}
