// One class, opened: its numbers in every snapshot, some of its new objects, and why one of them stays.

import type { ClassGrowth } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { button, command, heapName, place, quoteArgument, size } from '../dom/parts.js';
import { pathList } from '../overview/path-list.js';
import type { Page } from '../state/page.js';
import { formatCount, formatSnapshot } from '../text/format.js';
import { showName } from '../text/show-name.js';
import type { ClassRow } from './class-rows.js';
import { keptWays } from './kept-ways.js';
import { liveInstances } from './live-instances.js';
import { sizeBars } from './size-bars.js';

const SAMPLES = 8;

function numbersPart(growth: ClassGrowth): HTMLElement {
  return h(
    'section',
    {},
    h('h2', {}, 'In each snapshot'),
    h(
      'table',
      { class: 'plain-table', 'aria-label': 'In each snapshot' },
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

/** One new object: how much it keeps, and its graph or the command that goes on. */
function sampleItem(page: Page, id: number): HTMLElement {
  const { report, excerpts, samples } = page.data;
  const file = report.snapshots.at(-1)?.path ?? 'FILE';
  const sizes = samples.find((sample) => sample.id === id);
  const excerpt = excerpts.find((candidate) => candidate.nodes.some((node) => node.id === id));
  const [text, act] =
    excerpt === undefined
      ? [
          'copy command',
          (): void => page.copy(`heapdiff retainers ${quoteArgument(file)} --id ${id}`, 'Command'),
        ]
      : ['graph', (): void => page.open('graph', { suspect: excerpt.fingerprint, node: String(id) })];
  const label = excerpt === undefined ? `copy command for @${id}` : `graph of @${id}`;
  return h(
    'li',
    {},
    h('span', { class: 'mono' }, `@${id}`),
    sizes === undefined
      ? h('span')
      : h('span', {}, h('span', { class: 'caption' }, 'keeps '), size(sizes.retainedSize)),
    h('button', { type: 'button', class: 'link-button', 'aria-label': label, click: act }, text),
  );
}

function samplesPart(page: Page, row: ClassRow): HTMLElement {
  const { report } = page.data;
  const ids = [...(row.growth?.sampleIds ?? [])].reverse().slice(0, SAMPLES);
  const added = row.growth?.added?.count ?? 0;
  const suspect = report.kind === 'diff' ? report.suspects.rows[row.suspect - 1] : undefined;
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
    ids.length === 0 ? none : h('ul', { class: 'samples' }, ...ids.map((id) => sampleItem(page, id))),
    suspect === undefined
      ? null
      : button(
          `Graph of suspect ${suspect.rank}`,
          () => page.open('graph', { suspect: suspect.fingerprint }),
          {
            class: 'button to-suspect',
          },
        ),
  );
}

/** Where the snapshot has no traces there is nothing to say. */
function allocatedPart(row: ClassRow): HTMLElement | null {
  const stack = row.summary?.allocationStack ?? [];
  if (stack.length === 0) return null;
  return h(
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
  );
}

/** What a report of one snapshot leaves to the command line. */
function commandPart(page: Page, row: ClassRow): HTMLElement {
  const file = page.data.report.snapshots.at(-1)?.path ?? 'FILE';
  const text = `heapdiff retainers ${quoteArgument(file)} --class ${quoteArgument(row.className)}`;
  return h(
    'section',
    {},
    h('h2', {}, 'What holds them'),
    command(text, (copied) => page.copy(copied, 'Command')),
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
  const detail = page.data.classDetails.find(({ key }) => key === row.key);
  const tone = row.suspect === 0 ? '' : row.suspect === 1 ? 'is-grow' : 'is-warm';
  const ways = detail === undefined ? null : keptWays(detail, { level: 'h2', title: 'Kept' });
  const bars = detail === undefined ? null : sizeBars(detail, tone);
  const first =
    row.summary === null
      ? [largest ?? samplesPart(page, row)]
      : [largest ?? commandPart(page, row), allocatedPart(row)];
  return h(
    'div',
    { class: 'details' },
    header,
    h(
      'div',
      { class: 'details-columns' },
      h('div', {}, ...first),
      h('div', {}, bars, row.growth === null ? null : numbersPart(row.growth)),
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
