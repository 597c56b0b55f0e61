// Every key of the list that `?` shows does what it says, and Back takes it back.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);

/** View, key, what is in the address then. */
const settings: readonly (readonly [string, string, RegExp])[] = [
  ['#/overview', '1', /^#\/overview/],
  ['#/overview', '2', /^#\/graph/],
  ['#/overview', '3', /^#\/classes/],
  ['#/overview', '4', /^#\/map/],
  ['#/overview', '5', /^#\/statistics/],
  ['#/overview', 'j', /suspect=/],
  ['#/overview', 'g', /^#\/graph\?.*suspect=/],
  ['#/graph', 'j', /suspect=77aa01c3d9e0/],
  ['#/graph', 'ArrowUp', /node=5290/],
  ['#/graph', 'x', /cut=5290-4410/],
  ['#/graph', 'e', /fine=5290/],
  ['#/graph', 's', /stuck=4410/],
  ['#/graph', 'i', /ignore=class/],
  ['#/graph', 'h', /highlight=Map/],
  ['#/graph', 'n', /fold=off/],
  ['#/graph', 'l', /names=long/],
  ['#/graph', '[', /depth=\d/],
  ['#/graph', ']', /depth=\d/],
  ['#/graph', '<', /breadth=3/],
  ['#/graph', '>', /breadth=5/],
  ['#/graph', 'Escape', /node=4410(?!.*edge)/],
  ['#/classes', 'm', /measure=shallow/],
  ['#/classes', 'Shift+Digit1', /sort=/],
  ['#/classes', 'Shift+Digit4', /sort=/],
  ['#/map', 'v', /colour=kind/],
  ['#/map', 't', /shape=icicle/],
  ['#/map', 'g', /^#\/graph/],
  ['#/classes', 'j', /^#\/overview\?suspect=/],
];

test.each(settings)('in %s the key %s sets what the link then says', async (hash, key, expected) => {
  await withReport(browser, sessionsData, { hash }, async (page) => {
    const before = await hashOf(page);
    await page.keyboard.press(key);
    const after = await hashOf(page);
    expect(after).toMatch(expected);
    if (after === before || key === 'j') return;
    await page.goBack();
    expect(await hashOf(page)).toBe(before);
  });
});

test('other keys move the focus, the zoom and the clipboard', async () => {
  await withReport(
    browser,
    sessionsData,
    { hash: '#/graph', permissions: ['clipboard-read', 'clipboard-write'] },
    async (page) => {
      const scaleOf = (): Promise<string> => page.locator('.zoom-percent').textContent().then(String);
      const percent = async (): Promise<number> => Number(/^(\d+) %$/.exec(await scaleOf())?.[1]);
      const start = await percent();
      // The drawing follows its keys with the next frame.
      await page.keyboard.press('+');
      await expect.poll(percent).toBeGreaterThan(start);
      await page.keyboard.press('-');
      await page.keyboard.press('-');
      await expect.poll(percent).toBeLessThan(start);
      await page.keyboard.press('0');
      await expect.poll(percent).toBe(start);
      await page.keyboard.press('c');
      await page.waitForSelector('.toast.is-shown');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('--variable sessions-->');
      await page.keyboard.press('Shift+C');
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#/graph');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      expect(await page.locator('.edge.is-selected:focus').count()).toBe(1);
      await page.keyboard.press('/');
      expect(await page.locator('.finder-field:focus').count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.keyboard.press('3');
      await page.keyboard.press('f');
      expect(await page.locator('.classes input:focus').count()).toBe(1);
      await page.keyboard.press('ArrowDown');
      expect(await page.locator('.opener:focus').count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.details').count()).toBe(1);
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('.details').count()).toBe(0);
      await page.keyboard.press('Enter');
      expect(await page.locator('.details').count()).toBe(1);
      await page.keyboard.press('4');
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.tile.is-chosen').count()).toBe(1);
    },
  );
});

test('a link with everything set in it shows all of it', async () => {
  const hash =
    '#/graph?breadth=3&cut=5290-4410&depth=4&edge=5290-4410&fine=5290&fold=off&highlight=Session&names=long&node=4410&stop=module&stuck=90533';
  await withReport(browser, sessionsData, { hash }, async (page) => {
    expect(await page.locator('.stepper output').allTextContents()).toEqual(['4', '3']);
    expect(await page.locator('.edge.is-cut').count()).toBe(1);
    expect(await page.locator('.edge.is-selected').count()).toBe(1);
    expect(await page.locator('.node.is-fine').count()).toBeGreaterThan(0);
    expect(await page.locator('.node.is-stuck').count()).toBeGreaterThan(0);
    expect(await page.getByRole('switch', { name: 'Fold internals' }).getAttribute('aria-checked')).toBe(
      'false',
    );
    expect(await page.getByRole('switch', { name: 'Long names' }).getAttribute('aria-checked')).toBe('true');
    expect(await page.getByLabel('Highlight').inputValue()).toBe('Session');
    expect(await page.getByLabel('Stop at').inputValue()).toBe('module');
    expect(await hashOf(page)).toBe(hash);
  });
  const classes = '#/classes?filter=s&kind=app&measure=retained&open=Session%2540x&sort=-growth';
  await withReport(browser, sessionsData, { hash: classes }, async (page) => {
    expect(await page.locator('.classes input').inputValue()).toBe('s');
    expect(await page.locator('.kind-chip[aria-pressed="true"]').textContent()).toContain('App');
    expect(await page.locator('[aria-sort="ascending"]').textContent()).toContain('Growth');
    expect(await page.locator('.choice-item[aria-pressed="true"]').textContent()).toBe('Retained');
  });
});

test('with letters switched off none of them acts, in no view; keys with names still do', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph' }, async (page) => {
    await page.keyboard.press('?');
    await page.getByLabel('Letters act as keys').uncheck();
    await page.keyboard.press('Escape');
    const before = await hashOf(page);
    for (const key of ['x', 'e', 's', 'n', 'l', 'i', 'j', '3', '[', '<']) await page.keyboard.press(key);
    expect(await hashOf(page)).toBe(before);
    await page.keyboard.press('ArrowUp');
    expect(await hashOf(page)).toContain('node=');
  });
});

test('what an object reaches by going back is neither expected nor stuck', async () => {
  const [excerpt] = sessionsData.excerpts;
  const looped = {
    ...sessionsData,
    excerpts: [
      {
        ...excerpt,
        edges: [
          ...excerpt.edges,
          { from: 90533, to: 5290, kind: 'property', name: 'app', retaining: true, freedIfCut: 0 },
        ],
      },
    ],
  };
  await withReport(browser, looped, { hash: '#/graph?stuck=90533' }, async (page) => {
    const marked = page.locator('.node.is-stuck');
    expect(await marked.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node')))).toEqual([
      '90533',
    ]);
  });
});
