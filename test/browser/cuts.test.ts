import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedData } from './fixtures/other-stories.js';
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
