// Pages that leak, in the real browser: three snapshots through the DevTools protocol, and what heapdiff says of them.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diffLoaded } from '../../src/engine/diff-loaded.js';
import { loadSnapshots } from '../../src/engine/load-snapshots.js';
import type { Suspect } from '../../src/report/model.js';
import { snapshotsFolder } from '../support/manifest.js';

/** `window.round` leaks 20 objects. */
const pages = {
  detached: `const removed = [];
window.round = () => {
  for (let i = 0; i < 20; i++) {
    const item = document.createElement('li');
    document.body.append(item);
    item.remove();
    removed.push(item);
  }
};`,
  listeners: `class Panel { data = new Array(20).fill(1); }
window.round = () => {
  for (let i = 0; i < 20; i++) {
    const panel = new Panel();
    window.addEventListener('resize', () => panel.data);
  }
};`,
  timers: `class Poller { buffer = new Array(20).fill(1); }
window.round = () => {
  for (let i = 0; i < 20; i++) {
    const poller = new Poller();
    setInterval(() => poller.buffer, 100000);
  }
};`,
};

const run = `
import { findChromium } from ${JSON.stringify(join(snapshotsFolder, 'lib/chromium.mjs'))};
import { runPage } from ${JSON.stringify(join(snapshotsFolder, 'lib/run-page.mjs'))};
const [appDir, ...apps] = process.argv.slice(1);
for (const app of apps)
  await runPage({
    appDir, app, entry: app + '.html', out: appDir + '/' + app,
    steps: [['a', 5], ['b', 10], ['c', 10]], runtime: findChromium(),
  });`;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapdiff-pages-'));
  for (const [name, script] of Object.entries(pages)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, `${name}.html`), `<!doctype html><body><script>\n${script}\n</script>`);
  }
  execFileSync(process.execPath, ['--input-type=module', '-e', run, folder, ...Object.keys(pages)]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function findFirst(page: keyof typeof pages): Promise<Suspect> {
  const files = ['a', 'b', 'c'].map((name) => join(folder, page, `${name}.heapsnapshot`));
  const { suspects } = diffLoaded(await loadSnapshots(files, {}));
  return suspects.rows[0];
}

test('elements that were removed from the page and are still in an array', async () => {
  const { growing, holder, cause } = await findFirst('detached');
  expect(growing).toMatchObject({ className: 'Detached <li>', addedPerStep: [200, 200] });
  expect(holder).toMatchObject({ className: 'Array', name: 'removed' });
  expect(cause).toMatchObject({ kind: 'detached-dom', confidence: 'high' });
});

test('listeners of the window', async () => {
  const { growing, holder, cause } = await findFirst('listeners');
  expect(growing).toMatchObject({ className: 'Panel', addedPerStep: [200, 200], location: { line: 2 } });
  expect(holder.className).toMatch(/^Window\b/);
  expect(cause).toMatchObject({ kind: 'event-listener', confidence: 'high' });
});

test('intervals that nobody clears', async () => {
  const { growing, holder, cause } = await findFirst('timers');
  expect(growing).toMatchObject({ className: 'Poller', addedPerStep: [200, 200], location: { line: 2 } });
  expect(holder.className).toMatch(/^Window\b/);
  expect(cause).toMatchObject({ kind: 'timer', confidence: 'high' });
});
