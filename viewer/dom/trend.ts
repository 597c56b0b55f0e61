// Numbers, one a snapshot -> a small line with a filled ground, zero-based unless nothing would show.

import { svg } from './element.js';

export interface TrendOptions {
  readonly width: number;
  readonly height: number;
  /** A dot for every snapshot rather than for the last only. */
  readonly dots?: boolean;
  /** CSS class of the colour: `is-grow`, `is-warm`, `is-plain`. */
  readonly tone: string;
  readonly label: string;
}

interface Shape {
  readonly line: string;
  readonly area: string;
  readonly points: readonly (readonly [number, number])[];
}

function findShape(values: readonly number[], width: number, height: number): Shape {
  const pad = 4;
  const low = Math.min(...values, 0);
  const high = Math.max(...values, low + 1);
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0;
  const points = values.map((value, index) => {
    const x = pad + index * step;
    const y = height - pad + 1 - ((value - low) / (high - low)) * (height - 2 * pad);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const;
  });
  const line = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const bottom = height - pad + 2;
  const last = points.at(-1);
  const first = points[0];
  const area =
    first === undefined || last === undefined ? '' : `${line}L${last[0]} ${bottom}L${first[0]} ${bottom}Z`;
  return { line, area, points };
}

export function trend(values: readonly number[], options: TrendOptions): SVGSVGElement {
  const { width, height } = options;
  const { line, area, points } = findShape(values, width, height);
  const dots = options.dots === true ? points : points.slice(-1);
  return svg(
    'svg',
    {
      class: `trend ${options.tone}`,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': options.label,
    },
    svg('path', { class: 'trend-area', d: area }),
    svg('path', { class: 'trend-line', d: line }),
    ...dots.map(([cx, cy], index) =>
      svg('circle', { class: index === dots.length - 1 ? 'trend-dot is-last' : 'trend-dot', cx, cy, r: 2.2 }),
    ),
  );
}

/** Drawn again for other numbers, in a table whose rows are used again. */
export interface TrendView {
  readonly element: SVGSVGElement;
  show(values: readonly number[], tone: string): void;
}

export function buildTrend(options: Omit<TrendOptions, 'dots' | 'tone'>): TrendView {
  const element = trend([0], { ...options, tone: '' });
  const [area, line, dot] = element.children;
  let shownTone = '';
  return {
    element,
    show(values, tone) {
      const shape = findShape(values, options.width, options.height);
      const [x, y] = shape.points.at(-1) ?? [-9, -9];
      if (tone !== shownTone) element.setAttribute('class', `trend ${tone}`);
      shownTone = tone;
      area?.setAttribute('d', shape.area);
      line?.setAttribute('d', shape.line);
      dot?.setAttribute('cx', String(x));
      dot?.setAttribute('cy', String(y));
    },
  };
}
