// A canvas whose drawing is moved with the pointer and zoomed with the wheel, two fingers or keys.

import { type ZoomBehavior, type ZoomTransform, select, zoom, zoomIdentity, zoomTransform } from 'd3';

export interface PanZoom {
  transform(): ZoomTransform;
  /** The whole drawing, or as much of it around a point as can be read, beside and below what lies over it. */
  fit(
    width: number,
    height: number,
    centre: { readonly x: number; readonly y: number } | null,
    covered: { readonly top: number; readonly side: number },
  ): void;
  scaleBy(factor: number): void;
  /** Moves as little as shows the rectangle. */
  reveal(x: number, y: number, width: number, height: number): void;
}

/** Of texts of 11.5 pixels. */
const LEAST_READABLE = 0.8;
const BELOW = 52;
const AT_REST = 250;

/**
 * `moved` holds the drawing. It alone is transformed, by style: an SVG whose own scale changes lays out all its
 * texts anew, 60 ms with 300 objects. While it moves it is a layer that the compositor moves as it was painted;
 * at rest it is painted again, as sharp as it can be.
 */
export function buildPanZoom(canvas: HTMLElement, moved: HTMLElement, onMove: () => void): PanZoom {
  let frame = 0;
  let timer = 0;
  const place = (): void => {
    const { x, y, k } = zoomTransform(canvas);
    moved.style.setProperty('transform', `translate(${x}px, ${y}px) scale(${k})`);
  };
  const rest = (): void => {
    clearTimeout(timer);
    timer = 0;
    moved.classList.remove('is-moving');
    place();
  };
  const move = (): void => {
    frame = 0;
    moved.classList.add('is-moving');
    place();
    clearTimeout(timer);
    timer = setTimeout(rest, AT_REST);
    onMove();
  };
  const behaviour: ZoomBehavior<HTMLElement, unknown> = zoom<HTMLElement, unknown>()
    .scaleExtent([0.1, 3])
    .clickDistance(4)
    .on('zoom', () => {
      // Several events may come in one frame; the drawing moves once.
      if (frame === 0) frame = requestAnimationFrame(move);
    });
  const selection = select(canvas).call(behaviour).on('dblclick.zoom', null);
  const box = (): DOMRect => canvas.getBoundingClientRect();
  const moveTo = (x: number, y: number, scale: number): void => {
    selection.call((target) => behaviour.transform(target, zoomIdentity.translate(x, y).scale(scale)));
    cancelAnimationFrame(frame);
    frame = 0;
    rest();
    onMove();
  };
  return {
    transform: () => zoomTransform(canvas),
    fit(width, height, centre, covered) {
      const { width: w, height: h } = box();
      if (w === 0 || width === 0) return;
      const top = Math.max(12, covered.top);
      // The legend lies over the lower edge.
      const room = h - (w < 720 ? 0 : BELOW);
      const whole = Math.min(1, (w - 24) / width, (room - top - 12) / height);
      if (whole >= LEAST_READABLE || centre === null) {
        // The card of the chosen edge has room beside it where that is to be had.
        const rest = w - width * whole - covered.side;
        const left = rest >= 36 ? rest / 2 : (w - width * whole) / 2;
        moveTo(left, Math.max(top, (room - height * whole) / 2), whole);
        return;
      }
      const scale = 1;
      // On a phone the lower half is under the card of the chosen edge.
      const y = h * (w < 720 ? 0.34 : 0.45) - centre.y * scale;
      moveTo(
        w / 2 - centre.x * scale,
        w < 720 ? Math.min(top, y) : Math.min(top, Math.max(y, room - 12 - height * scale)),
        scale,
      );
    },
    scaleBy(factor) {
      selection.call((target) => behaviour.scaleBy(target, factor));
    },
    reveal(x, y, width, height) {
      const { width: w, height: h } = box();
      const now = zoomTransform(canvas);
      const [left, top] = now.apply([x, y]);
      const [right, bottom] = now.apply([x + width, y + height]);
      const dx = left < 12 ? 12 - left : right > w - 12 ? w - 12 - right : 0;
      const dy = top < 12 ? 12 - top : bottom > h - 12 ? h - 12 - bottom : 0;
      if (dx !== 0 || dy !== 0) moveTo(now.x + dx, now.y + dy, now.k);
    },
  };
}
