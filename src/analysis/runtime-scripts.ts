// SPDX-License-Identifier: MIT
// The URL of a script -> whether a runtime brought it along. Most runtimes have a scheme of their own; Node up to 14
// and Electron have names, which an application may give to code of its own too: `worker.js` is no file of Node's.

const SCHEMES =
  /^(?:node|internal|ext|deno|bun|extensions|devtools|native|workerd|(?:node|cloudflare)-internal):/;
const FOLDERS = /^(?:internal|electron\/js2c)\//;
const NATIVE_CODE = /^\[?native code/;
/** Source: lib/ of Node 12 and 14. */
const NAMES: ReadonlySet<string> = new Set(
  (
    '_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex ' +
    '_stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap ' +
    'assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram ' +
    'diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector module net os path ' +
    'perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url ' +
    'util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** Whether a script is the runtime's own. */
export function isRuntimeScript(url: string): boolean {
  return (
    SCHEMES.test(url) || FOLDERS.test(url) || NATIVE_CODE.test(url) || NAMES.has(url.replace(/\.js$/, ''))
  );
}
