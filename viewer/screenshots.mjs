// The pictures of docs/viewer.md: written by the built program from the snapshots in this repository, taken in
// Chromium. `npm run screenshots`, after `npm run build`.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const out = 'docs/pictures';
const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

/** File, view with its settings, colours, window. */
const pictures = [
  ['viewer-overview', 'overview', 'light', wide],
  ['viewer-graph', 'graph', 'light', wide],
  ['viewer-graph-dark', 'graph', 'dark', wide],
  ['viewer-classes', 'classes', 'light', wide],
  ['viewer-map', 'map?map=tree', 'light', wide],
  ['viewer-phone', 'overview', 'light', narrow],
];

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  return process.env.CHROMIUM_PATH ?? found;
}

const folder = mkdtempSync(join(tmpdir(), 'heapdiff-pictures-'));
const page = join(folder, 'report.html');
const files = ['baseline', 'target', 'final'].map((role) => `snapshots/sessions/${role}.heapsnapshot.gz`);
execFileSync(process.execPath, ['dist/cli/main.js', ...files, '--html', page], { stdio: 'inherit' });
mkdirSync(out, { recursive: true });

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
for (const [name, view, colorScheme, viewport] of pictures) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(`${pathToFileURL(page).href}#/${view}`);
  await tab.waitForSelector(`main.view-${view.split('?')[0]} > *`);
  await tab.waitForTimeout(200);
  await tab.screenshot({ path: join(out, `${name}.png`) });
  await context.close();
}
await browser.close();
rmSync(folder, { recursive: true });
