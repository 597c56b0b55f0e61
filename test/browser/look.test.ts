import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ViewerData } from '../../src/report/model.js';
import {
  healthyData,
  hostileData,
  retainersData,
  structuralData,
  summaryData,
  twoSnapshotsData,
} from './fixtures/other-stories.js';
import { sessionsData } from './fixtures/sessions.js';
import { findAxeProblems, findOverlaps, isWiderThanWindow } from './support/check-page.js';
import { openBrowser, openReport } from './support/open-browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const stories: readonly (readonly [string, ViewerData, readonly string[]])[] = [
  [
    'of growing sessions',
    sessionsData,
    ['overview', 'graph', 'classes?open=Date', 'map', 'map?map=tree&shape=icicle', 'statistics'],
  ],
  ['without suspects', healthyData, ['overview', 'map?colour=kind']],
  ['of two snapshots', twoSnapshotsData, ['overview', 'graph']],
  ['of two processes', structuralData, ['overview', 'classes']],
  ['with hostile names', hostileData, ['overview', 'graph', 'classes', 'map', 'statistics']],
  ['of one object', retainersData, ['overview', 'graph']],
  ['of one snapshot', summaryData, ['overview', 'classes', 'map']],
];

const looks = [
  ['1280x800, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['390x844, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const;

for (const [story, data, views] of stories) {
  test.each(looks)(`a report ${story} is complete, quiet and readable at %s`, async (_, look) => {
    const opened = await openReport(browser, data, look);
    for (const view of views) {
      await opened.page.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await opened.page.waitForSelector(`main.view-${view.split('?')[0] ?? ''}`);
      await opened.page.waitForTimeout(50);
      // Once a story is enough for what does not depend on the window.
      if (look.colorScheme === 'light' || data === sessionsData) {
        expect(await findAxeProblems(opened.page), view).toEqual([]);
      }
      expect(await findOverlaps(opened.page), view).toEqual([]);
      expect(await isWiderThanWindow(opened.page), view).toBe(false);
    }
    expect(opened.complaints).toEqual([]);
    await opened.close();
  });
}

test('a printed report is light, open and without controls', async () => {
  const opened = await openReport(browser, sessionsData, { colorScheme: 'dark' });
  await opened.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const pdf = await opened.page.pdf({ format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
  const seen = await opened.page.evaluate(() => ({
    background: getComputedStyle(document.body).backgroundColor,
    tabs: getComputedStyle(document.querySelector('.tabs') ?? document.body).display,
  }));
  expect(seen).toEqual({ background: 'rgb(255, 255, 255)', tabs: 'none' });
  await opened.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await opened.page.locator('details:not([open])').count()).toBe(0);
  await opened.close();
});

test('with forced colours switches, bars and tiles still tell what they are for', async () => {
  const opened = await openReport(browser, sessionsData, { forcedColors: 'active', hash: '#/graph' });
  const { page } = opened;
  const groundOf = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await groundOf('.switch[aria-checked="true"] i')).not.toBe(
    await groundOf('.switch[aria-checked="false"] i'),
  );
  await page.keyboard.press('1');
  expect(await groundOf('.bars i.is-on')).not.toBe(await groundOf('.confidence'));
  await page.keyboard.press('4');
  expect(await groundOf('.tile.heat-4')).not.toBe(await groundOf('.tile.heat-0'));
  await opened.close();
});
