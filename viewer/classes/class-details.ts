// One class, opened: its numbers in every snapshot, some of its new objects, and why one of them stays.

import { type Child, h } from '../dom/element.js';
import { heapName, place, size, quoteArgument } from '../dom/parts.js';
import { pathList } from '../overview/path-list.js';
import type { Page } from '../state/page.js';
import { formatCount, formatSnapshot } from '../text/format.js';
import { showName } from '../text/show-name.js';
import type { ClassRow } from './class-rows.js';
import { keptWays } from './kept-ways.js';
import { liveInstances } from './live-instances.js';
import { sizeBars } from './size-bars.js';

const SAMPLES = 8;

function numbersPart(row: ClassRow): HTMLElement {
  const { growth } = row;
  if (growth === null) return h('div', {});
  return h(
    'section',
    {},
    h('h2', {}, 'In each snapshot'),
    h(
      'table',
      { class: 'plain-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, h('span', { class: 'off-screen' }, 'Snapshot')),
          h('th', { scope: 'col', class: 'number' }, 'Objects'),
          h('th', { scope: 'col', class: 'number' }, 'Shallow'),
          h('th', { scope: 'col', class: 'number' }, 'Retained'),
        ),
      ),
      h(
        'tbody',
        {},
        ...growth.counts.map((count, at) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, formatSnapshot(at)),
            h('td', { class: 'number' }, formatCount(count)),
            h('td', { class: 'number' }, size(growth.shallowSizes[at] ?? 0)),
            h('td', { class: 'number' }, size(growth.retainedSizes[at] ?? 0)),
          ),
        ),
      ),
    ),
    growth.resized === null || growth.resized.count === 0
      ? null
      : h(
          'p',
          { class: 'caption' },
          `${formatCount(growth.resized.count)} objects changed their size, by `,
          size(growth.resized.sizeDelta, { signed: true }),
          ' together',
        ),
  );
}

function samplesPart(page: Page, row: ClassRow): HTMLElement {
  const samples = row.growth?.sampleIds ?? [];
  const { report, excerpts } = page.data;
  const file = report.snapshots.at(-1)?.path ?? 'FILE';
  const added = row.growth?.added?.count ?? 0;
  const items = [...samples]
    .reverse()
    .slice(0, SAMPLES)
    .map((id) => {
      const excerpt = excerpts.find((candidate) => candidate.nodes.some((node) => node.id === id));
      const onGraph =
        excerpt === undefined
          ? null
          : (): void => page.open('graph', { suspect: excerpt.fingerprint, node: String(id) });
      const onCommand = (): void =>
        page.copy(`heapdiff retainers ${quoteArgument(file)} --id ${id}`, 'Command');
      return h(
        'li',
        {},
        h('span', { class: 'mono' }, `@${id}`),
        onGraph === null
          ? h(
              'button',
              {
                type: 'button',
                class: 'link-button',
                'aria-label': `copy command for @${id}`,
                click: onCommand,
              },
              'copy command',
            )
          : h(
              'button',
              { type: 'button', class: 'link-button', 'aria-label': `graph of @${id}`, click: onGraph },
              'graph',
            ),
      );
    });
  const none: Child = h(
    'p',
    { class: 'caption' },
    row.growth?.added === null ? 'Ids mean nothing across these processes.' : 'None added.',
  );
  return h(
    'section',
    {},
    h(
      'h2',
      {},
      'Added since A ',
      added > 0 ? h('span', { class: 'caption' }, `${formatCount(added)}, newest first`) : null,
    ),
    items.length === 0 ? none : h('ul', { class: 'samples' }, ...items),
  );
}

function buildDetails(page: Page, row: ClassRow): HTMLElement {
  const { ask } = page;
  const largest = ask === null ? null : liveInstances(page, ask, row.className);
  const path = row.growth?.path ?? null;
  const header = h(
    'p',
    { class: 'details-name' },
    h('b', {}, heapName(row.className, 400)),
    row.location === null ? null : h('span', { class: 'caption' }, ' defined at ', place(row.location, true)),
  );
  const { summary } = row;
  if (summary !== null) {
    const stack = summary.allocationStack ?? [];
    return h(
      'div',
      { class: 'details' },
      header,
      largest,
      stack.length === 0 && largest !== null
        ? null
        : stack.length === 0
          ? h(
              'p',
              { class: 'caption' },
              'For one of them: ',
              h(
                'code',
                {},
                `heapdiff retainers ${showName(page.data.report.snapshots[0]?.path ?? 'FILE', 80)} --class ${showName(row.className, 40)}`,
              ),
            )
          : h(
              'section',
              {},
              h('h2', {}, 'Most were allocated at'),
              h(
                'ol',
                {},
                ...stack.map((frame) =>
                  h(
                    'li',
                    { class: 'mono' },
                    `${showName(frame.functionName, 60)} ${showName(frame.url, 80)}:${frame.line}`,
                  ),
                ),
              ),
            ),
    );
  }
  const detail = page.data.classDetails.find(({ key }) => key === row.key);
  const tone = row.suspect === 0 ? '' : row.suspect === 1 ? 'is-grow' : 'is-warm';
  const ways = detail === undefined ? null : keptWays(detail, { level: 'h2', title: 'Kept' });
  return h(
    'div',
    { class: 'details' },
    header,
    h(
      'div',
      { class: 'details-columns' },
      h('div', {}, largest ?? samplesPart(page, row)),
      h('div', {}, detail === undefined ? null : sizeBars(detail, tone), numbersPart(row)),
      h(
        'div',
        {},
        ways,
        path === null
          ? null
          : h(
              'section',
              {},
              h('h2', {}, 'Why one of them stays'),
              pathList(path, { holder: null, count: 1 }),
            ),
      ),
    ),
  );
}

/** One wide cell of the table. */
export function classDetails(page: Page, row: ClassRow): HTMLElement {
  return h('div', { role: 'row', class: 'details-row' }, h('div', { role: 'cell' }, buildDetails(page, row)));
}
