// A kind of owner -> its shape and colour: filled square, diamond, hexagon, ring, triangle.

import { svg } from './element.js';
import type { OwnerKind } from '../text/owner-kind.js';

export function glyphShape(kind: OwnerKind): SVGElement {
  switch (kind) {
    case 'app':
      return svg('rect', { x: 2, y: 2, width: 8, height: 8, rx: 1.5 });
    case 'npm':
      return svg('path', { d: 'M6 .8 11.2 6 6 11.2 .8 6z' });
    case 'node':
      return svg('path', { d: 'M6 .8 10.6 3.4v5.2L6 11.2 1.4 8.6V3.4z' });
    case 'v8':
      return svg('circle', { cx: 6, cy: 6, r: 3.6, class: 'ring' });
    case 'dom':
      return svg('path', { d: 'M6 1.5 11 10.5H1z' });
  }
}

export function glyph(kind: OwnerKind): SVGSVGElement {
  return svg(
    'svg',
    { class: `glyph is-${kind}`, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    glyphShape(kind),
  );
}
