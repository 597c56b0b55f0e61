// dinfuehr's heap-snapshot (Rust, a native program): statistics or a diff. Linux only here: what it used is read
// from /proc while it runs, because Node does not tell what a child used.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TICKS = 100;
const require = createRequire(import.meta.url);
const manifest = require.resolve(`@heap-snapshot/linux-${process.arch}/package.json`);
const files = process.argv.slice(2);
const command = files.length === 1 ? ['summary', ...files] : ['diff', ...files];
const child = spawn(join(dirname(manifest), 'heap-snapshot'), command, {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const used = { cpu: 0, rss: 0 };
const timer = setInterval(() => {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const [, peak = '0'] = /^VmHWM:\s+(\d+)/m.exec(status) ?? [];
    used.rss = Math.max(used.rss, Number(peak) * 1024);
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    used.cpu = (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    // It has just ended.
  }
}, 10);
child.on('error', (error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
child.on('close', (code) => {
  clearInterval(timer);
  process.exitCode = code ?? 1;
});
process.on('exit', () => writeFileSync(process.env.HEAPDIFF_BENCH_USAGE, JSON.stringify(used)));
