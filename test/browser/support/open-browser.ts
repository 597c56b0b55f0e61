// Chromium for tests: one browser a file, pages that write down what they should not do.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import type { ViewerData } from '../../../src/report/model.js';
import { renderHtml } from '../../../src/render/html.js';
import { findChromium } from '../../support/find-chromium.js';

export const flags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium');
  return chromium.launch({ executablePath, args: [...flags], headless: true });
}

export interface Watched {
  readonly page: Page;
  /** Console messages, errors of the page, and requests other than for the file itself. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export function readTemplate(name: 'report' | 'viewer'): string {
  return readFileSync(`dist/viewer/${name}.html`, 'utf8');
}

export interface OpenOptions extends BrowserContextOptions {
  /** With its `#`. */
  readonly hash?: string;
}

export async function openFile(browser: Browser, path: string, options: OpenOptions = {}): Promise<Watched> {
  const { hash = '', ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...contextOptions,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const url = pathToFileURL(path).href;
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url()))
      complaints.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(url + hash);
  return { page, complaints, close: () => context.close() };
}

/** Writes the report to a file of its own and opens it as a person would. */
export async function openReport(
  browser: Browser,
  data: ViewerData,
  options: OpenOptions = {},
): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'heapdiff-report-'));
  const path = join(folder, 'report.html');
  writeFileSync(path, await renderHtml(data, readTemplate('report')));
  const opened = await openFile(browser, path, options);
  await opened.page.waitForSelector('main > *');
  return {
    ...opened,
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
}
