// Totals and suspects -> a stack over the snapshots: what was there, the rest, the suspects on top, the total in ink.

import type { DiffReport, Suspect } from '../../src/report/model.js';
import { h, svg } from '../dom/element.js';
import { choice } from '../dom/parts.js';
import type { Page } from '../state/page.js';
import { findUnit, formatSize, formatSnapshot, splitSize } from '../text/format.js';
import { shortClass } from '../text/plain-words.js';
import { showName } from '../text/show-name.js';
import { toneOf } from './rate.js';

interface Layer {
  readonly name: string;
  readonly tone: string;
  readonly suspect: Suspect | null;
  /** Bytes at each snapshot. */
  readonly values: readonly number[];
  /** What the key says. */
  readonly amount: number;
  readonly isGrowth: boolean;
}

const MOST_SUSPECTS = 3;

/** A suspect's growth, spread over the steps as its objects were added. */
function spreadGrowth(suspect: Suspect, snapshots: number): number[] {
  const { addedPerStep } = suspect.growing;
  const sum = addedPerStep.reduce((total, added) => total + Math.max(0, added), 0);
  const values = [0];
  let reached = 0;
  for (let step = 0; step < snapshots - 1; step++) {
    reached += Math.max(0, addedPerStep[step] ?? 0);
    const share = sum > 0 ? reached / sum : (step + 1) / Math.max(1, snapshots - 1);
    values.push(Math.max(0, suspect.growth.retained) * share);
  }
  return values;
}

/** Bottom up. No layer is below zero and their sum is the total. */
export function buildLayers(report: DiffReport): readonly Layer[] {
  const totals = report.totals.shallowSizes;
  const count = totals.length;
  const first = totals[0] ?? 0;
  const shown = report.suspects.rows.slice(0, MOST_SUSPECTS);
  const spread = shown.map((suspect) => spreadGrowth(suspect, count));
  const suspects: number[][] = spread.map(() => []);
  const rest: number[] = [];
  const base: number[] = [];
  totals.forEach((total, at) => {
    let left = total;
    spread.forEach((values, index) => {
      const value = Math.min(values[at] ?? 0, left);
      suspects[index]?.push(value);
      left -= value;
    });
    const kept = Math.min(first, left);
    base.push(kept);
    rest.push(left - kept);
  });
  const layers: Layer[] = [
    { name: 'already at A', tone: 'is-base', suspect: null, values: base, amount: first, isGrowth: false },
  ];
  const restGrowth = rest.at(-1) ?? 0;
  // A thousandth of the heap is no layer that anybody sees.
  if (restGrowth > (totals.at(-1) ?? 0) / 1000) {
    layers.push({
      name: 'the rest',
      tone: 'is-rest',
      suspect: null,
      values: rest,
      amount: restGrowth,
      isGrowth: true,
    });
  }
  for (let index = shown.length - 1; index >= 0; index--) {
    const suspect = shown[index];
    const values = suspects[index];
    if (suspect === undefined || values === undefined) continue;
    const name = showName(shortClass(suspect.growing.className), 24);
    const tone = toneOf(suspect) === 'is-plain' ? 'is-weak' : toneOf(suspect);
    layers.push({ name, tone, suspect, values, amount: suspect.growth.retained, isGrowth: true });
  }
  return layers;
}

/** Round numbers from 0 up to the top, four or fewer. */
export function findTicks(top: number): readonly number[] {
  const rough = Math.max(top, 1) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((value) => value >= rough) ?? rough;
  const ticks = [];
  for (let value = 0; value <= top * 1.001; value += step) ticks.push(value);
  return ticks;
}

function timeText(capturedAt: string | null): string {
  const match = capturedAt === null ? null : /T(\d\d:\d\d)/.exec(capturedAt);
  return match?.[1] ?? '';
}

function drawStack(
  report: DiffReport,
  layers: readonly Layer[],
  isGrowth: boolean,
  narrow: boolean,
): SVGSVGElement {
  const drawn = isGrowth ? layers.filter((layer) => layer.isGrowth) : layers;
  const count = report.totals.shallowSizes.length;
  const width = narrow ? 346 : 262;
  const left = 44;
  const right = width - 10;
  const top = 12;
  const bottom = narrow ? 112 : 122;
  const x = (at: number): number => (count < 2 ? left : left + (at * (right - left)) / (count - 1));
  const sums = Array.from({ length: count }, (_, at) =>
    drawn.reduce((sum, layer) => sum + (layer.values[at] ?? 0), 0),
  );
  const high = Math.max(...sums, 1) * 1.04;
  const y = (value: number): number => bottom - (value / high) * (bottom - top);
  const unit = findUnit(high);
  const ticks = findTicks(high);
  const floor = sums.map(() => 0);
  const areas = drawn.map((layer) => {
    const upper: string[] = [];
    const lower: string[] = [];
    floor.forEach((value, at) => {
      const next = value + (layer.values[at] ?? 0);
      upper.push(`${x(at).toFixed(1)} ${y(next).toFixed(1)}`);
      lower.unshift(`${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
      floor[at] = next;
    });
    return svg('path', {
      class: `layer ${layer.tone}`,
      d: `M${[...upper, ...lower].join('L')}Z`,
      'data-suspect': layer.suspect?.fingerprint,
    });
  });
  const line = sums.map((sum, at) => `${x(at).toFixed(1)} ${y(sum).toFixed(1)}`).join('L');
  const every = Math.max(1, Math.ceil(count / (narrow ? 3 : 4)));
  const labels = report.snapshots.flatMap((snapshot, at) => {
    if (at !== count - 1 && (at % every !== 0 || count - 1 - at < every)) return [];
    const anchor = count > 1 && at === count - 1 ? 'end' : at === 0 ? 'start' : 'middle';
    const total = report.totals.shallowSizes[at] ?? 0;
    const text = splitSize(isGrowth ? (sums[at] ?? 0) : total, unit).digits;
    return [
      svg(
        'text',
        { class: 'axis-name', x: x(at), y: bottom + 18, 'text-anchor': anchor },
        `${formatSnapshot(at)} ${text}`,
      ),
      svg(
        'text',
        { class: 'axis', x: x(at), y: bottom + 33, 'text-anchor': anchor },
        timeText(snapshot.capturedAt),
      ),
    ];
  });
  const height = report.snapshots.some((snapshot) => timeText(snapshot.capturedAt) !== '')
    ? bottom + 40
    : bottom + 25;
  return svg(
    'svg',
    { class: 'curve', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': describeCurve(report) },
    ...ticks.flatMap((tick, at) => {
      const { digits } = splitSize(tick, unit);
      const text = digits.replace(/\.0+$|(\.\d)0$/, '$1');
      const isTop = at === ticks.length - 1;
      return [
        svg('line', { class: 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
        svg(
          'text',
          { class: 'axis', x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' },
          isTop ? `${text} ${splitSize(tick, unit).unit}` : text,
        ),
      ];
    }),
    ...areas,
    svg('path', { class: 'total', d: `M${line}` }),
    ...sums.map((sum, at) => svg('circle', { class: 'total-dot', cx: x(at), cy: y(sum), r: 3.5 })),
    ...labels,
  );
}

function describeCurve(report: DiffReport): string {
  const sizes = report.totals.shallowSizes.map((total, at) => `${formatSnapshot(at)} ${formatSize(total)}`);
  return `Heap size: ${sizes.join(', ')}`;
}

export function memoryCurve(page: Page, report: DiffReport): HTMLElement {
  const layers = buildLayers(report);
  const mode = page.get('curve') === 'growth' ? 'growth' : 'total';
  const narrow = matchMedia('(max-width: 720px)').matches;
  const unit = findUnit(Math.max(...layers.map((layer) => layer.amount)));
  const key = h(
    'dl',
    { class: 'curve-key' },
    ...[...layers].reverse().map((layer) => {
      const amount = splitSize(layer.amount, unit);
      return h(
        'div',
        { class: 'curve-row', 'data-suspect': layer.suspect?.fingerprint },
        h(
          'dt',
          {},
          h('span', { class: `swatch ${layer.tone}`, 'aria-hidden': 'true' }),
          h('bdi', {}, layer.name),
        ),
        h(
          'dd',
          { class: layer.isGrowth ? layer.tone : '' },
          layer.isGrowth ? '+' : '',
          amount.digits,
          h('span', { class: 'off-screen' }, ` ${amount.unit}`),
        ),
      );
    }),
  );
  return h(
    'section',
    { class: 'card memory', 'aria-label': 'Memory' },
    h(
      'header',
      {},
      h('h2', {}, 'Memory', h('span', { class: 'caption' }, ` ${splitSize(0, unit).unit}`)),
      choice(
        'Memory curve',
        [
          ['total', 'Total'],
          ['growth', 'Growth'],
        ] as const,
        mode,
        (value) => page.set({ curve: value === 'growth' ? value : null }),
      ),
    ),
    h('div', { class: 'memory-body' }, drawStack(report, layers, mode === 'growth', narrow), key),
  );
}
