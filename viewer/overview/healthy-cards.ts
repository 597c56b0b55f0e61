// A comparison without suspects -> what grew most and what its counts say against a leak.

import type { ClassGrowth, DiffReport, GrowthShare } from '../../src/report/model.js';
import { h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { button, heapName, quoteArgument, size } from '../dom/parts.js';
import { trend } from '../dom/trend.js';
import type { Page } from '../state/page.js';
import { formatChange, formatCount, formatSnapshot } from '../text/format.js';
import { findOwnerKind } from '../text/owner-kind.js';
import { showName } from '../text/show-name.js';
import { largerObjects } from './larger-objects.js';

const ROWS = 5;
/** More of them are in the class table. */
const MOST_ROWS = 200;

const runtimeOwn = /^(\((compiled code|system|object shape|synthetic)\)$|system \/)/;

/** Only what the counts themselves say. */
function describeGrowth({ className, counts, removed }: ClassGrowth): string {
  const first = counts[0] ?? 0;
  const last = counts.at(-1) ?? 0;
  if (last === first) return 'as many as at A, but larger';
  if (last < first) return 'fewer than at A, but larger';
  if (runtimeOwn.test(className)) return "the runtime's own: grows as code runs";
  if (counts.length < 3) return 'a third snapshot would tell warm-up from a leak';
  const steps = counts.slice(1).map((count, at) => count - (counts[at] ?? 0));
  if (steps.some((step) => step < 0)) return 'comes and goes';
  const lastStep = steps.at(-1) ?? 0;
  if (lastStep === 0)
    return `stood still after ${formatSnapshot(counts.findIndex((count) => count >= last))}`;
  if (lastStep < (steps[0] ?? 0) / 2) return `slows down: ${steps.map(formatChange).join(', ')}`;
  if (removed !== null && removed.count > 0)
    return `also given back: ${formatCount(removed.count)} of them went`;
  return 'too small to stand behind';
}

function growthRow(page: Page, row: ClassGrowth): HTMLElement {
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h(
        'span',
        { class: 'with-glyph' },
        glyph(findOwnerKind(row.className, row.location)),
        h(
          'button',
          {
            type: 'button',
            class: 'link-button class-link',
            'data-focus': `class ${row.key}`,
            click: () => page.open('classes', { open: row.key }),
          },
          heapName(row.className, 28),
        ),
      ),
    ),
    ...(row.counts.length <= 4 ? row.counts : [row.counts[0] ?? 0, row.counts.at(-1) ?? 0]).map((count) =>
      h('td', { class: 'number at-snapshot' }, formatCount(count)),
    ),
    h(
      'td',
      { class: 'trend-cell' },
      trend(row.counts, {
        width: 58,
        height: 20,
        tone: 'is-plain',
        label: `${row.counts.map(formatCount).join(', ')} objects`,
      }),
    ),
    h('td', { class: 'number' }, size(row.delta.shallowSize, { signed: true })),
    h('td', { class: 'why-not' }, describeGrowth(row)),
  );
}

/** What was looked at, in the order of what it says against a leak. */
function examinedCard({ examined, snapshots, totals }: DiffReport): HTMLElement {
  const isTwo = snapshots.length < 3;
  const outside = (totals.outsideHeap.at(-1) ?? 0) - (totals.outsideHeap[0] ?? 0);
  const shares: readonly (readonly [string, GrowthShare])[] = [
    ['Stood still at the end: warm-up', examined.settled],
    ['Mostly replaced: comes and goes', examined.replaced],
    ["The runtime's own: code, shapes, tables", examined.runtime],
    [isTwo ? 'Grew, too little to tell' : 'Grew to the end, a little or not in one place', examined.growing],
  ];
  return h(
    'div',
    { class: 'card' },
    h('header', {}, h('h2', {}, 'What was looked at')),
    h(
      'p',
      { class: 'caption' },
      `All ${formatCount(examined.classes)} classes and what holds their objects; those that grew, by kind`,
    ),
    h(
      'ul',
      { class: 'examined' },
      ...shares.map(([text, { classes, shallowSize }]) =>
        h(
          'li',
          {},
          icon('check'),
          h('span', {}, text),
          h(
            'span',
            { class: 'caption' },
            classes === 0 ? 'none' : `${formatCount(classes)} ${classes === 1 ? 'class' : 'classes'}`,
          ),
          classes === 0 ? h('span') : size(shallowSize, { signed: true }),
        ),
      ),
    ),
    outside <= 0
      ? null
      : h(
          'p',
          {},
          'Outside the JavaScript heap it grew by ',
          size(outside),
          ', which no snapshot explains: look for native memory.',
        ),
  );
}

export function healthyCards(page: Page, report: DiffReport): HTMLElement {
  const grew = report.classes.rows.filter((row) => row.delta.shallowSize > 0);
  const isAll = page.get('grew') === 'all';
  const top = [...grew]
    .sort((a, b) => b.delta.shallowSize - a.delta.shallowSize)
    .slice(0, isAll ? MOST_ROWS : ROWS);
  const count = report.snapshots.length;
  const letters =
    count <= 4 ? report.snapshots.map((_, at) => formatSnapshot(at)) : ['A', formatSnapshot(count - 1)];
  const files = report.snapshots.map(({ path }) => quoteArgument(path));
  return h(
    'section',
    { class: 'healthy' },
    h(
      'div',
      { class: 'healthy-columns' },
      h(
        'div',
        { class: 'card' },
        h(
          'header',
          {},
          h('h2', {}, top.length > 0 ? 'What grew, and why it is not called a leak' : 'No class grew'),
        ),
        top.length === 0
          ? null
          : h(
              'p',
              { class: 'caption' },
              top.length === grew.length
                ? grew.length === 1
                  ? 'The one class that grew'
                  : `All ${formatCount(grew.length)} classes that grew`
                : `The ${top.length} largest of ${formatCount(grew.length)} classes that grew`,
            ),
        top.length === 0
          ? null
          : h(
              'div',
              { class: 'scroll-x', tabindex: '0', role: 'region', 'aria-label': 'What grew' },
              h(
                'table',
                { class: 'plain-table', 'aria-label': 'What grew' },
                h(
                  'thead',
                  {},
                  h(
                    'tr',
                    {},
                    h('th', { scope: 'col' }, 'Class'),
                    ...letters.map((letter) =>
                      h('th', { scope: 'col', class: 'number at-snapshot' }, letter),
                    ),
                    h('th', { scope: 'col', class: 'trend-head' }, 'Trend'),
                    h('th', { scope: 'col', class: 'number' }, 'Growth'),
                    h('th', { scope: 'col' }, 'Why not'),
                  ),
                ),
                h('tbody', {}, ...top.map((row) => growthRow(page, row))),
              ),
            ),
        grew.length <= ROWS
          ? null
          : button(
              isAll ? 'Only the largest' : `All ${formatCount(grew.length)} classes that grew`,
              () => page.set({ grew: isAll ? null : 'all' }),
              { class: 'button show-grown', id: 'grew' },
            ),
      ),
      h('div', { class: 'healthy-aside' }, examinedCard(report), largerObjects(page, report)),
    ),
    h(
      'p',
      { class: 'caption' },
      'A leak that this load did not trigger cannot be seen. For more certainty, run more of the work you suspect and add a snapshot: ',
      h('code', {}, showName(`heapdiff ${files.join(' ')} NEXT.heapsnapshot --html report.html`, 400)),
    ),
    report.examined.settled.classes === 0
      ? null
      : h(
          'p',
          { class: 'caption' },
          `What grew once may be warm-up. Was ${formatSnapshot(count - 1)} taken after the work had been undone (a view closed, a job done)? Then compare it with A: `,
          h('code', {}, showName(`heapdiff ${files[0]} ${files[count - 1]} --html report.html`, 400)),
        ),
  );
}
