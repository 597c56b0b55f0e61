// scenario names -> their three snapshots each, made now by the Node that runs the tests, in a folder that is removed in the end.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotsFolder } from './manifest.js';

export interface MadeScenarios {
  /** The path of NAME/ROLE.heapsnapshot. */
  file: (name: string, role: 'baseline' | 'target' | 'final') => string;
  remove: () => void;
}

export function makeScenarios(names: readonly string[]): MadeScenarios {
  const folder = mkdtempSync(join(tmpdir(), 'heapdiff-'));
  const out = join(folder, 'out');
  const options = ['--this-node', '--raw', out, '--home', join(folder, 'srv')];
  execFileSync(process.execPath, [join(snapshotsFolder, 'generate.mjs'), ...options, ...names], {
    stdio: 'pipe',
  });
  return {
    file: (name, role) => join(out, name, `${role}.heapsnapshot`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
