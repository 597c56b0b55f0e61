import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { program, projectFolder, scratchFolder } from './run-heapdiff.js';

const snapshot = join(projectFolder, 'snapshots/sessions/final.heapsnapshot.gz');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SIGHUP_BIT = 1;

/** Whether the process would rather be told than end: it is as far as its work. */
function isListening(pid: number): boolean {
  const [, caught = '0'] = /^SigCgt:\s*(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number.parseInt(caught.slice(-4), 16) & SIGHUP_BIT) !== 0;
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

interface End {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Starts the program, sends it one signal when it is at work, and waits for its end. */
async function interrupt(
  args: readonly string[],
  signal: NodeJS.Signals,
  isReady: () => boolean = () => true,
): Promise<End> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const end = new Promise<End>((resolve) =>
    child.on('close', (code, killer) => resolve({ code, signal: killer, stderr })),
  );
  const { pid = 0 } = child;
  await waitUntil(() => isListening(pid) && isReady());
  await sleep(200);
  child.kill(signal);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 5000);
  const result = await end;
  clearTimeout(tooLate);
  return result;
}

function makePipe(name: string): string {
  const path = join(scratchFolder, name);
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
  return path;
}

const interrupted: End = { code: 130, signal: null, stderr: 'heapdiff: interrupted\n' };

describe.skipIf(process.platform !== 'linux')('one signal ends it', () => {
  test.each(signals)('%s while it waits for the writer of a pipe', async (signal) => {
    const pipe = makePipe(`no-writer-${signal}`);
    expect(await interrupt(['summary', pipe], signal)).toEqual(interrupted);
    expect(await interrupt([snapshot, pipe], signal)).toEqual(interrupted);
  });

  test('while the writer of a pipe has nothing to say', async () => {
    const pipe = makePipe('idle-writer');
    // Read and write, so that this does not wait for a reader.
    const writer = openSync(pipe, 'r+');
    expect(await interrupt(['summary', pipe], 'SIGTERM')).toEqual(interrupted);
    closeSync(writer);
  });

  test('while it waits for the reader of a pipe', async () => {
    const pipe = makePipe('no-reader');
    expect(await interrupt(['summary', snapshot, '-o', pipe], 'SIGTERM')).toEqual(interrupted);
  });

  test.each(signals)('%s while it writes, and there is a whole file or nothing', async (signal) => {
    const folder = join(scratchFolder, `part-${signal}`);
    mkdirSync(folder);
    const file = join(folder, 'rows.json');
    const args = ['objects', snapshot, '-n', 'all', '--format', 'json', '-o', file];
    const end = await interrupt(args, signal, () => readdirSync(folder).length > 0);
    // Where the machine is fast it has done its work, and the signal may come on its way out.
    if (existsSync(file)) {
      expect(readdirSync(folder)).toEqual(['rows.json']);
      const { rows, total } = JSON.parse(readFileSync(file, 'utf8')) as { rows: unknown[]; total: number };
      expect(rows).toHaveLength(total);
    } else {
      expect(readdirSync(folder)).toEqual([]);
      expect(end).toEqual(interrupted);
    }
  });
});

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  const start = (args: readonly string[]): Promise<number | null> =>
    new Promise((resolve) =>
      spawn(process.execPath, [program, ...args], { stdio: 'ignore' }).on('close', resolve),
    );

  test('is read when its writer comes', async () => {
    const pipe = makePipe('late-writer');
    const output = join(scratchFolder, 'late-writer.txt');
    const ended = start(['summary', pipe, '-o', output]);
    await sleep(300);
    execFileSync('sh', ['-c', 'cat "$0" > "$1"', snapshot, pipe]);
    expect(await ended).toBe(0);
    expect(readFileSync(output, 'utf8')).toContain('MEMORY');
  });

  test('is written when its reader comes', async () => {
    const pipe = makePipe('late-reader');
    const ended = start(['objects', snapshot, '-n', 'all', '--format', 'csv', '-o', pipe]);
    await sleep(300);
    const text = execFileSync('cat', [pipe], { encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(await ended).toBe(0);
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(50_000);
    expect(existsSync(pipe)).toBe(true);
  });

  test('whose reader leaves is no error', async () => {
    const pipe = makePipe('leaving-reader');
    const ended = start(['objects', snapshot, '-n', 'all', '--format', 'csv', '-o', pipe]);
    execFileSync('head', ['-c', '10', pipe]);
    expect(await ended).toBe(0);
  });
});
