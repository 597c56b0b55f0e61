// What a person who has never seen a heap reads: who holds it, where to cut, in words instead of V8's names.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DiffReport, RetainersReport, Suspect, ViewerData } from '../../src/report/model.js';
import { healthyData, retainersData, sharedData, summaryData } from './fixtures/other-stories.js';
import { edge, node, step, viewerData } from './fixtures/report-parts.js';
import { sessionSuspect, sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

function withSuspect(changes: Partial<Suspect>, excerpts: ViewerData['excerpts'] = []): ViewerData {
  const report = sessionsData.report as DiffReport;
  const rows = [{ ...sessionSuspect, owner: { package: null, file: null }, ...changes }];
  return { ...sessionsData, report: { ...report, suspects: { total: 1, shown: 1, rows } }, excerpts };
}

const byWindow = withSuspect(
  {
    holder: {
      id: 20,
      className: 'Window / file://',
      name: 'global',
      kind: 'object',
      sizes: [30, 60, 90],
      location: null,
    },
    path: [
      step(1, '(GC roots)'),
      step(20, 'Window / file://', { edge: { kind: 'shortcut', name: '2' }, retainedSize: 90_000 }),
      step(23, 'EventListener', { edge: { kind: 'element', name: '1' }, folded: 2 }),
      step(24, 'V8EventListener', { edge: { kind: 'element', name: '1' } }),
      step(25, 'Function', { edge: { kind: 'element', name: '1' } }),
      step(90533, 'Session', { edge: { kind: 'context', name: 'this' }, retainedSize: 464 }),
    ],
  },
  [
    {
      fingerprint: sessionSuspect.fingerprint,
      targetId: 90533,
      nodes: [
        node(90533, 'Session', { distance: 6, retainedSize: 464 }),
        node(25, 'Function', { distance: 5, retainedSize: 500 }),
        node(24, 'V8EventListener', { kind: 'native', distance: 4, retainedSize: 520 }),
        node(23, 'EventListener', { kind: 'native', distance: 3, retainedSize: 540 }),
        node(22, 'blink::EventTargetData', { kind: 'native', distance: 2, retainedSize: 80_000 }),
        node(20, 'Window / file://', { name: 'global', kind: 'native', distance: 1, retainedSize: 90_000 }),
        node(1, '(GC roots)', { kind: 'synthetic', distance: 'system' }),
      ],
      edges: [
        edge(25, 90533, 'context', 'this', 464),
        edge(24, 25, 'element', '1', 500),
        edge(23, 24, 'element', '1', 520),
        edge(22, 23, 'element', '1', 540),
        edge(20, 22, 'element', '1', 80_000),
        edge(1, 20, 'shortcut', '2', 0),
      ],
    },
  ],
);

test('what the window holds is told as its listeners, and the cut is below it', async () => {
  await withReport(browser, byWindow, {}, async (page) => {
    expect(await page.locator('h1').textContent()).toContain("held by event listeners on the page's window");
    const card = (await page.locator('article').first().textContent()) ?? '';
    expect(card).toContain("Event listeners on the page's window keep 10,000 more Session");
    expect(card).toContain('where global variables are');
    expect(card).toContain('cut below');
    expect(card).not.toContain('shortcut');
    // One listener is two objects of Blink.
    const names = (await page.locator('article .step-name').allTextContents()).join('\n');
    expect(names.match(/event listener/g)).toHaveLength(1);
    await page.keyboard.press('g');
    const cut = page.locator('.cut-card');
    expect(await cut.textContent()).toContain('One of 90 such references');
    expect(await page.locator('.node').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('event listener')]),
    );
    expect((await page.locator('.edge-label').allTextContents()).join(' ')).not.toMatch(/\[1\]/);
  });
});

test('a holder without a name is named after what it is in', async () => {
  const holder = { ...sessionSuspect.holder, id: 31, className: 'Array', name: null };
  const path = [
    step(1, '(GC roots)'),
    step(20, 'global', { edge: { kind: 'shortcut', name: '2' } }),
    step(30, 'Map', { name: 'registry', edge: { kind: 'property', name: 'registry' } }),
    step(31, 'Array', { edge: { kind: 'element', name: 'entry' }, folded: 1 }),
    step(90533, 'Session', { edge: { kind: 'element', name: '0' } }),
  ];
  await withReport(browser, withSuspect({ holder, path }), {}, async (page) => {
    expect(await page.locator('h1').textContent()).toContain('held by an Array in registry');
    expect(await page.locator('.card-title').textContent()).toContain('An Array in registry keeps');
  });
});

test('listeners of an emitter and handles of the runtime are called that', async () => {
  const path = [
    step(1, '(GC roots)'),
    step(40, 'TCP', { edge: { kind: 'internal', name: 'native_to_javascript' }, folded: 1 }),
    step(41, 'Array', { name: '_events.change', edge: { kind: 'property', name: '_events.change' } }),
    step(90533, 'Session', { edge: { kind: 'element', name: '3' } }),
  ];
  const listeners = { ...sessionSuspect.holder, id: 41, className: 'Array', name: 'change' };
  await withReport(browser, withSuspect({ holder: listeners, path }), {}, async (page) => {
    expect(await page.locator('h1').textContent()).toContain('held by the listeners for change');
    expect(await page.locator('article').textContent()).toContain('open in native code');
  });
  const handle = { ...sessionSuspect.holder, id: 99, className: '(synthetic)', name: null };
  await withReport(browser, withSuspect({ holder: handle, path }), {}, async (page) => {
    expect(await page.locator('h1').textContent()).toContain('held by what the runtime has open: TCP');
  });
});

const ofClass = ((): ViewerData => {
  const single = retainersData.report as RetainersReport;
  const report: RetainersReport = {
    ...single,
    instances: { className: 'Session', count: 9999, sampleIds: [90533] },
    paths: [sessionSuspect.path],
    pathCounts: [9990],
    tree: { ...single.tree, count: 9999 },
  };
  return { ...sessionsData, report, excerpts: sessionsData.excerpts };
})();

test('retainers of a class say where one cut frees them all, and what that frees', async () => {
  await withReport(browser, ofClass, {}, async (page) => {
    expect(await page.locator('h1').textContent()).toBe(
      '9,999 Session stay in memory, 9,990 of them held by sessions',
    );
    const boxed = await page.locator('.is-holder').textContent();
    expect(boxed).toContain('sessions');
    expect(boxed).toContain('cut here');
    await page.keyboard.press('g');
    expect(await page.locator('.cut-card').textContent()).toMatch(/exact.*Cut: frees 5\.11.MB/);
    expect(await page.locator('.node').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Session \u00d7 9,999')]),
    );
    expect(await page.locator('.graph-notice').isVisible()).toBe(false);
  });
});

test('where the merged tree ends below what the instances share, their sizes tell', async () => {
  const report = ofClass.report as RetainersReport;
  const bounded = { ...ofClass, report: { ...report, tree: { ...report.tree, retainers: [] } } };
  await withReport(browser, bounded, {}, async (page) => {
    expect(await page.locator('.is-holder').textContent()).toContain('sessions');
  });
});

test('an excerpt says what holds its object directly, and leads to that reference in the graph', async () => {
  await withReport(browser, sharedData, {}, async (page) => {
    const rows = await page.locator('.object-list li').allTextContents();
    expect(rows).toHaveLength(4);
    expect(rows.join('\n')).toMatch(/exported.*Module/);
    expect(rows.at(-1)).toContain('weak, keeps nothing');
    await page.getByRole('button', { name: 'exported' }).click();
    await page.waitForSelector('main.view-graph .cut-card');
  });
});

test('an object that refers to nothing but internals is not drawn alone', async () => {
  const data = viewerData({
    ...(sharedData.report as Extract<ViewerData['report'], { kind: 'excerpt' }>),
    direction: 'refs',
    nodes: [node(5, 'Map'), node(6, '(array)', { kind: 'array' })],
    edges: [edge(5, 6, 'internal', 'table', 0)],
  });
  await withReport(browser, data, { hash: '#/graph' }, async (page) => {
    expect(await page.locator('.node').count()).toBe(2);
  });
});

test('the graph goes as deep as its holder', async () => {
  const length = 14;
  const nodes = Array.from({ length }, (_, at) =>
    node(100 + at, at === 0 ? 'Session' : `Link${at}`, { distance: length - at, retainedSize: 464 }),
  );
  const edges = nodes.slice(1).map(({ id }) => edge(id, id - 1, 'property', 'next', 464));
  const far = 100 + length - 1;
  const data = withSuspect(
    {
      holder: { ...sessionSuspect.holder, id: far, className: `Link${length - 1}`, name: null },
      path: [
        step(1, '(GC roots)'),
        ...nodes
          .toReversed()
          .map(({ id, className }) => step(id, className, { edge: { kind: 'property', name: 'next' } })),
      ],
    },
    [{ fingerprint: sessionSuspect.fingerprint, targetId: 100, nodes, edges }],
  );
  await withReport(browser, data, { hash: '#/graph' }, async (page) => {
    expect(await page.locator(`.node[data-node="${far}"]`).count()).toBe(1);
    await page.keyboard.press('[');
    expect(await page.locator('output').first().textContent()).toBe('13');
  });
});

test('without suspects every class that grew and every object that became larger is listed, with why it is none', async () => {
  await withReport(browser, healthyData, {}, async (page) => {
    const rows = page.locator('.healthy tbody tr');
    expect(await rows.count()).toBe(5);
    await page.getByRole('button', { name: 'All 6 classes that grew' }).click();
    expect(await rows.count()).toBe(6);
    for (const text of await rows.locator('.why-not').allTextContents()) expect(text).not.toBe('');
    expect(await page.locator('.larger li').allTextContents()).toEqual([
      expect.stringMatching(/prices Map.*room for 64 → 128 entries.*\+4\.00.kB/),
    ]);
    expect(await page.locator('.healthy-aside').textContent()).toMatch(/Outside.*grew by 90\.0.kB/);
    await rows.first().getByRole('button').click();
    expect(await page.locator('.class-row.is-open').count()).toBe(1);
  });
});

test('what came once is either warm-up or left behind by work that was undone, which the first and the last tell', async () => {
  const report = healthyData.report as DiffReport;
  const withSettled = (classes: number): ViewerData => ({
    ...healthyData,
    report: { ...report, examined: { ...report.examined, settled: { classes, shallowSize: 97_600 } } },
  });
  const [first, last] = [report.snapshots[0].path, report.snapshots[report.snapshots.length - 1].path];
  await withReport(browser, withSettled(5), {}, async (page) => {
    const text = await page.locator('.healthy').textContent();
    expect(text).toContain(`compare it with A: heapdiff ${first} ${last} --html report.html`);
  });
  await withReport(browser, withSettled(0), {}, async (page) => {
    expect(await page.locator('.healthy').textContent()).not.toContain('compare it with A');
  });
});

test('one snapshot says who keeps most, and how many of what', async () => {
  await withReport(browser, summaryData, {}, async (page) => {
    expect(await page.locator('h1').textContent()).toMatch(/kept by sessions, which has 4,000 Session$/);
    expect(await page.locator('.summary-cards li').first().textContent()).toMatch(
      /^sessions Map @4410.* has 4,000 Session5\.11.MB/,
    );
  });
});
