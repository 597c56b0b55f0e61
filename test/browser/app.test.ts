import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAxeProblems, findOverlaps, isWiderThanWindow } from './support/check-page.js';
import { choose, withApp } from './support/open-app.js';
import { openBrowser, readTemplate } from './support/open-browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const sessions = ['baseline', 'target', 'final'].map((role) => `snapshots/sessions/${role}.heapsnapshot.gz`);
test('the page says what to drop and that it stays here, at every width', async () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await withApp(browser, { viewport }, async (page) => {
      expect(await page.locator('main').textContent()).toContain('never leave this machine');
      expect(await findAxeProblems(page)).toEqual([]);
      expect(await findOverlaps(page)).toEqual([]);
      expect(await isWiderThanWindow(page)).toBe(false);
    });
  }
});

test('the app may ask for nothing: its policy names only its own script, style and worker', () => {
  const policy =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readTemplate('viewer'))?.[1] ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^ ']+'; style-src 'sha256-[^ ']+'; /);
  expect(policy).toContain("worker-src blob:; connect-src 'none'");
});

test('three snapshots become the report that the command line gives', async () => {
  await withApp(browser, {}, async (page) => {
    await choose(page, sessions);
    await page.waitForSelector('main.view-overview');
    expect(await page.locator('h1').textContent()).toContain(
      'Session keeps growing: +1,000 at every step, held by sessions',
    );
    await page.keyboard.press('g');
    expect(await page.locator('.cut-card').textContent()).toMatch(/Cut: frees 1\.\d+.MB/);
    await page.keyboard.press('3');
    expect(await page.locator('.is-foot').textContent()).toContain('All 50 classes');
  });
});

test('plain files work like packed ones, and one alone is summarised', async () => {
  await withApp(browser, {}, async (page) => {
    const buffer = gunzipSync(readFileSync(sessions[0]));
    await page.locator('input[type="file"]').setInputFiles({ name: 'a.heapsnapshot', mimeType: '', buffer });
    await page.waitForSelector('main.view-overview');
    expect(await page.locator('h1').textContent()).toContain('in this heap');
  });
});

test.each(['bun', 'chromium', 'deno', 'node24'])('a snapshot of %s opens', async (file) => {
  const path = `snapshots/runtimes/${file}.heapsnapshot.gz`;
  const runtime = file.replace(/\d+/, '');
  await withApp(browser, {}, async (page) => {
    await choose(page, [path]);
    await page.waitForSelector('main.view-overview');
    expect((await page.locator('.context').textContent())?.toLowerCase()).toContain(runtime);
  });
});

test('a damaged file is named, with what is wrong with it, and another can be dropped', async () => {
  await withApp(browser, {}, async (page) => {
    const whole = gunzipSync(readFileSync(sessions[0]));
    const buffer = gzipSync(whole.subarray(0, whole.length / 2));
    await page.locator('input[type="file"]').setInputFiles({ name: '<b>half</b>.gz', mimeType: '', buffer });
    await page.waitForSelector('[role="alert"]');
    const text = (await page.locator('[role="alert"]').textContent()) ?? '';
    expect(text).toContain('<b>half</b>.gz');
    // As the command line says it: what, in which section, at which byte, and what to do.
    expect(text).toMatch(
      /ends in the section "\w+", .*byte \d+ of what it unpacks to \[ERR_TRUNCATED\]; cut short: copy it again, or wait until it is written/,
    );
    await choose(page, sessions.slice(0, 1));
    await page.waitForSelector('main.view-overview');
  });
});

test('work can be cancelled and started again', async () => {
  await withApp(browser, {}, async (page) => {
    await choose(page, sessions);
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.drop-file').count()).toBe(0);
    expect(await page.locator('.drop-zone').count()).toBe(1);
    await choose(page, sessions.slice(0, 2));
    await page.waitForSelector('main.view-overview');
    expect(await page.locator('.warnings').textContent()).toContain('third');
  });
});
