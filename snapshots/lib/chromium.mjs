// A small client of the DevTools protocol over Chromium's own pipe: no port, no WebSocket.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The runtime entry of the system's Chromium. */
export function findChromium() {
  const command = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (command === undefined) throw new Error('no Chromium: install it, or set CHROMIUM_PATH to its path');
  return { command, args: FLAGS, page: true };
}

export function startChromium(command, profile, moreFlags) {
  const child = spawn(
    command,
    [...FLAGS, ...moreFlags, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', HOME: profile, TZ: 'UTC' },
    },
  );
  const exited = once(child, 'exit');
  const connection = connect(child.stdio[3], child.stdio[4]);
  return {
    send: connection.send,
    openPage: (url) => openPage(connection, url),
    close: async () => {
      await connection.send('Browser.close');
      await exited;
    },
  };
}

async function openPage(connection, url) {
  const { targetInfos } = await connection.send('Target.getTargets');
  const { targetId } = targetInfos.find(({ type }) => type === 'page');
  const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => connection.send(method, params, sessionId);
  await send('Page.enable');
  await send('HeapProfiler.enable');
  const loaded = new Promise((resolve) => connection.on('Page.loadEventFired', resolve));
  await send('Page.navigate', { url });
  await loaded;
  return { send, on: connection.on, evaluate: (expression) => evaluate(send, expression) };
}

async function evaluate(send, expression) {
  const { exceptionDetails } = await send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}

// Messages are JSON texts, each ended by a NUL byte.
function connect(writable, readable) {
  const waiting = new Map();
  const listeners = new Map();
  let parts = [];
  let lastId = 0;
  readable.on('data', (bytes) => {
    let start = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
      parts.push(bytes.subarray(start, end));
      receive(JSON.parse(Buffer.concat(parts).toString()));
      parts = [];
      start = end + 1;
    }
    parts.push(bytes.subarray(start));
  });

  function receive({ id, method, params, result, error }) {
    if (id === undefined) return listeners.get(method)?.(params);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    return error ? reject(new Error(error.message)) : resolve(result);
  }

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        writable.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
    on: (method, listener) => {
      listeners.set(method, listener);
      return () => listeners.delete(method);
    },
  };
}
