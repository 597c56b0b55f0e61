// A canvas whose drawing is moved with the pointer and zoomed with the wheel, two fingers or keys.

import { type ZoomBehavior, type ZoomTransform, select, zoom, zoomIdentity, zoomTransform } from 'd3';

export interface PanZoom {
  transform(): ZoomTransform;
  /** The whole drawing, or as much of it around a point as can be read; `beside` is the width of what lies over it. */
  fit(
    width: number,
    height: number,
    centre: { readonly x: number; readonly y: number } | null,
    beside: number,
  ): void;
  scaleBy(factor: number): void;
  /** Moves as little as shows the rectangle. */
  reveal(x: number, y: number, width: number, height: number): void;
}

/** Of texts of 11.5 pixels. */
const LEAST_READABLE = 0.8;
const MARGIN = 12;
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
    fit(width, height, centre, beside) {
      const { width: w, height: h } = box();
      if (w === 0 || width === 0) return;
      const whole = Math.min(1, (w - 2 * MARGIN) / width, (h - 2 * MARGIN) / height);
      if (whole >= LEAST_READABLE || centre === null) {
        // The card of the chosen edge has room beside it where that is to be had.
        const rest = w - width * whole - beside;
        const left = rest >= 36 ? rest / 2 : (w - width * whole) / 2;
        moveTo(left, Math.max(MARGIN, (h - height * whole) / 2), whole);
        return;
      }
      const y = Math.max(h * 0.45 - centre.y, h - MARGIN - height);
      moveTo(w / 2 - centre.x, Math.min(MARGIN, y), 1);
    },
    scaleBy(factor) {
      selection.call((target) => behaviour.scaleBy(target, factor));
    },
    reveal(x, y, width, height) {
      const { width: w, height: h } = box();
      const now = zoomTransform(canvas);
      const [left, top] = now.apply([x, y]);
      const [right, bottom] = now.apply([x + width, y + height]);
      const dx = left < MARGIN ? MARGIN - left : right > w - MARGIN ? w - MARGIN - right : 0;
      const dy = top < MARGIN ? MARGIN - top : bottom > h - MARGIN ? h - MARGIN - bottom : 0;
      if (dx !== 0 || dy !== 0) moveTo(now.x + dx, now.y + dy, now.k);
    },
  };
}
