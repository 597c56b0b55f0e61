// A field in which an @id, class, file or name is found in what the page holds, as a list under it.

import { h, replaceChildren } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { icon } from '../dom/icon.js';
import { showName } from '../text/show-name.js';
import type { Page } from '../state/page.js';
import { type Found, buildIndex, findMatches } from './find-matches.js';

export interface Finder {
  readonly element: HTMLElement;
  focus(): void;
}

export function openFinder(page: Page): Finder {
  const index = buildIndex(page.data);
  let matches: readonly Found[] = [];
  let chosen = 0;
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
    placeholder: 'Find @id, class, property',
    'aria-label': 'Find @id, class, property',
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
      'Nothing in this report',
    );
    replaceChildren(list, ...(options.length > 0 ? options : [none]));
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
