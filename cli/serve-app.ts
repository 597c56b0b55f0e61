// The app's page and some snapshots -> a server on this machine only, which gives them to whoever knows the token.
//
// What it guards against: other users and programs of the machine (they do not know the token), web pages that
// point a name of theirs at 127.0.0.1 (they send another Host), and pages that frame this one.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { escapeJson } from '../src/render/render-json.js';

/** A snapshot as the page names it. */
export interface ServedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Milliseconds: the page puts the oldest first. */
  readonly modified: number;
}

export interface AppServer {
  readonly url: string;
  close(): Promise<void>;
}

/** As viewer/build.mjs writes them. */
const fileSlot = '<script id="heapdiff-files" type="application/json">null</script>';
const closedPolicy = "connect-src 'none'";
const TOKEN_BYTES = 24;

/** The template may connect to nothing; served, it may fetch its snapshots from where it came from. */
export function fillApp(template: string, files: readonly ServedFile[]): string {
  const list = files.map(({ name, size, modified }, index) => ({
    name,
    size,
    modified,
    url: `snapshot/${index}`,
  }));
  const json = escapeJson(JSON.stringify(list)).replaceAll('<', '\\u003c');
  return template
    .replace(closedPolicy, "connect-src 'self'")
    .replace(fileSlot, () => `<script id="heapdiff-files" type="application/json">${json}</script>`);
}

function policyOf(page: string): string {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return `${policy}; frame-ancestors 'none'`;
}

/** In a time that does not tell how much of it is right. */
function isToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

async function sendFile(response: ServerResponse, { path }: ServedFile): Promise<void> {
  const file = await open(path).catch(() => null);
  if (file === null) {
    refuse(response, 404, 'The snapshot is no longer there.');
    return;
  }
  const { size } = await file.stat();
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
  // A page that is closed while it reads is no error, nor is a file that shrinks: the page tells what is missing.
  await pipeline(file.createReadStream({ end: Math.max(0, size - 1) }), response).catch(() => undefined);
}

interface Site {
  readonly token: string;
  readonly page: string;
  readonly files: readonly ServedFile[];
}

async function answer(
  { token, page, files }: Site,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers: Readonly<Record<string, string>> = {
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (request.headers.host !== host) {
    refuse(response, 403, 'This server answers under its own address only.');
    return;
  }
  // Taken literally: no `..`, no decoding; a path is one of those known here or nothing.
  const [path = ''] = (request.url ?? '').split('?');
  const [, given = '', ...rest] = path.split('/');
  if (!isToken(given, token)) {
    refuse(response, 403, 'The address lacks the token that heapdiff printed.');
    return;
  }
  if (request.method !== 'GET') {
    response.setHeader('Allow', 'GET');
    refuse(response, 405, 'Only GET is answered.');
    return;
  }
  const wanted = rest.join('/');
  const file = files.find((_, index) => wanted === `snapshot/${index}`);
  if (file !== undefined) await sendFile(response, file);
  else if (path === `/${token}/`) {
    response
      .writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policyOf(page),
      })
      .end(page);
  } else refuse(response, 404, 'There is nothing here.');
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}

/** Starts on a free port. The token is new at each start. */
export async function serveApp(template: string, files: readonly ServedFile[]): Promise<AppServer> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const site: Site = { token, page: fillApp(template, files), files };
  let host = '';
  const server = createServer((request, response) => {
    void answer(site, host, request, response).catch(() => response.destroy());
  });
  host = `127.0.0.1:${await listen(server)}`;
  return {
    url: `http://${host}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
