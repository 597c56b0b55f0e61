// A button that opens a short list of actions under it.

import { h } from './element.js';
import { icon } from './icon.js';

export function menu(title: string, items: readonly (readonly [string, () => void])[]): HTMLElement {
  const close = (): void => {
    details.open = false;
  };
  const run = (act: () => void): void => {
    close();
    summary.focus();
    act();
  };
  const details = h('details', {
    class: 'menu',
    focusout: (event: FocusEvent) => {
      if (!(event.relatedTarget instanceof Node) || !details.contains(event.relatedTarget)) close();
    },
    keydown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.open) return;
      event.preventDefault();
      close();
      summary.focus();
    },
  });
  const summary = h('summary', { class: 'button', 'data-focus': title }, title, icon('down'));
  details.append(
    summary,
    h(
      'ul',
      {},
      ...items.map(([text, act]) =>
        h('li', {}, h('button', { type: 'button', click: () => run(act) }, text)),
      ),
    ),
  );
  return details;
}
