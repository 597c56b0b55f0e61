// Objects that are in the first and the last snapshot and became larger -> the places where something may have been
// added to, each with how much.

import type { DiffReport, ResizedObject } from '../../src/report/model.js';
import { h } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button, heapName, place, quoteArgument, size } from '../dom/parts.js';
import type { Page } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { findOwnerKind } from '../text/owner-kind.js';

const ROWS = 8;

function largerRow(page: Page, file: string, row: ResizedObject): HTMLElement {
  const { id, className, name, entries, location } = row;
  const copy = (): void => page.copy(`heapdiff retainers ${quoteArgument(file)} --id ${id}`, 'Command');
  return h(
    'li',
    {},
    glyph(findOwnerKind(className, location)),
    h(
      'div',
      { class: 'larger-name' },
      heapName(name ?? className, 40),
      name === null ? null : h('span', { class: 'caption' }, ' ', heapName(className, 24)),
      h(
        'div',
        { class: 'caption' },
        entries === null
          ? null
          : `room for ${formatCount(entries[0])} \u2192 ${formatCount(entries[1])} entries `,
        location === null || location.url.startsWith('node:') ? null : place(location),
      ),
    ),
    size(row.sizeDelta, { signed: true }),
    button('copy command', copy, {
      class: 'link-button',
      label: `copy command for @${id}`,
      hint: `heapdiff retainers \u2026 --id ${id}`,
      id: `larger ${id}`,
    }),
  );
}

/** Null where no object became larger, or none can be followed. */
export function largerObjects(page: Page, { resized, snapshots }: DiffReport): HTMLElement | null {
  const larger = resized.rows.filter(({ sizeDelta }) => sizeDelta > 0);
  if (larger.length === 0) return null;
  const isAll = larger.length <= ROWS && resized.total === resized.shown;
  return h(
    'div',
    { class: 'card' },
    h('header', {}, h('h2', {}, 'Objects that became larger')),
    h(
      'p',
      { class: 'caption' },
      isAll ? 'All that were there at A; ' : 'The largest changes of those that were there at A; ',
      'what was added to them did not stay or is too little to stand behind',
    ),
    h(
      'ul',
      { class: 'larger' },
      ...larger.slice(0, ROWS).map((row) => largerRow(page, snapshots.at(-1)?.path ?? 'FILE', row)),
    ),
  );
}
