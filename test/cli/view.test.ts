import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const program = resolve('dist/cli/main.js');
const snapshot = resolve('snapshots/sessions/baseline.heapsnapshot.gz');
let server: ChildProcess | null = null;

afterEach(() => {
  server?.kill('SIGKILL');
  server = null;
});

/** Starts it and gives the address that it prints. */
function startView(...args: string[]): Promise<URL> {
  const child = spawn(process.execPath, [program, 'view', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  server = child;
  return new Promise((done, fail) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) done(new URL(text.trim()));
    });
    child.once('exit', (code) => fail(new Error(`ended with ${code}`)));
  });
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Sends a path as it is: `fetch` would tidy it up. */
function ask(
  url: URL,
  path: string,
  options: { readonly method?: string; readonly headers?: OutgoingHttpHeaders } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request({ host: url.hostname, port: url.port, path, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    asked.on('error', fail);
    asked.end();
  });
}

test('the page and the snapshots are served to who knows the token, on this machine only', async () => {
  const url = await startView(snapshot);
  expect(url.hostname).toBe('127.0.0.1');
  expect(url.pathname).toMatch(/^\/[\w-]{32}\/$/);
  const page = await ask(url, url.pathname);
  expect(page.status).toBe(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  const html = page.body.toString();
  expect(html).toContain('"name":"baseline.heapsnapshot.gz"');
  // The page names files, and never says where they are.
  expect(html).not.toContain(resolve('snapshots'));
  const file = await ask(url, `${url.pathname}snapshot/0`);
  expect(file.body.equals(readFileSync(snapshot))).toBe(true);
});

test('without the token, under another name or with another method nothing is answered', async () => {
  const url = await startView(snapshot);
  const { pathname } = url;
  const wrong = pathname.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/'));
  const statusOf = async (...given: Parameters<typeof ask>): Promise<number> => (await ask(...given)).status;
  expect(await statusOf(url, '/')).toBe(403);
  expect(await statusOf(url, wrong)).toBe(403);
  expect(await statusOf(url, '/snapshot/0')).toBe(403);
  expect(await statusOf(url, `${wrong}snapshot/0`)).toBe(403);
  const named = { headers: { host: `evil.example:${url.port}` } };
  expect(await statusOf(url, pathname, named)).toBe(403);
  expect(await statusOf(url, pathname, { headers: { host: '127.0.0.1' } })).toBe(403);
  for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS'])
    expect(await statusOf(url, pathname, { method })).toBe(405);
});

test('no path leads to another file', async () => {
  const url = await startView(snapshot);
  const paths = [
    'snapshot/',
    'snapshot/1',
    'snapshot/00',
    'snapshot/0/',
    'snapshot/../../../etc/passwd',
    '../etc/passwd',
    '%2e%2e/%2e%2e/etc/passwd',
    '/etc/passwd',
    'viewer.html',
  ];
  for (const path of paths) {
    const { status, body } = await ask(url, `${url.pathname}${path}`);
    expect({ path, status }).toEqual({ path, status: 404 });
    expect(body.length).toBeLessThan(100);
  }
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it at once, an open connection or not', async (signal) => {
  const url = await startView();
  await ask(url, url.pathname, { headers: { connection: 'keep-alive' } });
  const ended = new Promise((done) => server?.once('exit', done));
  server?.kill(signal);
  expect(await ended).toBe(130);
  await expect(ask(url, url.pathname)).rejects.toThrow('ECONNREFUSED');
});

test.each([
  [['missing.heapsnapshot'], 3],
  [['.'], 3],
  [['-'], 2],
])('what cannot be served ends it before it starts: %j', async (args, code) => {
  await expect(startView(...args)).rejects.toThrow(`ended with ${code}`);
});
