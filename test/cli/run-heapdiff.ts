// Arguments -> what the built program prints and its exit code. Each test file has a cache folder of its own.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const projectFolder: string = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const program: string = join(projectFolder, 'dist/cli/main.js');

/** For the tests of one file, and removed after them. */
export const scratchFolder: string = mkdtempSync(join(tmpdir(), 'heapdiff-cli-'));
afterAll(() => rmSync(scratchFolder, { recursive: true, force: true }));

export interface RunOptions {
  readonly input?: Buffer | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without what the machine's own settings could change. */
function buildEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '' } = process.env;
  return { PATH, HOME: scratchFolder, XDG_CACHE_HOME: join(scratchFolder, 'cache'), ...extra };
}

export function runHeapdiff(args: readonly string[], options: RunOptions = {}): RunResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: options.cwd ?? projectFolder,
    env: buildEnvironment(options.env),
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** A line of shell in which `heapdiff` is the built program. */
export function runShell(line: string, options: RunOptions = {}): RunResult {
  const prelude = `heapdiff() { "${process.execPath}" "${program}" "$@"; }\n`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', prelude + line], {
    cwd: options.cwd ?? projectFolder,
    env: buildEnvironment(options.env),
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** Starts the program with its input left open, sends a signal after a moment of reading, and waits for its end. */
export function runUntilSignal(args: readonly string[], start: Buffer, signal: 'SIGINT'): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: projectFolder,
      env: buildEnvironment(),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.write(start);
    // Its input stays open, so only the signal can end it.
    setTimeout(() => child.kill(signal), 1500);
  });
}
