// A name -> a line drawing of 16 x 16 in the colour of the text around it. Never says anything by itself.

import { svg } from './element.js';

const paths = {
  graph: 'M6 2.5h4v3H6zM1.5 10.5h4v3h-4zM10.5 10.5h4v3h-4zM8 5.5V8M3.5 10.5V8h9v2.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14',
  link: 'M6.5 9.5l3-3M7 4.5l1.3-1.3a3 3 0 0 1 4.3 4.3L11.5 8.7M9 11.5l-1.3 1.3a3 3 0 0 1-4.3-4.3L4.5 7.3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  scissors:
    'M5.5 6.3 13.5 12M5.5 9.7l8-5.7M4 6.8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 13.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  upload: 'M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 10v3.5h11V10',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.2',
} as const;

export type IconName = keyof typeof paths;

/** For a drawing of its own. */
export function iconPath(name: IconName): string {
  return paths[name];
}

export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: paths[name], fill: 'none', stroke: 'currentColor' }),
  );
}

export function logo(): SVGSVGElement {
  return svg(
    'svg',
    { class: 'logo', viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svg('rect', { class: 'logo-ground', width: 20, height: 20, rx: 5 }),
    svg('rect', { class: 'logo-low', x: 4, y: 11, width: 3, height: 5, rx: 1 }),
    svg('rect', { class: 'logo-middle', x: 8.5, y: 8, width: 3, height: 8, rx: 1 }),
    svg('rect', { class: 'logo-high', x: 13, y: 4, width: 3, height: 12, rx: 1 }),
  );
}
