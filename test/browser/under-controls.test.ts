// Nothing that there is to read may lie under what there is to press: over real reports, in both widths and colours,
// and wherever the drawing was moved.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOverlaps, findUnderControls, isWiderThanWindow } from './support/check-page.js';
import { openBrowser, openFile } from './support/open-browser.js';

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-controls-'));
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const rolesOf = (name: string): string[] =>
  ['baseline', 'target', 'final'].map((role) => `snapshots/${name}/${role}.heapsnapshot.gz`);

const reports: Readonly<Record<string, readonly string[]>> = {
  sessions: rolesOf('sessions'),
  'page-cache': rolesOf('page-cache'),
  'request-trails': rolesOf('request-trails'),
  'undo-board': rolesOf('undo-board'),
  'one-class': ['retainers', 'snapshots/sessions/final.heapsnapshot.gz', '--class', 'Session'],
  deno: ['summary', 'snapshots/runtimes/deno.heapsnapshot.gz'],
};

async function expectRoom(page: Page, where: string): Promise<void> {
  expect(await findUnderControls(page), where).toEqual([]);
  expect(await findOverlaps(page), where).toEqual([]);
  expect(await isWiderThanWindow(page), where).toBe(false);
}

async function moveDrawing(page: Page, dx: number, dy: number): Promise<void> {
  const box = await page.locator('.graph-canvas').boundingBox();
  if (box === null) throw new Error('no drawing');
  // From a corner where nothing is drawn, else the box below the pointer would be chosen.
  const [x, y] = [box.x + 4, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
  await page.waitForTimeout(60);
}

const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };
const looks = [
  { viewport: wide, colorScheme: 'light' },
  { viewport: narrow, colorScheme: 'dark' },
] as const;
// Colours move nothing: once is enough.
const otherLooks = [
  { viewport: wide, colorScheme: 'dark' },
  { viewport: narrow, colorScheme: 'light' },
] as const;

test.each(Object.entries(reports))('nothing lies under a control: %s', async (name, args) => {
  const path = join(folder, `${name}.html`);
  execFileSync(process.execPath, ['dist/cli/main.js', ...args, '--html', path], { stdio: 'pipe' });
  for (const look of name === 'undo-board' ? [...looks, ...otherLooks] : looks) {
    const { page, complaints, close } = await openFile(browser, path, look);
    const tabs = await page
      .locator('nav .tab')
      .evaluateAll((links) => links.map((tab) => tab.getAttribute('href') ?? ''));
    for (const hash of tabs) {
      await page.evaluate((wanted) => (location.hash = wanted), hash);
      await page.waitForTimeout(80);
      const where = `${hash} at ${look.viewport.width}, ${look.colorScheme}`;
      await expectRoom(page, where);
      if (!hash.startsWith('#/graph')) continue;
      for (const [dx, dy] of [
        [0, 240],
        [0, -480],
        [60, 240],
      ] as const) {
        await moveDrawing(page, dx, dy);
        // Where a person moves the drawing to, its card may lie over it: only the bars are beside it.
        await page.evaluate(() => document.querySelector('.graph-popover')?.setAttribute('hidden', ''));
        await expectRoom(page, `${where}, moved by ${dx}, ${dy}`);
      }
    }
    expect(complaints).toEqual([]);
    await close();
  }
});
