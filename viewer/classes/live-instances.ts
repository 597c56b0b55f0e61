// A class of the open heap -> its largest objects, each with the graph that starts from it.

import { h, replaceChildren } from '../dom/element.js';
import { size } from '../dom/parts.js';
import { type AskHeap, type Page, askHeap } from '../state/page.js';
import { formatCount } from '../text/format.js';

const MOST = 12;

export function liveInstances(page: Page, ask: AskHeap, className: string): HTMLElement {
  const count = h('span', { class: 'caption' });
  const list = h('ul', { class: 'samples' }, h('li', { class: 'caption' }, 'Reading'));
  askHeap<'instances'>(ask, { ask: 'instances', className, limit: MOST }).then(
    ({ found }) => {
      count.textContent = `of ${formatCount(found.total)}`;
      const items = found.rows.map(({ id, retainedSize }) =>
        h(
          'li',
          {},
          h('span', { class: 'mono' }, `@${id}`),
          ' ',
          size(retainedSize),
          ' ',
          h(
            'button',
            {
              type: 'button',
              class: 'link-button',
              'aria-label': `graph of @${id}`,
              click: () => page.open('graph', { id: String(id) }),
            },
            'graph',
          ),
        ),
      );
      replaceChildren(list, ...items);
    },
    (error: unknown) => {
      replaceChildren(list, h('li', {}, error instanceof Error ? error.message : String(error)));
    },
  );
  return h('section', {}, h('h2', {}, 'Largest ', count), list);
}
