// What a screen reader is told: Chromium's accessibility tree of every view has a name for each control, for the
// drawing's objects and references, and for tables with their heads.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { healthyData } from './fixtures/other-stories.js';
import { sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Told {
  readonly role: string;
  readonly name: string;
}

async function readTree(page: Page): Promise<readonly Told[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '').trim() }));
}

const mustHaveNames =
  /^(button|link|textbox|searchbox|combobox|switch|DisclosureTriangle|table|columnheader|image|dialog|navigation|complementary|region)$/;

test.each([
  ['sessions', sessionsData, ['overview', 'graph', 'classes?open=Date', 'map', 'map?map=tree', 'statistics']],
  ['nothing suspected', healthyData, ['overview', 'classes']],
] as const)('every control, picture and table has a name: %s', async (_, data, views) => {
  await withReport(browser, data, {}, async (page) => {
    for (const view of views) {
      await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await page.waitForSelector(`main.view-${view.split('?')[0] ?? ''}`);
      const tree = await readTree(page);
      expect(
        tree.filter(({ role, name }) => mustHaveNames.test(role) && name === ''),
        view,
      ).toEqual([]);
      expect(
        tree.some(({ role }) => role === 'heading'),
        view,
      ).toBe(true);
    }
  });
});

test('objects of the drawing are told with class and size, references with both their ends', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph' }, async (page) => {
    const names = (await readTree(page)).filter(({ role }) => role === 'button').map(({ name }) => name);
    expect(names).toContainEqual(expect.stringMatching(/^sessions Map @\d+.* keeps [\d.]+.MB/));
    expect(names).toContainEqual(expect.stringMatching(/^variable sessions, from .* to sessions Map/));
    const stubs = names.filter((name) => /more retainer/.test(name));
    for (const name of stubs) expect(name).toMatch(/ of \S/);
  });
});
