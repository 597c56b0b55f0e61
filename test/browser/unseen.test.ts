// Reports of programs that nobody looked at while the page was made: in every one a person must find who holds what
// leaks, and no drawing may tell V8's bookkeeping as if a program had written it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAxeProblems, findOverlaps, isWiderThanWindow } from './support/check-page.js';
import { openBrowser, openFile } from './support/open-browser.js';

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-unseen-'));
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, ...args: readonly string[]): string {
  const path = join(folder, `${name}.html`);
  execFileSync(process.execPath, ['dist/cli/main.js', ...args, '--html', path], { stdio: 'pipe' });
  return path;
}

function tell(...args: readonly string[]): string {
  return execFileSync(process.execPath, ['dist/cli/main.js', ...args, '--json'], { encoding: 'utf8' });
}

const sessions = 'snapshots/sessions/final.heapsnapshot.gz';

function findSession(): string {
  const report = JSON.parse(tell('retainers', sessions, '--class', 'Session')) as { target: { id: number } };
  return String(report.target.id);
}

async function checkViews(page: Page): Promise<void> {
  const views = await page
    .locator('nav .tab')
    .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('href') ?? ''));
  for (const hash of views) {
    await page.evaluate((wanted) => (location.hash = wanted), hash);
    await page.waitForTimeout(80);
    expect(await findOverlaps(page), hash).toEqual([]);
    expect(await isWiderThanWindow(page), hash).toBe(false);
    expect(await findAxeProblems(page), hash).toEqual([]);
  }
}

test('what refers to one object is told with why it stays, and the drawing goes on beyond what was asked for', async () => {
  const path = write('backrefs', 'backrefs', sessions, '--id', findSession(), '--depth', '1');
  const { page, complaints, close } = await openFile(browser, path);
  expect(await page.locator('h1').textContent()).toMatch(/stays in memory, held by sessions/);
  expect(await page.locator('.is-holder').textContent()).toContain('held here');
  await page.keyboard.press('g');
  expect((await page.locator('.node').allTextContents()).join('\n')).toMatch(/sessions.*Map/);
  await checkViews(page);
  expect(complaints).toEqual([]);
  await close();
});

test('retainers of a class name what holds them all, how many ways there are and what each leads through', async () => {
  const path = write('class', 'retainers', sessions, '--class', 'Session');
  const { page, complaints, close } = await openFile(browser, path);
  expect(await page.locator('h1').textContent()).toMatch(/stay in memory, .*held by sessions/);
  expect(await page.locator('.way').first().textContent()).toContain('sessions');
  expect((await page.locator('.two-columns h2').allTextContents()).join('\n')).toMatch(
    /How [\d,]+ Session are reached[^]*Every way to @\d+ leads through[^]*Who holds it, merged/,
  );
  await checkViews(page);
  expect(complaints).toEqual([]);
  await close();
});

const roles = ['baseline', 'target', 'final'].map((role) => `snapshots/sessions/${role}.heapsnapshot.gz`);

/** Of the class that is open: the bars come to the count of its row, and the way leads through `sessions`. */
async function expectSizesAndWays(page: Page): Promise<void> {
  const details = page.locator('.details');
  expect(await details.textContent()).toMatch(/Retained size each, median \d/);
  const counts = await details.locator('.size-bars li > span:first-child').allTextContents();
  const sum = counts.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0);
  const row = await page.locator('.class-row.is-open .cell').allTextContents();
  expect(row).toContain(sum.toLocaleString('en-US'));
  expect(await details.locator('.way').first().textContent()).toContain('sessions');
}

test('an opened class says how large its instances are and in which ways they are kept', async () => {
  const { page, complaints, close } = await openFile(browser, write('sessions', ...roles));
  await page
    .getByRole('button', { name: /See the .* objects/ })
    .first()
    .click();
  await expectSizesAndWays(page);
  expect(complaints).toEqual([]);
  await close();
});

test('an opened class of one snapshot says the same, and which command goes on', async () => {
  const { page, complaints, close } = await openFile(browser, write('summary', 'summary', sessions), {
    hash: '#/classes?filter=session',
  });
  await page
    .locator('.opener', { hasText: /^Session$/ })
    .first()
    .click();
  await expectSizesAndWays(page);
  expect(await page.locator('.details code').textContent()).toMatch(/heapdiff retainers \S+ --class Session/);
  expect(complaints).toEqual([]);
  await close();
});

test('new objects of a class have their sizes, and lead to the graph', async () => {
  const { page, close } = await openFile(browser, join(folder, 'sessions.html'), {
    hash: '#/overview',
  });
  await page
    .getByRole('button', { name: /See the .* objects/ })
    .first()
    .click();
  const samples = await page.locator('.details .samples li').allTextContents();
  expect(samples.length).toBeGreaterThan(0);
  for (const text of samples) expect(text).toMatch(/@\d+keeps [\d.]+.(B|kB)/);
  await page.locator('.to-suspect').click();
  expect((await page.locator('.node').allTextContents()).join('\n')).toMatch(/sessions.*Map/);
  await close();
});

test('the map of dominators is coloured by growth, and names where most of it is', async () => {
  const { page, close } = await openFile(browser, join(folder, 'sessions.html'), { hash: '#/map?map=tree' });
  await page.waitForSelector('.tile.heat-4');
  expect(await page.locator('.grew-list li').first().textContent()).toMatch(/sessions, Map\+[\d.]+.MB/);
  await page.locator('.grew-list button').first().click();
  expect(await page.locator('.map-panel .panel-title').textContent()).toBe('sessions, Map');
  await close();
});

const folders = ['sessions', 'undo-board', 'request-trails'];

test.each(folders)('all folded steps of %s open in place, as the objects that they are', async (name) => {
  const snapshots = ['baseline', 'target', 'final'].map(
    (role) => `snapshots/${name}/${role}.heapsnapshot.gz`,
  );
  const { page, close } = await openFile(browser, write(`folded-${name}`, ...snapshots));
  const parts = page.locator('.folded');
  const count = await parts.count();
  expect(count).toBeGreaterThan(0);
  for (let at = 0; at < count; at++) {
    const part = parts.nth(at);
    const told = Number(/^\d+/.exec((await part.locator('summary').textContent()) ?? '')?.[0]);
    expect(await part.locator('li').count()).toBe(told);
    expect(await part.locator('li').first().textContent()).toMatch(/@\d+/);
  }
  await parts.first().locator('summary').click();
  expect(await parts.first().locator('li').first().isVisible()).toBe(true);
  await close();
});

test('why an object stays opens in the pages of retainers and chains, too', async () => {
  const id = findSession();
  const retainers = write('one', 'retainers', sessions, '--id', id);
  const chain = write('chain', 'chain', sessions, '--from', 'module', '--to', id);
  for (const path of [retainers, chain]) {
    const { page, close } = await openFile(browser, path);
    const part = page.locator('.folded').first();
    const told = Number(/^\d+/.exec((await part.locator('summary').textContent()) ?? '')?.[0]);
    expect(await part.locator('li').count()).toBe(told);
    await close();
  }
});

const exporting = `export const registry = new Map();
export class Visit { constructor(at) { this.path = '/page/' + at; } }
export function visit(at) { registry.set(at, new Visit(at)); }`;
const importing = `import { writeHeapSnapshot } from 'node:v8';
import { registry, visit } from './registry.mjs';
for (const step of ['a', 'b', 'c']) {
  for (let i = 0; i < 300; i++) visit(registry.size);
  writeHeapSnapshot(step + '.heapsnapshot');
}`;

test('a variable that an ES module exports hangs on its module, not on cells and lists of V8', async () => {
  writeFileSync(join(folder, 'registry.mjs'), exporting);
  writeFileSync(join(folder, 'main.mjs'), importing);
  execFileSync(process.execPath, ['main.mjs'], { cwd: folder });
  const path = write('module', ...['a', 'b', 'c'].map((step) => join(folder, `${step}.heapsnapshot`)));
  const { page, complaints, close } = await openFile(browser, path, { hash: '#/graph' });
  expect(await page.locator('.edge.is-selected .edge-label').textContent()).toBe('variable registry');
  expect(await page.locator('.cut-card h2').textContent()).toMatch(/frees [\d.]+.kB/);
  const nodes = (await page.locator('.node').allTextContents()).join('\n');
  expect(nodes).toMatch(/registry\.mjs\s+module/);
  expect(nodes).not.toMatch(/Cell|\(array\)|\(system\)/);
  await page.keyboard.press('n');
  expect((await page.locator('.node').allTextContents()).join('\n')).toMatch(/system \/ Cell/);
  expect(complaints).toEqual([]);
  await close();
});
