// The app in Chromium, and snapshots chosen in it as a person would.

import { readFileSync } from 'node:fs';
import { type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type OpenOptions, openFile } from './open-browser.js';

const allowed = 'blob:';

export async function withApp(
  browser: Browser,
  options: OpenOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const opened = await openFile(browser, 'dist/viewer/viewer.html', options);
  try {
    await opened.page.waitForSelector('.drop-zone');
    await use(opened.page);
    expect(opened.complaints.filter((text) => !text.startsWith(allowed))).toEqual([]);
  } finally {
    await opened.close();
  }
}

/** In the order given: the app takes the oldest first, by time and name. */
export function choose(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path, at) => ({
    name: `${at}-${path.split('/').at(-1) ?? ''}`,
    mimeType: 'application/octet-stream',
    buffer: readFileSync(path),
  }));
  return page.locator('input[type="file"]').setInputFiles(files);
}
