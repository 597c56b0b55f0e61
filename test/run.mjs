// `npm test`: builds, then runs every check and every test; the last line is `N passed, N failed`.
// Each script besides vitest (format, types, lint, ...) counts as one test.

import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const totals = { passed: 0, failed: 0 };

/** Scripts of package.json. */
const checks = ['format:check', 'check', 'lint', 'unused'];

/** Runs one script; its output is shown only if it fails. */
async function runScript(name) {
  const start = performance.now();
  const { code, output } = await new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ code: -1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  count(code === 0, `npm run ${name} (${seconds} s)`, output);
  return code === 0;
}

function count(passed, name, output = '') {
  totals[passed ? 'passed' : 'failed']++;
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`);
  if (!passed && output !== '') console.log(output.trimEnd().replace(/^/gm, '       '));
}

/** Two at a time: the longest step bounds the whole. */
async function runScripts(names) {
  const queue = [...names];
  const worker = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) await runScript(name);
  };
  await Promise.all([worker(), worker()]);
}

/** Adds what vitest ran to the totals; a file that cannot be loaded counts as one failed test. */
const countTests = {
  onTestRunEnd(modules, unhandledErrors) {
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') totals.passed++;
        else {
          failedTests++;
          if (state !== 'failed')
            console.log(`FAILED ${test.fullName}: ${state}, and no test may be left out`);
        }
      }
      if (module.state() === 'failed' && failedTests === 0) failedTests = 1;
      totals.failed += failedTests;
    }
    totals.failed += unhandledErrors.length;
  },
};

async function runVitest() {
  const vitest = await startVitest('test', [], {
    root,
    run: true,
    watch: false,
    passWithNoTests: false,
    reporters: [process.env.CI ? 'dot' : 'default', countTests],
  });
  const hasBrowser = vitest.projects.some((project) => project.name === 'browser');
  await vitest.close();
  return hasBrowser;
}

const isBuilt = await runScript('build');
if (isBuilt) {
  await runScripts(checks);
  const before = totals.passed + totals.failed;
  const hasBrowser = await runVitest();
  if (totals.passed + totals.failed === before) count(false, 'vitest ran no test');
  if (!hasBrowser) {
    const notice =
      'browser tests did not run: no Chromium found (install the package chromium, or set CHROMIUM_PATH)';
    if (process.env.HEAPDIFF_REQUIRE_BROWSER) count(false, notice);
    else console.log(`\n${notice}`);
  }
}

process.exitCode = totals.failed === 0 ? 0 : 1;
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
