// The class table: filter, order, rows that open, and 20,000 of them.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manyClasses } from './fixtures/other-stories.js';
import { sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('classes are filtered, sorted, opened and closed by mouse and by key', async () => {
  await withReport(browser, sessionsData, { hash: '#/classes' }, async (page) => {
    const names = (): Promise<string[]> =>
      page.locator('.class-body .class-row').evaluateAll((rows) =>
        rows
          .map((row) => ({
            top: row.getBoundingClientRect().top,
            name: row.querySelector('.class-name')?.textContent ?? '',
          }))
          .sort((a, b) => a.top - b.top)
          .map((row) => row.name),
      );
    expect((await names()).slice(0, 2)).toEqual(['Session', '(string)']);
    await page.getByRole('button', { name: 'Removed' }).click();
    expect((await names())[0]).toBe('Limiter');
    await page.getByRole('button', { name: 'Class', exact: true }).click();
    expect((await names())[0]).toBe('(compiled code)');
    await page.keyboard.press('f');
    await page.keyboard.type('auth.js');
    expect(await names()).toEqual(['Session']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('.details').textContent()).toContain('10,000, newest first');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.details').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect((await names()).length).toBeGreaterThan(10);
    await page.getByRole('button', { name: /^npm/ }).click();
    expect(await names()).toEqual(['Router']);
    expect(await page.locator('.is-foot').textContent()).toContain('1 of 17 classes');
  });
});

test('rows that leave the window of the class table are used again for others', async () => {
  await withReport(browser, manyClasses(20_000), { hash: '#/classes' }, async (page) => {
    const result = await page.evaluate(async () => {
      const scroller = document.querySelector('.class-scroll') as HTMLElement;
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const seen = new Set<Element>();
      const wrong: string[] = [];
      for (let i = 0; i < 30; i++) {
        scroller.scrollTop += i % 3 === 0 ? 9000 : 250;
        await frame();
        await frame();
        await frame();
        for (const row of document.querySelectorAll<HTMLElement>('.class-body .class-row')) {
          seen.add(row);
          const index = Number(row.getAttribute('aria-rowindex')) - 2;
          const focus = row.querySelector('.opener')?.getAttribute('data-focus') ?? '';
          const name = row.querySelector('.class-name')?.textContent ?? '';
          if (row.style.top !== `${index * 27}px` || !focus.includes(name))
            wrong.push(`${focus} at ${index}`);
        }
        const box = scroller.getBoundingClientRect();
        const low = document.elementFromPoint(box.left + 60, box.bottom - 60)?.closest('.class-row');
        if (low === null || low === undefined) wrong.push('nothing at the lower end');
      }
      return { elements: seen.size, wrong };
    });
    expect(result.wrong).toEqual([]);
    expect(result.elements).toBeLessThan(80);
  });
});

test('20,000 classes scroll to the last one with few rows drawn', async () => {
  await withReport(browser, manyClasses(20_000), { hash: '#/classes' }, async (page) => {
    const result = await page.evaluate(async () => {
      const scroller = document.querySelector('.class-scroll') as HTMLElement;
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      let most = 0;
      for (let i = 0; i < 40; i++) {
        scroller.scrollTop += 13_000;
        await frame();
        most = Math.max(most, document.querySelectorAll('.class-body .class-row').length);
      }
      scroller.scrollTop = scroller.scrollHeight;
      await frame();
      await frame();
      const last = [...document.querySelectorAll('.class-body .class-row')].some(
        (row) => row.getAttribute('aria-rowindex') === '20001',
      );
      return { most, last, height: scroller.scrollHeight };
    });
    expect(result.most).toBeLessThan(80);
    expect(result.last).toBe(true);
    expect(result.height).toBeGreaterThan(20_000 * 27);
  });
});
