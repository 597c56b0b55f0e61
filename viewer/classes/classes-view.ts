// The class table: filtered as one types, sorted by any column, rows that open; every row in reach, few drawn.

import { type Child, h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { choice, size } from '../dom/parts.js';
import { menu } from '../dom/menu.js';
import { type Page, type View, toggleInList } from '../state/page.js';
import { formatChange, formatCount } from '../text/format.js';
import { type OwnerKind, ownerKinds } from '../text/owner-kind.js';
import { type Column, type Measure, findColumns } from './class-columns.js';
import { classDetails } from './class-details.js';
import { type ClassRow, buildClassRows } from './class-rows.js';
import { renderClassesCsv, renderClassesJson } from './copy-classes.js';
import { buildRowView } from './row-view.js';
import { buildVirtualRows } from './virtual-rows.js';

const shortOwners: Readonly<Record<OwnerKind, string>> = {
  app: 'App',
  npm: 'npm',
  node: 'Runtime',
  v8: 'V8',
  dom: 'DOM',
};
const measures = [
  ['count', 'Count'],
  ['shallow', 'Shallow'],
  ['retained', 'Retained'],
] as const;
/** Pixels; the style has the second one as well. */
const NAME_WIDTH = 220;
const ROW_END = 16;
const names = new Intl.Collator('en');

export function classesView(page: Page): View {
  const all = buildClassRows(page.data);
  const isDiff = page.data.report.kind === 'diff';
  const owners = new Map<OwnerKind, number>();
  for (const row of all) owners.set(row.owner, (owners.get(row.owner) ?? 0) + 1);
  let rows: readonly ClassRow[] = all;
  let columns: readonly Column[] = [];
  let active = 0;
  let drawnWith = '';

  const field = h('input', {
    type: 'search',
    placeholder: 'Filter by class, file or package',
    'aria-label': 'Filter by class, file or package',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-focus': 'filter',
    input: () => page.adjust({ filter: field.value }),
    keydown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      focusRow(0);
    },
  });
  const chips = h('div', { class: 'kind-chips', role: 'group', 'aria-label': 'Kind' });
  const measureChoice = h('div', { class: 'measure' });
  const head = h('div', { class: 'class-head', role: 'rowgroup' });
  const body = h('div', { class: 'class-body', role: 'rowgroup' });
  const foot = h('div', { class: 'class-foot', role: 'rowgroup' });
  const scroller = h('div', { class: 'class-scroll' });
  const table = h('div', { class: 'card class-table', role: 'table', 'aria-label': 'Classes' }, scroller);
  scroller.append(head, body, foot);
  const empty = h('p', { class: 'empty', hidden: true }, 'No class matches.');
  const virtual = buildVirtualRows(scroller, body);
  const copyMenu = menu('Copy as', [
    ['CSV', () => page.copy(renderClassesCsv(rows), `${formatCount(rows.length)} rows as CSV`)],
    ['JSON', () => page.copy(renderClassesJson(rows), `${formatCount(rows.length)} rows as JSON`)],
  ]);
  const element = h(
    'div',
    { class: 'classes' },
    h('h1', { class: 'off-screen' }, 'Classes'),
    h(
      'div',
      { class: 'toolbar' },
      h('label', { class: 'field' }, icon('search'), field, h('kbd', { 'aria-hidden': 'true' }, 'F')),
      chips,
      h('div', { class: 'toolbar-end' }, measureChoice, copyMenu),
    ),
    table,
    empty,
  );

  function measure(): Measure {
    return measures.find(([id]) => id === page.get('measure'))?.[0] ?? 'count';
  }

  function sortedBy(): { readonly column: string; readonly isAscending: boolean } {
    const setting = page.get('sort') ?? 'shallow';
    return { column: setting.replace(/^-/, ''), isAscending: setting.startsWith('-') };
  }

  function isOpen(row: ClassRow): boolean {
    return page.getList('open').includes(row.key) || page.get('open') === row.key;
  }

  function toggleOpen(row: ClassRow): void {
    page.set({
      open: toggleInList(page.get('open') === row.key ? [row.key] : page.getList('open'), row.key),
    });
  }

  function openRow(row: ClassRow, index: number): void {
    active = index;
    toggleOpen(row);
  }

  function select(): readonly ClassRow[] {
    const words = (page.get('filter') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const kind = page.get('kind');
    const { column, isAscending } = sortedBy();
    const chosen = all.filter(
      (row) => (kind === null || row.owner === kind) && words.every((word) => row.words.includes(word)),
    );
    const sign = isAscending ? 1 : -1;
    if (column === 'name') return [...chosen].sort((a, b) => -sign * names.compare(a.className, b.className));
    const by =
      columns.find((candidate) => candidate.id === column) ??
      columns.find((candidate) => candidate.id === 'shallow');
    if (by === undefined) return chosen;
    const keys = new Map(chosen.map((row) => [row, by.value(row)]));
    return [...chosen].sort((a, b) => sign * ((keys.get(a) ?? 0) - (keys.get(b) ?? 0)));
  }

  function sortBy(id: string): void {
    const { column, isAscending } = sortedBy();
    page.set({ sort: column === id && !isAscending ? `-${id}` : id });
  }

  function headCell(id: string, title: string, extra: string, hint?: string): HTMLElement {
    const { column, isAscending } = sortedBy();
    const isSorted = column === id;
    const isUp = id === 'name' ? !isAscending : isAscending;
    return h(
      'div',
      {
        role: 'columnheader',
        class: `cell ${extra}`,
        'aria-sort': isSorted ? (isUp ? 'ascending' : 'descending') : 'none',
      },
      h(
        'button',
        {
          type: 'button',
          class: isSorted ? 'sort is-sorted' : 'sort',
          'data-focus': `sort ${id}`,
          title: hint,
          click: () => sortBy(id),
        },
        title,
        isSorted ? h('span', { 'aria-hidden': 'true' }, isUp ? ' \u25b4' : ' \u25be') : null,
      ),
    );
  }

  function drawHead(): void {
    const groups: Child[] = [];
    let previous: string | null = null;
    for (const column of columns) {
      if (column.group === previous) continue;
      previous = column.group;
      const members = columns.filter((candidate) => candidate.group === column.group).length;
      const group = h(
        'div',
        { class: column.group === '' ? 'group' : 'group is-named', 'aria-hidden': 'true' },
        column.group,
      );
      group.style.setProperty('grid-column', `span ${members}`);
      groups.push(group);
    }
    replaceChildren(
      head,
      h('div', { class: 'class-groups', role: 'presentation' }, h('div', {}), ...groups),
      h(
        'div',
        { class: 'class-row is-head', role: 'row', 'aria-rowindex': 1 },
        headCell('name', 'Class', 'is-name'),
        ...columns.map((column) =>
          headCell(column.id, column.title, column.isMain ? '' : 'is-extra', column.hint),
        ),
      ),
    );
    const widths = columns.map((column) => `${column.width}px`).join(' ');
    const main = columns
      .filter((column) => column.isMain)
      .map((column) => `${Math.min(column.width, column.id === 'trend' ? 64 : 74)}px`)
      .join(' ');
    table.style.setProperty('--columns', `minmax(${NAME_WIDTH}px, 1fr) ${widths}`);
    const least = columns.reduce((sum, column) => sum + column.width, NAME_WIDTH + ROW_END);
    table.style.setProperty('--least-width', `${least}px`);
    table.style.setProperty('--main-columns', `minmax(0, 1fr) ${main}`);
  }

  function drawFoot(): void {
    const sum = (value: (row: ClassRow) => number): number =>
      rows.reduce((total, row) => total + value(row), 0);
    const grew = rows.filter((row) => (row.growth?.delta.shallowSize ?? 0) > 0).length;
    const shrank = rows.filter((row) => (row.growth?.delta.shallowSize ?? 0) < 0).length;
    const cut =
      page.data.report.kind === 'diff' || page.data.report.kind === 'summary'
        ? page.data.report.classes
        : null;
    const rest =
      cut === null || cut.total === cut.shown
        ? ''
        : `, ${formatCount(cut.total - cut.shown)} more not in this report`;
    const cells = columns.map((column) => {
      const total = sum(column.value);
      const isBytes = column.id === 'shallow' || (/^s\d/.test(column.id) && measure() === 'shallow');
      const isSum =
        isBytes ||
        ['growth', 'added', 'removed', 'count'].includes(column.id) ||
        (/^s\d/.test(column.id) && measure() === 'count');
      const text: Child = !isSum
        ? null
        : isBytes
          ? size(total, { signed: isDiff && column.id === 'shallow' })
          : column.id === 'growth'
            ? formatChange(total)
            : formatCount(total);
      return h('div', { role: 'cell', class: column.isMain ? 'cell' : 'cell is-extra' }, text);
    });
    const title =
      rows.length === all.length
        ? `All ${formatCount(all.length)} classes${isDiff ? ' that changed' : ''}`
        : `${formatCount(rows.length)} of ${formatCount(all.length)} classes`;
    replaceChildren(
      foot,
      h(
        'div',
        { class: 'class-row is-foot', role: 'row' },
        h(
          'div',
          { role: 'cell', class: 'cell is-name' },
          h('b', {}, title),
          isDiff
            ? h(
                'span',
                { class: 'caption' },
                ` ${formatCount(grew)} grew, ${formatCount(shrank)} shrank${rest}`,
              )
            : h('span', { class: 'caption' }, rest),
        ),
        ...cells,
      ),
    );
  }

  function drawControls(): void {
    const kind = page.get('kind');
    const chip = (value: OwnerKind | null, text: string, count: number): HTMLElement =>
      h(
        'button',
        {
          type: 'button',
          class: 'kind-chip',
          'aria-pressed': String(kind === value),
          'data-focus': `kind ${text}`,
          click: () => page.set({ kind: value }),
        },
        value === null ? null : glyph(value),
        text,
        h('span', { class: 'caption' }, formatCount(count)),
      );
    replaceChildren(
      chips,
      chip(null, 'All', all.length),
      ...ownerKinds
        .filter((owner) => owners.has(owner))
        .map((owner) => chip(owner, shortOwners[owner], owners.get(owner) ?? 0)),
    );
    replaceChildren(
      measureChoice,
      isDiff ? h('span', { class: 'caption' }, 'Snapshots show') : null,
      isDiff
        ? choice('Snapshots show', measures, measure(), (value) =>
            page.set({ measure: value === 'count' ? null : value }),
          )
        : null,
    );
  }

  function focusRow(index: number): void {
    active = Math.max(0, Math.min(rows.length - 1, index));
    virtual.scrollTo(active);
    const row = body.querySelector<HTMLElement>(`[data-index="${active}"] .opener`);
    row?.focus({ preventScroll: true });
  }

  function update(): void {
    const signature = ['sort', 'filter', 'kind', 'measure', 'open']
      .map((name) => page.get(name) ?? '')
      .join('\n');
    if (signature === drawnWith) return;
    const isFirst = drawnWith === '';
    drawnWith = signature;
    columns = findColumns(page.data, measure());
    rows = select();
    if (document.activeElement !== field) field.value = page.get('filter') ?? '';
    drawControls();
    drawHead();
    drawFoot();
    empty.hidden = rows.length > 0;
    table.setAttribute('aria-rowcount', String(rows.length + 2));
    const most = all.reduce(
      (top, row) => Math.max(top, row.growth?.delta.retainedSize ?? row.summary?.retainedSize ?? 0),
      1,
    );
    const current = rows;
    const open = current.flatMap((row, index) => (isOpen(row) ? [index] : []));
    const rowOptions = {
      columns,
      most,
      rowAt: (index: number) => current[index],
      isOpen,
      onOpen: openRow,
      onFocus: (index: number) => (active = index),
    };
    virtual.show({
      count: current.length,
      rowHeight: matchMedia('(max-width: 720px)').matches ? 36 : 27,
      keyOf: (index) => current[index]?.key ?? '',
      buildRow: () => buildRowView(rowOptions),
      buildDetails: (index) => (current[index] === undefined ? null : classDetails(page, current[index])),
      open,
    });
    if (isFirst && open[0] !== undefined) {
      active = open[0];
      virtual.scrollTo(active);
    }
  }

  function onKey(event: KeyboardEvent): boolean {
    const { key } = event;
    const row = rows[active];
    const isInRow = body.contains(document.activeElement);
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.shiftKey && digit !== undefined) {
      const column = columns[Number(digit) - 1];
      if (column !== undefined) sortBy(column.id);
    } else if (key === 'f' || key === 'F') field.focus();
    else if (key === 'm' || key === 'M') {
      const next = measures[(measures.findIndex(([id]) => id === measure()) + 1) % measures.length];
      page.set({ measure: next === undefined || next[0] === 'count' ? null : next[0] });
    } else if (key === 'ArrowDown') focusRow(isInRow ? active + 1 : active);
    else if (key === 'ArrowUp') focusRow(active - 1);
    else if (key === 'ArrowRight' && isInRow && row !== undefined && !isOpen(row)) toggleOpen(row);
    else if (key === 'ArrowLeft' && isInRow && row !== undefined && isOpen(row)) toggleOpen(row);
    else if (key === 'Escape' && page.get('filter') !== null) page.set({ filter: null });
    else return false;
    return true;
  }

  return { element, update, onKey, destroy: () => virtual.destroy() };
}
