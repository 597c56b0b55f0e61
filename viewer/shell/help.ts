// The list of keys, as a dialog. Letters can be switched off there for people who speak to their computer.

import { h } from '../dom/element.js';
import { button } from '../dom/parts.js';

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Everywhere',
    [
      ['1 to 5', 'view'],
      ['/', 'find'],
      ['J, K', 'next, previous suspect'],
      ['G', 'graph of the suspect'],
      ['C, Shift+C', 'copy as text, copy the link'],
      ['Esc', 'close'],
    ],
  ],
  [
    'Graph',
    [
      ['Up, Down', 'retainer, what it holds'],
      ['Left, Right', 'sibling'],
      ['E, S', 'mark the edge expected, stuck'],
      ['X, Z', 'cut the edge, undo'],
      ['Shift+X', 'cut all that hold the object'],
      ['Enter', 'open what is left out'],
      ['I, H', 'ignore, highlight the class'],
      ['N, L', 'fold internals, long names'],
      ['[ ], < >', 'depth, breadth'],
      ['+ - 0', 'zoom, fit'],
    ],
  ],
  [
    'Classes',
    [
      ['F', 'filter'],
      ['Up, Down', 'row'],
      ['Enter, Right', 'open'],
      ['Left', 'close'],
      ['Shift+1 to 9', 'sort by a column'],
      ['M', 'count, shallow, retained'],
    ],
  ],
  [
    'Map',
    [
      ['Arrows', 'neighbour'],
      ['Enter, Backspace', 'zoom in, out'],
      ['V', 'growth or kind'],
      ['T', 'treemap or icicle'],
    ],
  ],
];

export function buildHelp(onLetters: (on: boolean) => void): HTMLDialogElement {
  const letters = h('input', { type: 'checkbox', id: 'letters', change: () => onLetters(letters.checked) });
  letters.checked = true;
  const dialog = h(
    'dialog',
    { class: 'help', 'aria-label': 'Keys' },
    h('h2', {}, 'Keys'),
    h(
      'div',
      { class: 'help-groups' },
      ...groups.map(([title, keys]) =>
        h(
          'section',
          {},
          h('h3', {}, title),
          h(
            'dl',
            {},
            ...keys.map(([key, text]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, text))),
          ),
        ),
      ),
    ),
    h('label', { class: 'check', for: 'letters' }, letters, ' Letters act as keys'),
    button('Close', () => dialog.close(), { key: 'Esc' }),
  );
  return dialog;
}
