import { expect, test } from 'vitest';
import { diffReport } from '../../browser/fixtures/report-parts.js';
import type { DiffReport, GrowthShare } from '../../../src/report/model.js';
import { explainNoSuspects } from '../../../src/render/no-suspects-text.js';
import { renderReport } from '../../../src/render/render-report.js';

const share = (classes: number, shallowSize: number): GrowthShare => ({ classes, shallowSize });

function report(steps: number, growth: number, outside = 0): DiffReport {
  const sizes = Array.from({ length: steps + 1 }, (_, i) => 1_000_000 + (growth * i) / steps);
  const base = diffReport([], []);
  return {
    ...base,
    snapshots: sizes.map(() => base.snapshots[0]),
    totals: {
      counts: sizes.map(() => 1),
      shallowSizes: sizes,
      growth: { count: 0, shallowSize: growth },
      outsideHeap: sizes.map((_, i) => outside * i),
    },
    examined: {
      classes: 49,
      runtime: share(1, 30_600),
      settled: share(4, 900),
      replaced: share(0, 0),
      growing: share(2, 200),
    },
  };
}

test('without suspects it is said what was looked at, of what kind the growth is, and what to do next', () => {
  expect(explainNoSuspects(report(2, 31_700))).toEqual([
    {
      label: 'looked at',
      text: '49 classes: the heap grew by 31.7 kB (3.2 %), and nothing holds more objects at each of the 2 steps and keeps them',
    },
    {
      label: 'grew',
      text: "+30.6 kB in 1 class is the runtime's own (compiled code, shapes); +900 B in 4 classes once, and then stood still (warm-up); +200 B in 2 classes a little, or not in one place",
    },
    {
      label: 'next',
      text: 'if memory grows all the same, do more work between the snapshots, so that a slow leak stands out',
    },
  ]);
});

test('what came at one step only can be what an undone action has left behind', () => {
  const base = report(2, 97_600);
  const [first] = base.snapshots;
  const snapshots = ['a.heapsnapshot', 'b.heapsnapshot', 'my c.heapsnapshot'].map((path) => ({
    ...first,
    path,
  }));
  const settled = share(5, 97_600);
  const lines = explainNoSuspects({ ...base, snapshots, examined: { ...base.examined, settled } });
  expect(lines.at(-1)).toEqual({
    label: 'or',
    text: "if the last was taken after the work had been undone (a view closed, a job done), compare it with the first: heapdiff a.heapsnapshot 'my c.heapsnapshot'",
  });
});

test('two snapshots ask for a third', () => {
  expect(explainNoSuspects(report(1, 0)).at(-1)?.text).toMatch(/^take a third snapshot/);
  expect(explainNoSuspects(report(1, 0))[0].text).toMatch(/: the heap is as large as before, and/);
  expect(explainNoSuspects(report(1, -2000))[0].text).toMatch(/: the heap shrank by 2\.0 kB \(0\.2 %\), and/);
});

test('snapshots in a wrong order are to be compared again, whatever was found', () => {
  const warnings = [{ code: 'swapped-order', message: 'another order' }];
  expect(explainNoSuspects({ ...report(2, 0), warnings }).at(-1)?.text).toMatch(
    /^compare the snapshots in the order/,
  );
});

test('growth outside of the heap is said, since no snapshot explains it', () => {
  const lines = explainNoSuspects(report(2, 100, 4_000_000));
  expect(lines.find(({ label }) => label === 'outside')?.text).toMatch(
    /^\+8\.0 MB outside the JavaScript heap/,
  );
});

test('text and Markdown have the answer where suspects would be', () => {
  const text = renderReport(report(2, 31_700), 'text', { width: 80, colour: false });
  expect(text).toMatch(/^NO LEAK SUSPECTED\n {2}looked at {2}49 classes: /m);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  const markdown = renderReport(report(2, 31_700), 'markdown', { width: 80, colour: false });
  expect(markdown).toMatch(/## No leak suspected\n\n- \*\*looked at\*\* 49 classes: /);
});
