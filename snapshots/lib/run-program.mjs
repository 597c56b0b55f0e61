// program folder + runtime -> raw snapshots in a folder.
// The program runs from `home`/`app` with an empty environment, so that its script URLs, and nothing else of this
// machine, are in the snapshots.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPage } from './run-page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const LIMIT_MS = 120_000;

/**
 * Returns the snapshots' bytes by the name of the step, and what the runtime says of its versions.
 * `home`/`app` and `home`/harness must not exist, and are removed in the end.
 */
export async function runProgram({ folder, app, entry, runtime, mode = 'plain', steps, home }) {
  const appDir = join(home, app);
  const harness = join(home, 'harness');
  const out = join(harness, 'out');
  mkdirSync(home, { recursive: true });
  mkdirSync(harness);
  try {
    mkdirSync(out);
    for (const file of ['runner.cjs', 'take-snapshot.cjs']) cpSync(join(here, file), join(harness, file));
    mkdirSync(appDir);
    try {
      cpSync(folder, appDir, { recursive: true, filter: (path) => !path.endsWith('scenario.json') });
      const program = { appDir, app, entry, harness, out, mode, steps, runtime };
      const versions = runtime.page === true ? await runPage(program) : runInProcess(program);
      const read = ([name]) => [name, readFileSync(join(out, `${name}.heapsnapshot`))];
      return { versions, snapshots: new Map(steps.map(read)) };
    } finally {
      rmSync(appDir, { recursive: true });
    }
  } finally {
    rmSync(harness, { recursive: true });
  }
}

function runInProcess({ appDir, entry, harness, out, mode, steps, runtime }) {
  const stepArgs = steps.map(([name, rounds]) => `${name}:${rounds}`);
  const child = spawnSync(
    runtime.command,
    [...runtime.args, join(harness, 'runner.cjs'), join(appDir, entry), out, mode, ...stepArgs],
    { cwd: appDir, env: { TZ: 'UTC' }, stdio: ['ignore', 'ignore', 'inherit'], timeout: LIMIT_MS },
  );
  if (child.status !== 0) throw new Error(`${runtime.command} ended with ${child.status ?? child.signal}`);
  return JSON.parse(readFileSync(join(out, 'versions.json'), 'utf8'));
}
