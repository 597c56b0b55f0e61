// How fast the pages are, in Chromium: `node viewer/measure.mjs [REPORT.html] [SNAPSHOT]`, after `npm run build`.
// The figures are in docs/viewer.md.

import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { renderHtml } from '../dist/src/render/html.js';

const [report, snapshot] = process.argv.slice(2);
const executablePath =
  process.env.CHROMIUM_PATH ??
  ['chromium', 'google-chrome']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(existsSync);
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-measure-'));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-background-networking'],
});

function say(what, value) {
  console.log(`${what.padEnd(52)} ${value}`);
}

async function importStories() {
  const entry = 'test/browser/fixtures/other-stories.ts';
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

async function openStory(data, hash) {
  const path = join(folder, 'story.html');
  writeFileSync(path, await renderHtml(data, readFileSync('dist/viewer/report.html', 'utf8')));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(pathToFileURL(path).href + hash);
  await page.waitForSelector('main > *');
  await page.evaluate(() => {
    globalThis.frames_ = [];
    globalThis.longTasks_ = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks_.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const note = (now) => {
      globalThis.frames_.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return page;
}

/** Processor time of the page's longest task, which other work on the machine does not lengthen. */
function longestTask(trace) {
  const events = JSON.parse(trace.toString()).traceEvents.filter(({ ph }) => ph === 'X');
  const page = events.find(({ name }) => name === 'Layout' || name === 'Paint');
  const tasks = events.filter((event) => /RunTask$/.test(event.name) && event.tid === page?.tid);
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

/** Frames and long tasks of what a person does. */
async function watch(page, what, act) {
  await page.waitForTimeout(500);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await page.evaluate(() => {
    globalThis.frames_.length = 0;
    globalThis.longTasks_.length = 0;
  });
  await act();
  // The drawing comes to rest.
  await page.waitForTimeout(400);
  const { frames, tasks } = await page.evaluate(() => ({
    frames: globalThis.frames_.toSorted((a, b) => a - b),
    tasks: globalThis.longTasks_,
  }));
  const busy = longestTask(await browser.stopTracing());
  const at = (part) => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
  const over = tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${Math.max(...tasks)} ms`;
  say(what, `frames ${at(0.5)} ms, 95 % below ${at(0.95)} ms; tasks over 50 ms: ${over}`);
  say('', `longest task in processor time: ${busy.toFixed(0)} ms`);
}

for (const name of ['report', 'viewer']) {
  const bytes = gzipSync(readFileSync(`dist/viewer/${name}.html`), { level: 9 }).length;
  say(`template ${name}.html, gzipped`, `${(bytes / 1000).toFixed(0)} kB`);
}
const { largeExcerpt, manyClasses } = await importStories();

const graph = await openStory(largeExcerpt(300), '#/graph?depth=30&breadth=50&fold=off');
say('objects in the graph', await graph.locator('.node').count());
await watch(graph, 'pan', async () => {
  await graph.mouse.move(400, 300);
  await graph.mouse.down();
  for (let i = 0; i < 90; i++)
    await graph.mouse.move(400 + Math.sin(i / 8) * 200, 300 + Math.cos(i / 9) * 150);
  await graph.mouse.up();
});
await watch(graph, 'zoom', async () => {
  for (let i = 0; i < 60; i++) await graph.mouse.wheel(0, i % 30 < 15 ? 60 : -60);
});
await graph.close();

const classes = await openStory(manyClasses(20_000), '#/classes');
await watch(classes, 'scroll 20,000 classes', async () => {
  await classes.mouse.move(600, 500);
  for (let i = 0; i < 90; i++) await classes.mouse.wheel(0, i % 2 === 0 ? 900 : 6000);
});
await classes.close();

if (report !== undefined) {
  const times = [];
  for (let i = 0; i < 5; i++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(pathToFileURL(resolve(report)).href, { waitUntil: 'commit' });
    await page.waitForSelector('main.view-overview > *');
    // From the start of the navigation to the next frame after the page is drawn.
    times.push(
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(performance.now())))),
    );
    await page.close();
  }
  const best = Math.min(...times);
  say(
    `open ${(statSync(report).size / 1e6).toFixed(2)} MB report`,
    `${best.toFixed(0)} to ${Math.max(...times).toFixed(0)} ms`,
  );
}
if (snapshot !== undefined) {
  const ratio = [];
  for (let i = 0; i < 3; i++) {
    let start = performance.now();
    execFileSync(process.execPath, ['dist/cli/main.js', 'summary', snapshot, '-q'], { stdio: 'ignore' });
    const cli = performance.now() - start;
    const page = await browser.newPage();
    await page.goto(pathToFileURL(resolve('dist/viewer/viewer.html')).href);
    await page.locator('input[type="file"]').setInputFiles(snapshot);
    start = performance.now();
    await page.waitForSelector('main.view-overview', { timeout: 600_000 });
    const app = performance.now() - start;
    ratio.push(app / cli);
    say(
      `${(statSync(snapshot).size / 1e6).toFixed(0)} MB snapshot`,
      `command ${(cli / 1000).toFixed(1)} s, app ${(app / 1000).toFixed(1)} s`,
    );
    await page.close();
  }
  say('app against command', `${Math.min(...ratio).toFixed(1)} to ${Math.max(...ratio).toFixed(1)} times`);
}
await browser.close();
rmSync(folder, { recursive: true });
