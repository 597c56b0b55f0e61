// What lies around the drawing: what the colours mean, the zoom, the line from a reference to its card.

import { h, svg } from '../dom/element.js';
import { glyph } from '../dom/glyph.js';
import { button } from '../dom/parts.js';
import { ownerKinds, ownerNames } from '../text/owner-kind.js';

export function buildLegend(): HTMLElement {
  return h(
    'div',
    { class: 'graph-legend' },
    ...ownerKinds.map((owner) => h('span', {}, glyph(owner), ownerNames[owner])),
  );
}

export interface ZoomBar {
  readonly element: HTMLElement;
  show(scale: number): void;
}

export function buildZoomBar(scaleBy: (factor: number) => void, fit: () => void): ZoomBar {
  const percent = h('output', { class: 'zoom-percent', 'aria-label': 'Zoom level' });
  const element = h(
    'div',
    { class: 'zoom-bar', role: 'group', 'aria-label': 'Zoom' },
    button('\u2212', () => scaleBy(0.8), { class: 'step', label: 'Zoom out' }),
    percent,
    button('+', () => scaleBy(1.25), { class: 'step', label: 'Zoom in' }),
    button('Fit', fit, { class: 'step' }),
  );
  return {
    element,
    show(scale) {
      percent.textContent = `${Math.round(scale * 100)} %`;
    },
  };
}

export interface Tie {
  readonly element: SVGSVGElement;
  /** Null takes it away. */
  draw(path: string | null): void;
}

export function buildTie(): Tie {
  const path = svg('path', {});
  const element = svg('svg', { class: 'graph-tie', 'aria-hidden': 'true' }, path);
  return { element, draw: (wanted) => path.setAttribute('d', wanted ?? '') };
}
