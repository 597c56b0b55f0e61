// What has the pointer or the focus -> what belongs to it is darker: the references of an object, the objects on a
// way.

import type { PathStep } from '../../src/report/model.js';

/** The objects of a way; null takes it back. */
export function followWay(canvas: HTMLElement, path: readonly PathStep[] | null): void {
  const ids = new Set(path?.map(({ id }) => String(id)));
  for (const box of canvas.querySelectorAll('.node'))
    box.classList.toggle('is-followed', ids.has(box.getAttribute('data-node') ?? ''));
}

/** From now on. */
export function followNodes(canvas: HTMLElement): void {
  const follow = (event: Event): void => {
    const leaves = event.type === 'pointerout' || event.type === 'focusout';
    const box = leaves ? null : (event.target as Element).closest('.node');
    const id = box?.getAttribute('data-node') ?? null;
    for (const edge of canvas.querySelectorAll('.edge')) {
      const isIts =
        id !== null && (edge.getAttribute('data-from') === id || edge.getAttribute('data-to') === id);
      edge.classList.toggle('is-near', isIts);
    }
  };
  for (const type of ['pointerover', 'pointerout', 'focusin', 'focusout'])
    canvas.addEventListener(type, follow);
}
