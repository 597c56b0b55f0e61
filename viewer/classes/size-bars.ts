// How large the instances of a class are -> bars with their counts, the largest in the colour of growth if it grew.

import type { ClassDetail, SizeBar } from '../../src/report/model.js';
import { h } from '../dom/element.js';
import { formatCount, formatSize } from '../text/format.js';

const HIGHEST = 62;

function rangeText({ least, most }: SizeBar): string {
  return least === most ? formatSize(least) : `${formatSize(least)} to ${formatSize(most)}`;
}

function bar(row: SizeBar, most: number): HTMLElement {
  const column = h('i', { class: row.count === most ? 'bar is-most' : 'bar' });
  column.style.setProperty('height', `${Math.max(2, Math.round((row.count / most) * HIGHEST))}px`);
  return h(
    'li',
    { title: `${formatCount(row.count)} of ${rangeText(row)}` },
    h('span', {}, formatCount(row.count)),
    column,
    h('span', { class: 'caption' }, formatSize(row.least)),
  );
}

/** `tone` is the colour of the suspect that the class belongs to, or none. */
export function sizeBars(detail: ClassDetail, tone: string): HTMLElement {
  const most = Math.max(1, ...detail.sizes.map(({ count }) => count));
  const isRange = detail.sizes.some((row) => row.least !== row.most);
  return h(
    'section',
    {},
    h(
      'h2',
      {},
      'Retained size ',
      h('span', { class: 'caption' }, `each, median ${formatSize(detail.median)}`),
    ),
    h('ul', { class: `size-bars ${tone}` }, ...detail.sizes.map((row) => bar(row, most))),
    isRange ? h('p', { class: 'caption' }, 'From the size below each bar on.') : null,
  );
}
