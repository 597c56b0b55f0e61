import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diffLoaded } from '../../../src/engine/diff-loaded.js';
import { loadSnapshots } from '../../../src/engine/load-snapshots.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A leak of `count` objects of one class in a list that a variable of a function holds, below some runtime's way to it. */
function heap(
  count: number,
  way: string,
  options: { variable?: string; className?: string; url?: string } = {},
): string {
  const { variable = 'seen', className = 'Row', url = '/srv/app/src/log.js' } = options;
  return `
    root -> ${way}, handler
    ${way} -> handler
    handler = closure "handler" place 7 3 1
    handler -{shared}-> info:code "handler"
    info -{script}-> script:code "script"
    script -{name}-> url
    url = string "${url}"
    handler -{context}-> context
    context = object "system / Context"
    context -(${variable})-> list:Array
    list -{elements}-> table
    table = array "(object elements)"
    ${Array.from({ length: count }, (_, i) => `table -[${i}]-> row${i}\nrow${i} = object "${className}" 64 @${1001 + 2 * i}`).join('\n')}`;
}

async function fingerprint(...args: [way: string, options?: Parameters<typeof heap>[2]]): Promise<string> {
  const { suspects } = await diffHeaps([10, 40, 70].map((count) => heap(count, ...args)));
  expect(suspects.rows.length).toBeGreaterThan(0);
  return suspects.rows[0].fingerprint;
}

test('the way of the runtime to a variable, and the machine, are no part of the name', async () => {
  const name = await fingerprint('modules');
  expect(name).toMatch(/^[0-9a-f]{16}$/);
  expect(await fingerprint('loader')).toBe(name);
  expect(await fingerprint('modules', { url: 'file:///builds/17/app/src/log.js' })).toBe(name);
});

test('another variable, class or file is another leak', async () => {
  const names = await Promise.all([
    fingerprint('modules'),
    fingerprint('modules', { variable: 'sent' }),
    fingerprint('modules', { className: 'Column' }),
    fingerprint('modules', { url: '/srv/app/src/mail.js' }),
  ]);
  expect(new Set(names).size).toBe(4);
});

// Made on Node 20, 22 and 24, where they agree; this run is on whatever Node runs the tests.
const programs = {
  'class-static.cjs': 'af7ba927ef0b3247',
  'emitter-once.cjs': 'ea0e68960c613485',
  'interval-poll.mjs': 'd44b099bd2a23909',
};

const leaks = join(import.meta.dirname, '../../leaks');

test.each(Object.entries(programs))('%s has the same name on every Node', async (name, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'heapdiff-names-'));
  try {
    const program = join(leaks, 'programs/leaky', name);
    const runner = join(leaks, 'run-program.mjs');
    spawnSync(process.execPath, ['--expose-gc', '--no-warnings', runner, program, folder, '10']);
    const files = ['a', 'b', 'c'].map((each) => join(folder, `${each}.heapsnapshot`));
    const { suspects } = diffLoaded(await loadSnapshots(files, {}));
    expect(suspects.rows[0].fingerprint).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
