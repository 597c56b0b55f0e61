import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileData, sharedData } from './fixtures/other-stories.js';
import { edge, node } from './fixtures/report-parts.js';
import { sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('one reference that V8 keeps twice is cut as one; what others hold too goes when all are cut', async () => {
  await withReport(browser, sharedData, { hash: '#/graph?fold=off&more=5&edge=7-5' }, async (page) => {
    const card = page.locator('.cut-card');
    expect(await card.textContent()).toContain('frees 0');
    expect(await card.textContent()).toContain(
      'also held by value of system / PropertyCell and exported of Module',
    );
    await page.keyboard.press('Shift+X');
    expect(await card.textContent()).toMatch(/exact.*Cut: freed 337.kB/);
    expect(await page.locator('.node.is-freed').count()).toBe(1);
  });
  // Without the module the two places are all there is.
  const { report } = sharedData;
  if (report.kind !== 'excerpt') throw new Error('not an excerpt');
  const alone = {
    ...sharedData,
    report: { ...report, edges: report.edges.filter(({ from }) => from !== 9) },
  };
  await withReport(browser, alone, { hash: '#/graph?fold=off&more=5&edge=7-5' }, async (page) => {
    const card = page.locator('.cut-card');
    expect(await card.textContent()).toMatch(/exact.*Cut: frees 337.kB/);
    expect(await card.textContent()).toContain('in 2 places');
    await page.keyboard.press('x');
    expect(await page.locator('.edge.is-cut').count()).toBe(2);
    await page.keyboard.press('z');
    expect(await page.locator('.edge.is-cut').count()).toBe(0);
  });
});

test.each(['(object properties)', 'system / PropertyArray', '(object elements)'])(
  'the copy of a reference in %s is no holder of its own: the reference alone frees what it keeps',
  async (store) => {
    const { report } = sharedData;
    if (report.kind !== 'excerpt') throw new Error('not an excerpt');
    const data = {
      ...sharedData,
      report: {
        ...report,
        nodes: [
          node(5, 'Array', { retainedSize: 381_000, distance: 3 }),
          node(7, 'Router', { distance: 1 }),
          node(8, store, { kind: 'array', distance: 2 }),
        ],
        edges: [
          edge(7, 5, 'property', 'stack'),
          edge(7, 8, 'internal', 'properties', 500),
          edge(8, 5, 'internal', '4'),
        ],
      },
    };
    await withReport(browser, data, { hash: '#/graph' }, async (page) => {
      expect(await page.locator('.cut-card').textContent()).toMatch(/exact.*Cut: frees 381.kB/);
      expect(await page.locator('.edge.is-selected').textContent()).toContain('stack');
      expect(await page.locator('.node').count()).toBe(2);
      expect(await page.locator('.stub').count()).toBe(0);
      expect(await page.locator('.node[data-node="5"] .pill').textContent()).toBe('1 in');
      expect(await page.locator('.graph-panel .edge-freed').first().textContent()).toMatch(/381.kB/);
    });
  },
);

test('pills stand beside their boxes, and a line leads from the card to its reference', async () => {
  await withReport(browser, sharedData, { hash: '#/graph?depth=1' }, async (page) => {
    const centres = await page.locator('.stub').evaluateAll((stubs) =>
      stubs.map((stub) => {
        const box = document.querySelector(`.node[data-node="${stub.getAttribute('data-stub')}"]`);
        const own = stub.getBoundingClientRect();
        const other = box!.getBoundingClientRect();
        return own.top + own.height / 2 > other.top && own.top + own.height / 2 < other.bottom;
      }),
    );
    expect(centres.length).toBeGreaterThan(0);
    expect(centres).not.toContain(false);
    if ((await page.locator('.cut-card').count()) > 0)
      expect(await page.locator('.graph-tie path').getAttribute('d')).toMatch(/^M[\d.]+ [\d.]+L/);
  });
});

test('cuts in a link that are not in the drawing count for nothing', async () => {
  await withReport(
    browser,
    sharedData,
    { hash: '#/graph?fold=off&more=5&edge=7-5&cut=1-2' },
    async (page) => {
      expect(await page.locator('.cut-card').textContent()).not.toContain('references together');
    },
  );
});

test('the ground of a label is as wide as its text, however it is set', async () => {
  await withReport(browser, hostileData, { hash: '#/graph' }, async (page) => {
    const widths = await page.locator('.edge').evaluateAll((edges) =>
      edges.flatMap((edge) => {
        const [text, ground] = [edge.querySelector('.edge-label'), edge.querySelector('.edge-ground')];
        if (text === null || ground === null) return [];
        return [[text.getBoundingClientRect().width, ground.getBoundingClientRect().width] as const];
      }),
    );
    expect(widths.length).toBeGreaterThan(0);
    for (const [text, ground] of widths) expect(text).toBeLessThanOrEqual(ground);
  });
});

test('where the holder keeps little of what grew, the page says that others hold it too', async () => {
  const { report } = sessionsData;
  if (report.kind !== 'diff') throw new Error('not a comparison');
  const [first, ...others] = report.suspects.rows;
  if (first === undefined) throw new Error('no suspect');
  const grown = { ...first, growth: { ...first.growth, retained: 50_000_000 } };
  const suspects = { ...report.suspects, rows: [grown, ...others] };
  await withReport(browser, { ...sessionsData, report: { ...report, suspects } }, {}, async (page) => {
    expect(await page.locator('.cut-here').first().textContent()).toBe('cut here and elsewhere');
    await page.keyboard.press('g');
    expect(await page.locator('.cut-card').textContent()).toMatch(/little of the \+50\.0.MB.*other ways/);
  });
  await withReport(browser, sessionsData, {}, async (page) => {
    expect(await page.locator('.cut-here').first().textContent()).toBe('cut here');
  });
});
