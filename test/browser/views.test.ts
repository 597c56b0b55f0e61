import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ViewerData } from '../../src/report/model.js';
import { evilNames, hostileData, largeExcerpt } from './fixtures/other-stories.js';
import { sessionSuspect, sessionsData } from './fixtures/sessions.js';
import { openBrowser } from './support/open-browser.js';
import { withReport } from './support/with-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);

test('the first screen says what grows, how fast, who holds it and what to try', async () => {
  await withReport(browser, sessionsData, {}, async (page) => {
    expect(await page.locator('h1').textContent()).toBe(
      'Session keeps growing: +5,000 at every step, held by sessions in src/auth.js',
    );
    const first = page.locator('article').first();
    const text = (await first.textContent()) ?? '';
    for (const part of [
      'Map sessions keeps 10,000 more Session',
      '88 % of the growth',
      'Unbounded collection',
      'high confidence',
      'delete the entry when the session ends',
      'src/auth.js:12:7',
      '10,024 entries',
      'cut here',
      '--id 90541',
    ]) {
      expect(text).toContain(part);
    }
    expect(await page.locator('article').count()).toBe(2);
    // Steps of 190 and 210 are told as they are.
    expect(await page.locator('article').nth(1).textContent()).toContain('+190 to 210 a step');
  });
});

test('keys lead from the suspect to its graph and through the views, and Back undoes them', async () => {
  await withReport(browser, sessionsData, {}, async (page) => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await hashOf(page)).toContain(`suspect=77aa01c3d9e0`);
    await page.keyboard.press('k');
    await page.keyboard.press('g');
    expect(await hashOf(page)).toMatch(/^#\/graph\?.*suspect=4f1c0a9be2d7/);
    await page.keyboard.press('3');
    expect(await page.locator('main.view-classes').count()).toBe(1);
    await page.goBack();
    expect(await page.locator('main.view-graph').count()).toBe(1);
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.keyboard.press('/');
    await page.keyboard.type('limiter');
    await page.keyboard.press('Enter');
    expect(await page.locator('main.view-classes .details').textContent()).toContain('src/limits.js:3');
  });
});

test('a suspect can be marked as expected and back, and the curve shows growth alone', async () => {
  await withReport(browser, sessionsData, {}, async (page) => {
    await page.getByRole('button', { name: 'Mark expected' }).first().click();
    expect(await page.locator('article.is-expected').count()).toBe(1);
    expect(await hashOf(page)).toContain('expected=4f1c0a9be2d7');
    await page.getByRole('button', { name: 'Not expected' }).click();
    expect(await page.locator('article.is-expected').count()).toBe(0);
    expect(await page.locator('.layer.is-base').count()).toBe(1);
    await page.getByRole('button', { name: 'Growth', exact: true }).click();
    expect(await page.locator('.layer.is-base').count()).toBe(0);
  });
});

test('the graph opens on the one edge to cut, and cutting it frees what the report says', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph' }, async (page) => {
    const card = page.locator('.cut-card');
    expect(await card.textContent()).toContain('Cut: frees 5.11');
    expect(await card.textContent()).toContain('exact');
    expect(await page.locator('.node.is-selected').getAttribute('data-node')).toBe('4410');
    await page.keyboard.press('x');
    expect(await page.locator('.edge.is-cut').getAttribute('data-edge')).toBe('5290-4410');
    expect(
      await page
        .locator('.node.is-freed')
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node')).sort()),
    ).toEqual(['4410', '90533']);
    await page.keyboard.press('z');
    expect(await page.locator('.edge.is-cut').count()).toBe(0);
    await page.locator('[data-edge="5307-5290"] .edge-label').click();
    expect(await card.textContent()).toContain('frees 0');
    expect(await card.textContent()).toContain(
      'is also held by context of requireSession(), context of sweep() and 7 more',
    );
  });
});

test('arrows follow references, Tab goes from edge to edge, marks narrow the path', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph?node=4410' }, async (page) => {
    await page.keyboard.press('ArrowUp');
    expect(await hashOf(page)).toContain('node=5290');
    await page.keyboard.press('ArrowDown');
    expect(await hashOf(page)).toContain('node=4410');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.node:focus').getAttribute('data-node')).toBe('90533');
    await page.keyboard.press('Tab');
    expect(await page.locator('.edge.is-selected').getAttribute('data-edge')).toBe('4412-90533');
    await page.keyboard.press('s');
    expect(await page.locator('.node.is-stuck').count()).toBe(1);
    await page.locator('[data-node="5290"]').click();
    await page.keyboard.press('e');
    expect(await page.locator('.node.is-fine').count()).toBeGreaterThan(5);
    expect(
      await page
        .locator('.edge.is-suspect')
        .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-edge')).sort()),
    ).toEqual(['4412-90533', '5290-4410']);
  });
});

test('depth, breadth, folding, ignoring, names and stops change what is drawn', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph?node=90533' }, async (page) => {
    const count = (): Promise<number> => page.locator('.node').count();
    const all = await count();
    expect(all).toBe(13);
    await page.keyboard.press('n');
    expect(await count()).toBe(14);
    await page.keyboard.press('n');
    await page.keyboard.press('i');
    expect(await page.locator('.ignored .chip').textContent()).toBe('class Session');
    await page.locator('.ignored .chip').click();
    await page.getByRole('button', { name: 'Less breadth' }).click();
    await page.getByRole('button', { name: 'Less breadth' }).click();
    expect(await count()).toBeLessThan(all);
    const stub = page.locator('.stub:not(.is-outside)').first();
    expect(await stub.textContent()).toMatch(/more retainers/);
    const before = await count();
    await stub.click();
    expect(await count()).toBeGreaterThan(before);
    for (let i = 0; i < 6; i++) await page.keyboard.press('[');
    expect(await page.locator('.stepper output').first().textContent()).toBe('2');
    expect(await count()).toBeLessThan(before);
    const narrow = await page.locator('.node-box').first().getAttribute('width');
    await page.keyboard.press('l');
    expect(await hashOf(page)).toContain('names=long');
    expect(narrow).not.toBeNull();
    await page.getByLabel('Highlight').fill('map');
    expect(await page.locator('.node.is-lit').count()).toBeGreaterThan(0);
  });
});

test('the graph can be kept as SVG, PNG and DOT', async () => {
  await withReport(browser, sessionsData, { hash: '#/graph' }, async (page) => {
    const save = async (name: string): Promise<Buffer> => {
      await page.locator('.graph-toolbar .menu summary').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      return readFileSync(await download.path());
    };
    const picture = (await save('Save SVG')).toString();
    expect(picture).toMatch(/^<svg xmlns/);
    expect(picture).toContain('sessions');
    expect(picture).not.toMatch(/var\(--|class=|<script/);
    const png = await save('Save PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(5000);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.graph-toolbar .menu summary').click();
    await page.getByRole('button', { name: 'Copy as DOT' }).click();
    await page.waitForSelector('.toast.is-shown');
    const dot = await page.evaluate(() => navigator.clipboard.readText());
    expect(dot).toMatch(/^digraph heap \{/);
    expect(dot).toContain('"5290" -> "4410" [label="variable sessions"]');
  });
});

test('a link shows the same again: view, suspect, cut, marks, filter and order', async () => {
  const hash = '#/graph?cut=5290-4410&edge=5290-4410&fine=5290&node=4410&suspect=4f1c0a9be2d7';
  await withReport(browser, sessionsData, { hash }, async (page) => {
    expect(await page.locator('.edge.is-cut.is-selected').count()).toBe(1);
    expect(await page.locator('.cut-card').textContent()).toContain('Cut: freed');
    await page.evaluate(() => (location.hash = '#/classes?filter=quote&sort=-name&measure=shallow'));
    await page.waitForSelector('main.view-classes');
    expect(await page.getByLabel('Filter by class').inputValue()).toBe('quote');
    expect(await page.locator('.class-body .class-row').count()).toBe(1);
    expect(await page.locator('.choice-item[aria-pressed="true"]').textContent()).toBe('Shallow');
    await page.evaluate(() => (location.hash = '#/nonsense?%E0%A4%A=1&node=%zz&suspect=no'));
    await page.waitForSelector('main.view-overview');
  });
});

test('without an excerpt the graph is drawn from the paths, and says so', async () => {
  await withReport(browser, { ...sessionsData, excerpts: [] }, { hash: '#/graph' }, async (page) => {
    expect(await page.locator('.node').count()).toBeGreaterThan(2);
    expect(await page.locator('.graph-notice').textContent()).toContain('retaining paths');
    expect(await page.locator('.cut-card').textContent()).toContain('does not say how much');
  });
});

test('300 objects are laid out, followed and moved', async () => {
  await withReport(browser, largeExcerpt(300), { hash: '#/graph?depth=30&breadth=50' }, async (page) => {
    expect(await page.locator('.node').count()).toBe(300);
    const place = (): Promise<string | null> => page.locator('.graph-moved').getAttribute('style');
    const before = await place();
    await page.mouse.move(300, 300);
    await page.mouse.down();
    await page.mouse.move(420, 360, { steps: 5 });
    await page.mouse.up();
    await expect.poll(place).not.toBe(before);
    // At rest it is painted again, sharp at the new size.
    await page.mouse.wheel(0, 200);
    await page.waitForSelector('.graph-moved.is-moving');
    await page.waitForSelector('.graph-moved:not(.is-moving)');
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowUp');
    expect(await hashOf(page)).toMatch(/node=10\d\d/);
  });
});

test('the map zooms, changes its colours and shape, and leads to classes and graphs', async () => {
  await withReport(browser, sessionsData, { hash: '#/map' }, async (page) => {
    await page.locator('.tile', { hasText: 'Session' }).first().click();
    expect(await page.locator('.map-panel').textContent()).toContain('+1.20');
    await page.keyboard.press('v');
    expect(await page.locator('.tile.kind-app').count()).toBeGreaterThan(0);
    await page.keyboard.press('v');
    await page.keyboard.press('t');
    expect(await page.locator('.map-canvas.is-icicle').count()).toBe(1);
    await page.keyboard.press('t');
    await page.locator('.tile.is-group', { hasText: 'Runtime' }).click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Enter');
    expect(await page.locator('.trail').textContent()).toContain('Runtime');
    await page.keyboard.press('Backspace');
    expect(await hashOf(page)).not.toContain('zoom');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.tile.is-chosen').count()).toBe(1);
    await page.getByRole('button', { name: 'Dominators' }).click();
    await page
      .locator('.tile', { hasText: 'sessions, Map' })
      .first()
      .click({ position: { x: 5, y: 5 } });
    await page.getByRole('button', { name: 'Graph' }).click();
    expect(await page.locator('.node.is-selected').getAttribute('data-node')).toBe('4410');
  });
});

test('hostile names are text and nothing else', async () => {
  await withReport(browser, hostileData, {}, async (page) => {
    for (const view of ['overview', 'graph', 'classes', 'map', 'statistics']) {
      await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await page.waitForSelector(`main.view-${view}`);
      const found = await page.evaluate(() => ({
        active: document.querySelectorAll(
          'main img, main script, main iframe, main [onmouseover], main [onerror]',
        ).length,
        scripts: document.scripts.length,
        invisible: /[\u202a-\u202e\u2066-\u2069\u0000\u3164\ufe0f\u{e0041}]/u.test(
          document.body.textContent ?? '',
        ),
        longest: Math.max(
          ...[...document.querySelectorAll('main *')].map((element) =>
            element.children.length === 0 ? (element.textContent ?? '').length : 0,
          ),
        ),
      }));
      expect(found).toMatchObject({ active: 0, scripts: 2, invisible: false });
      expect(found.longest, view).toBeLessThan(1000);
    }
    await page.evaluate(() => (location.hash = '#/classes'));
    await page.waitForSelector('.class-body .class-row');
    expect(await page.locator('.class-body .class-name').allTextContents()).toContain(evilNames[0]);
  });
});

test('a class whose name has half a surrogate pair is opened, also from the link to it', async () => {
  let link = '';
  await withReport(browser, hostileData, { hash: '#/classes' }, async (page) => {
    await page.locator('.class-body .opener', { hasText: 'ud800' }).first().click();
    expect(await page.locator('.details').count()).toBe(1);
    link = await hashOf(page);
  });
  await withReport(browser, hostileData, { hash: link }, async (page) => {
    expect(await page.locator('.details').count()).toBe(1);
  });
});

test('a page without data says what to do', async () => {
  const nothing = null as unknown as ViewerData;
  await withReport(browser, nothing, {}, async (page) => {
    expect(await page.locator('main').textContent()).toContain('heapdiff A B --html report.html');
  });
});

test('a suspect of low confidence has no alarm colour', async () => {
  const weak = { ...sessionSuspect, cause: { ...sessionSuspect.cause, confidence: 'low' as const } };
  const report = sessionsData.report as Extract<ViewerData['report'], { kind: 'diff' }>;
  await withReport(
    browser,
    { ...sessionsData, report: { ...report, suspects: { total: 1, shown: 1, rows: [weak] } } },
    {},
    async (page) => {
      expect(await page.locator('article.is-plain').count()).toBe(1);
      expect(await page.locator('h1 .grow-text').count()).toBe(0);
    },
  );
});
