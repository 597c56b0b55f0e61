// A field in which an @id, class, file or name is found in what the page holds, as a list under it.

import { h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { showName } from '../text/show-name.js';
import type { Page } from '../state/page.js';
import { formatCount } from '../text/format.js';
import { type Found, buildIndex, findMatches } from './find-matches.js';
import { findInHeap } from './find-in-heap.js';

export interface Finder {
  readonly element: HTMLElement;
  focus(): void;
}

const PAUSE = 200;

export function openFinder(page: Page): Finder {
  const index = buildIndex(page.data);
  let matches: readonly Found[] = [];
  let chosen = 0;
  let pause = 0;
  let inHeap = '';
  const label = page.ask === null ? 'Find @id, class, property' : 'Find @id, class, property, string';
  const hint = page.ask === null ? 'Find @id, class, name' : 'Find @id, name, text';
  const list = h('ul', {
    id: 'finder-list',
    role: 'listbox',
    'aria-label': 'Found',
    class: 'finder-list',
    hidden: true,
  });
  const field = h('input', {
    type: 'search',
    class: 'finder-field',
    placeholder: hint,
    'aria-label': label,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': 'finder-list',
    autocomplete: 'off',
    spellcheck: 'false',
    input: () => search(),
    keydown: (event: KeyboardEvent) => onKey(event),
    blur: () => setTimeout(close, 150),
  });

  function close(): void {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }

  function search(): void {
    matches = findMatches(index, field.value);
    chosen = 0;
    inHeap = '';
    const letters = field.value.trim();
    clearTimeout(pause);
    const { ask } = page;
    if (ask !== null && letters !== '') {
      inHeap = 'Looking through the heap';
      pause = setTimeout(() => {
        findInHeap(ask, letters).then(
          ({ rows, total }) => {
            if (field.value.trim() !== letters) return;
            matches = [...matches, ...rows];
            inHeap = total > rows.length ? `${formatCount(total)} in the heap, the largest shown` : '';
            draw();
          },
          () => undefined,
        );
      }, PAUSE);
    }
    draw();
  }

  function draw(): void {
    const isOpen = field.value.trim() !== '';
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
    const options = matches.map((match, at) =>
      h(
        'li',
        {
          role: 'option',
          id: `found-${at}`,
          'aria-selected': String(at === chosen),
          mousedown: (event: MouseEvent) => {
            event.preventDefault();
            go(match);
          },
        },
        glyph(match.owner),
        h('bdi', { class: 'mono' }, showName(match.name, 60)),
        h('span', { class: 'caption' }, match.what),
      ),
    );
    const none = h(
      'li',
      { role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true' },
      page.ask === null ? 'Nothing in this report' : 'Nothing in this heap',
    );
    const note =
      inHeap === ''
        ? null
        : h(
            'li',
            { role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true', class: 'caption' },
            inHeap,
          );
    replaceChildren(list, ...(options.length > 0 || note !== null ? options : [none]), note);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
    if (options.length > 0) field.setAttribute('aria-activedescendant', `found-${chosen}`);
    else field.removeAttribute('aria-activedescendant');
  }

  function go(match: Found): void {
    field.value = '';
    close();
    field.blur();
    page.open(match.view, match.changes);
  }

  function onKey(event: KeyboardEvent): void {
    const match = matches[chosen];
    if (event.key === 'Enter' && match !== undefined) go(match);
    else if (event.key === 'ArrowDown') chosen = Math.min(chosen + 1, matches.length - 1);
    else if (event.key === 'ArrowUp') chosen = Math.max(chosen - 1, 0);
    else if (event.key === 'Escape') {
      field.value = '';
      close();
      return;
    } else return;
    event.preventDefault();
    if (field.value !== '') draw();
  }

  const element = h(
    'div',
    { class: 'finder', role: 'search' },
    icon('search'),
    field,
    h('kbd', { 'aria-hidden': 'true' }, '/'),
    list,
  );
  return { element, focus: () => field.focus() };
}
