// A page in headless Chromium -> raw snapshots: `window.round(n)` for each round, snapshots through the DevTools protocol.
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { startChromium } from './chromium.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

export async function runPage({ appDir, app, entry, out, steps, runtime }) {
  const server = createServer((request, response) => serve(appDir, request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const profile = join(out, 'profile');
  mkdirSync(profile);
  // The page has a name of its own, so that no port is in its URLs.
  const host = `${app}.example`;
  const chromium = startChromium(runtime.command, profile, [
    `--host-resolver-rules=MAP ${host}:80 127.0.0.1:${server.address().port}`,
  ]);
  try {
    const page = await chromium.openPage(`http://${host}/${entry}`);
    let next = 0;
    for (const [name, rounds] of steps) {
      for (const end = next + rounds; next < end; next++) await page.evaluate(`window.round(${next})`);
      for (let i = 0; i < 4; i++) await page.send('HeapProfiler.collectGarbage');
      await writeSnapshot(page, join(out, `${name}.heapsnapshot`));
    }
    const { product, jsVersion } = await chromium.send('Browser.getVersion');
    return { chromium: product.split('/').at(-1), v8: jsVersion };
  } finally {
    await chromium.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function serve(folder, request, response) {
  try {
    const { pathname } = new URL(request.url, 'http://page.example');
    const body = readFileSync(join(folder, pathname));
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/plain').end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function writeSnapshot(page, file) {
  const fd = openSync(file, 'w');
  const stop = page.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => writeSync(fd, chunk));
  await page.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  stop();
  closeSync(fd);
}
