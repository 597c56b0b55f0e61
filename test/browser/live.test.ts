// The app with a heap that is open: what no report holds is at hand.

import { type ChildProcess, spawn } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CutEdge, openHeapSession } from '../../src/engine/heap-session.js';
import { readFileSync } from 'node:fs';
import { formatSize } from '../../viewer/text/format.js';
import { findAxeProblems, findOverlaps } from './support/check-page.js';
import { choose, withApp } from './support/open-app.js';
import { openBrowser } from './support/open-browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const [baseline, target, final] = ['baseline', 'target', 'final'].map(
  (role) => `snapshots/sessions/${role}.heapsnapshot.gz`,
);

async function find(page: Page, letters: string, option: RegExp): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(letters);
  await page.locator('.finder-list li').filter({ hasText: option }).first().waitFor();
}

test('an opened class has room for what is read for it', async () => {
  await withApp(browser, { hash: '#/classes' }, async (page) => {
    await choose(page, [final]);
    await page.waitForSelector('.class-body .opener');
    await page.locator('.class-body .opener').nth(1).click();
    await page.locator('.details .samples .link-button').first().waitFor();
    await page.waitForFunction(() => {
      const details = document.querySelector('.details-row')?.getBoundingClientRect();
      const below = [...document.querySelectorAll('.class-body .class-row')]
        .map((row) => row.getBoundingClientRect().top)
        .filter((top) => details !== undefined && top > details.top);
      return details !== undefined && Math.min(...below) >= details.bottom - 1;
    });
    // A heading stands over the columns that it is for.
    const [bytes, shallow] = await Promise.all(
      ['.group.is-named', '.class-head [data-focus="sort shallow"]'].map((selector) =>
        page.locator(selector).first().boundingBox(),
      ),
    );
    expect(bytes!.x + bytes!.width).toBeGreaterThan(shallow!.x + shallow!.width);
  });
});

test('any object is found by id, property and text, and drawn; its references lead on', async () => {
  await withApp(browser, {}, async (page) => {
    await choose(page, [final]);
    await page.waitForSelector('main.view-overview');
    // By property, with the keyboard.
    await find(page, 'sessions', /sessions.*Map @\d+/);
    const option = page
      .locator('.finder-list li')
      .filter({ hasText: /sessions.*Map @\d+/ })
      .first();
    const id = /@(\d+)/.exec((await option.textContent()) ?? '')![1];
    await option.click();
    await page.waitForSelector('main.view-graph .node.is-selected');
    expect(page.url()).toContain(`id=${id}`);
    // Named after the variable that holds it.
    expect(await page.locator('.panel-title').textContent()).toBe('sessions');
    expect(await page.locator('.graph-panel').textContent()).toContain(`Map @${id}`);
    // All that it holds, of what the snapshot knows.
    await page.locator('.graph-panel h3', { hasText: 'Holds' }).waitFor();
    await page.locator('.graph-panel [data-focus="Held by 0"]').click();
    await page.waitForFunction((old) => !location.hash.includes(`id=${old}`), id);
    await page.goBack();
    await page.waitForFunction((old) => location.hash.includes(`id=${old}`), id);
    // By id.
    await find(page, `@${id}`, new RegExp(`@${id},`));
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.node.is-selected[data-node="${id}"]`);
    expect(await findAxeProblems(page)).toEqual([]);
    expect(await findOverlaps(page)).toEqual([]);
    // By the text of a string, which the page then shows: it was asked for.
    await find(page, '@shop.exam', /"@shop\.example"/);
    await page.locator('.finder-list li').filter({ hasText: '"@shop.example"' }).first().click();
    await page.locator('.panel-value', { hasText: '@shop.example' }).waitFor();
  });
});

test('retainers go on without bounds, and several cuts together are exact', async () => {
  const session = await openHeapSession([{ name: 'final', blob: new Blob([readFileSync(final)]) }]);
  if (session.view.report.kind !== 'summary') throw new Error('not a summary');
  const bytesOf = (edges: readonly CutEdge[]): number => {
    const answer = session.ask({ ask: 'cuts', edges, ids: [] });
    return answer.ask === 'cuts' ? answer.bytes : 0;
  };
  // An object that two or more hold, so that only all of them together free it.
  const [shared] = session.view.report.biggest.flatMap(({ id }) => {
    const answer = session.ask({ ask: 'object', id, limit: 1000 });
    if (answer.ask !== 'object') return [];
    const edges = answer.heldBy.rows
      .filter((row) => row.retaining && row.id !== id)
      .map((row) => ({ from: row.id, to: id, kind: row.kind, name: row.name }));
    const isShared = edges.length > 1 && edges.length <= 12 && bytesOf(edges.slice(0, 1)) === 0;
    return isShared && bytesOf(edges) > 0 ? [{ id, edges }] : [];
  });
  const { id: sharedId, edges } = shared;
  await withApp(browser, {}, async (page) => {
    await choose(page, [final]);
    await page.waitForSelector('main.view-overview');
    await page.evaluate((id) => (location.hash = `#/graph?id=${id}&more=${id}&fold=off`), sharedId);
    await page.waitForSelector('.node.is-selected');
    await page.locator('.edge').first().waitFor();
    for (const { from } of edges) await page.locator(`.node[data-node="${from}"]`).waitFor();
    await page.locator(`[data-edge^="${edges[0].from}-${sharedId}"]`).first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.cut-card').waitFor();
    await page.locator('[data-focus="cut all"]').click();
    await page.locator('.cut-card', { hasText: 'Cut: freed' }).waitFor();
    expect(await page.locator('.cut-card header').textContent()).toContain('exact');
    const shown = (await page.locator('.cut-card h2').textContent()) ?? '';
    expect(shown.replace('\u00a0', ' ')).toContain(formatSize(bytesOf(edges)));
    await page.locator(`.node.is-freed[data-node="${sharedId}"]`).waitFor();
  });
});

test('the order of the files can be changed, one can be left out, and others dropped on the report', async () => {
  await withApp(browser, {}, async (page) => {
    await choose(page, [target, baseline]);
    await page.waitForSelector('main.view-overview');
    await page.getByRole('button', { name: 'Files' }).click();
    await page.locator('.drop-file').nth(1).waitFor();
    const names = (): Promise<string[]> => page.locator('.drop-file b').allTextContents();
    expect(await names()).toEqual(['0-target.heapsnapshot.gz', '1-baseline.heapsnapshot.gz']);
    await page.getByRole('button', { name: 'Earlier: 1-baseline' }).focus();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(['1-baseline.heapsnapshot.gz', '0-target.heapsnapshot.gz']);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForSelector('main.view-overview');
    expect(await page.locator('h1').textContent()).toContain('Session grew: +1,000');
    await page.getByRole('button', { name: 'Files' }).click();
    await page.getByRole('button', { name: 'Leave out 0-target' }).click();
    expect(await names()).toEqual(['1-baseline.heapsnapshot.gz']);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.waitForSelector('main.view-overview');
    const bytes = readFileSync(final).toString('base64');
    await page.evaluate((text) => {
      const transfer = new DataTransfer();
      const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([data], 'dropped.gz'));
      dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    }, bytes);
    await page.waitForSelector('main.view-overview .context:has-text("dropped.gz")');
  });
});

test('heapdiff view opens its files at once, and the page talks to nobody but that server', async () => {
  let server: ChildProcess | null = null;
  try {
    const child = spawn(process.execPath, ['dist/cli/main.js', 'view', final], { stdio: 'pipe' });
    server = child;
    const url = await new Promise<string>((done, fail) => {
      child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
      child.once('exit', () => fail(new Error('ended')));
    });
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => requests.push(request.url()));
    await page.goto(`${url}#/classes`);
    await page.waitForSelector('main.view-classes .is-foot');
    expect(complaints).toEqual([]);
    expect(requests.filter((asked) => !asked.startsWith(url) && !/^(blob|data):/.test(asked))).toEqual([]);
    await context.close();
  } finally {
    server?.kill('SIGKILL');
  }
});
