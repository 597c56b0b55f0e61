// A report in Chromium for as long as a test uses it.

import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ViewerData } from '../../../src/report/model.js';
import { type OpenOptions, type Watched, openReport } from './open-browser.js';

/** Whatever a test does with a page, nothing may be asked for, logged or thrown. */
export async function withReport(
  browser: Browser,
  data: ViewerData,
  options: OpenOptions,
  use: (page: Page, opened: Watched) => Promise<void>,
): Promise<void> {
  const opened = await openReport(browser, data, options);
  try {
    await use(opened.page, opened);
    expect(opened.complaints).toEqual([]);
  } finally {
    await opened.close();
  }
}
