// Runs all programs with known answers and prints how many answers are right.
// usage: npm run leaks [-- [--node FILE] [--restarted] NAME...]
//   --node: another version of Node to run the programs with
//   --restarted: each snapshot of a process of its own
// Installs the packages of test/leaks/packages first, without their scripts.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const here = import.meta.dirname;
const packages = join(here, 'packages');
const out = mkdtempSync(join(tmpdir(), 'leaks-'));
const file = join(out, 'results.json');

if (!existsSync(join(packages, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: packages,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { values, positionals } = parseArgs({
  options: { node: { type: 'string' }, restarted: { type: 'boolean' } },
  allowPositionals: true,
});
// One pattern for all: the last of several would win.
const names = positionals.length === 0 ? [] : ['-t', positionals.join('|')];
const vitest = join(here, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'leaks', ...names], {
  stdio: 'inherit',
  env: {
    ...process.env,
    HEAPDIFF_LEAKS: file,
    ...(values.node && { HEAPDIFF_LEAKS_NODE: values.node }),
    ...(values.restarted && { HEAPDIFF_LEAKS_RESTARTED: '1' }),
  },
});
if (!existsSync(file)) process.exit(status ?? 1);
const results = JSON.parse(readFileSync(file, 'utf8'));
rmSync(out, { recursive: true, force: true });

const columns = ['classFirst', 'classInThree', 'path', 'cause', 'count', 'place', 'clean'];
for (const kind of ['three', 'two']) {
  for (const result of results) {
    const verdict = result[kind];
    if (verdict === null) continue;
    const wrong = columns.filter((column) => verdict[column] === false);
    if (wrong.length > 0)
      console.log(`${kind} ${result.name}: ${wrong.join(', ')}\n    ${verdict.answer.join('\n    ')}`);
  }
}
console.log(['snapshots', ...columns].map((name) => name.padEnd(13)).join(''));
for (const kind of ['three', 'two']) {
  const cells = columns.map((column) => {
    const asked = results.filter((result) => typeof result[kind]?.[column] === 'boolean');
    return `${asked.filter((result) => result[kind][column]).length}/${asked.length}`;
  });
  console.log([kind, ...cells].map((cell) => cell.padEnd(13)).join(''));
}
process.exit(status ?? 1);
