// An object of the open heap -> all that it refers to and all that refers to it, with values, the largest first.

import type { HeapReference, HeapRows } from '../../src/index.browser.js';
import { type Child, h } from '../dom/element.js';
import { button, heapName, size } from '../dom/parts.js';
import type { AnswerTo, Page } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { plainClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';

export const FIRST_ROWS = 12;
export const ALL_ROWS = 1000;

function referenceName({ kind, name }: HeapReference): string {
  if (/^\d+$/.test(name)) return `[${name}]`;
  return name === '' ? kind : showName(name, 26);
}

function list(title: string, found: HeapRows<HeapReference>, page: Page): HTMLElement | null {
  if (found.total === 0) return null;
  const rest = found.total - found.rows.length;
  return h(
    'section',
    {},
    h('h3', { class: 'split' }, title, h('span', { class: 'caption' }, formatCount(found.total))),
    h(
      'ul',
      { class: 'edge-list' },
      ...found.rows.map((row, at) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'link-button',
              'data-focus': `${title} ${at}`,
              title: `Go to @${row.id}`,
              click: () => page.open('graph', { id: String(row.id) }),
            },
            referenceName(row),
          ),
          h(
            'span',
            { class: 'caption' },
            ' ',
            row.value === null
              ? (plainClass(row.className) ?? heapName(row.className, 32))
              : heapName(JSON.stringify(row.value), 60),
            row.retaining ? null : ' weak',
          ),
          h('span', { class: 'edge-freed', title: 'keeps' }, size(row.retainedSize)),
        ),
      ),
    ),
    rest > 0 && found.rows.length < ALL_ROWS
      ? button(`All ${formatCount(found.total)}`, () => page.set({ rows: 'all' }), {
          class: 'button is-quiet',
          id: `all ${title}`,
        })
      : rest > 0
        ? h('p', { class: 'caption' }, `and ${formatCount(rest)} smaller ones`)
        : null,
  );
}

export function livePanel(page: Page, answer: AnswerTo<'object'> | null): readonly Child[] {
  if (answer === null) return [h('p', { class: 'caption' }, 'Reading its references')];
  return [
    answer.value === null
      ? null
      : h('section', {}, h('h3', {}, 'Value'), h('p', { class: 'panel-value' }, heapName(answer.value, 400))),
    list('Held by', answer.heldBy, page),
    list('Holds', answer.holds, page),
  ];
}
