import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOverlaps } from './support/check-page.js';
import { openBrowser, openFile } from './support/open-browser.js';

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-real-'));
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const roles = ['baseline', 'target', 'final'];

test.each(['sessions', 'page-cache', 'undo-board'])(
  'the page of the real snapshots %s opens quietly and readably in every view',
  async (name) => {
    const path = join(folder, `${name}.html`);
    const files = roles.map((role) => `snapshots/${name}/${role}.heapsnapshot.gz`);
    execFileSync(process.execPath, ['dist/cli/main.js', ...files, '--html', path], { stdio: 'pipe' });
    const { page, complaints, close } = await openFile(browser, path);
    for (const view of ['overview', 'graph', 'classes', 'map', 'statistics']) {
      await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await page.waitForSelector('main > *');
      await page.waitForTimeout(50);
      expect(await findOverlaps(page), view).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  },
);

test('the page of real sessions names the leak, its holder and the edge to cut', async () => {
  const { page, close } = await openFile(browser, join(folder, 'sessions.html'));
  expect(await page.locator('h1').textContent()).toContain(
    'Session keeps growing: +1,000 at every step, held by sessions',
  );
  await page.keyboard.press('2');
  expect(await page.locator('.cut-card').textContent()).toMatch(/Cut: frees 1\.\d+.MB/);
  expect(await page.locator('.edge.is-selected').textContent()).toContain('variable sessions');
  await close();
});
