import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExcerptReport } from '../../src/report/model.js';
import { projectFolder, runHeapdiff, runShell, runUntilSignal, scratchFolder } from './run-heapdiff.js';

const baseline = 'snapshots/sessions/baseline.heapsnapshot.gz';
const target = 'snapshots/sessions/target.heapsnapshot.gz';
const final = 'snapshots/sessions/final.heapsnapshot.gz';
const folder = join(scratchFolder, 'out');
const raw = gunzipSync(readFileSync(join(projectFolder, baseline)));
const half = join(scratchFolder, 'half.heapsnapshot');

beforeAll(() => {
  mkdirSync(folder);
  writeFileSync(half, raw.subarray(0, raw.length / 2));
});

describe('on a terminal or a pipe', () => {
  test.each([40, 60, 80, 100, 140])('no line is wider than COLUMNS=%i', (width) => {
    for (const args of [
      [baseline, target],
      [baseline, target, final],
      [baseline],
      ['retainers', final, '--class', 'Session'],
      ['objects', final, '--class', 'Session'],
    ]) {
      const { code, stdout } = runHeapdiff(args, { env: { COLUMNS: String(width) } });
      expect(code).toBe(0);
      for (const line of stdout.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
    }
  });

  test('no line is of an absurd width', () => {
    for (const args of [[baseline, target], [baseline], ['objects', final, '--class', 'Session']]) {
      const { code, stdout } = runHeapdiff(args, { env: { COLUMNS: '1e9' } });
      expect(code).toBe(0);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(2000);
    }
  });

  test('there is colour where it is forced and nowhere else', () => {
    const hasColour = (env: Record<string, string>, ...flags: string[]): boolean =>
      runHeapdiff([baseline, '-n', '1', ...flags], { env }).stdout.includes('\x1b[');
    expect(hasColour({})).toBe(false);
    expect(hasColour({ FORCE_COLOR: '1' })).toBe(true);
    expect(hasColour({ FORCE_COLOR: '0' })).toBe(false);
    expect(hasColour({ NO_COLOR: '1' })).toBe(false);
    expect(hasColour({}, '--color')).toBe(true);
    expect(hasColour({ FORCE_COLOR: '1' }, '--no-color')).toBe(false);
  });

  test('a picture of very many objects has the first 800, and counts the others', () => {
    const table = ['refs', final, '--id', '122027', '--depth', '1', '--breadth', 'all', '--limit', 'all'];
    const drawn = runHeapdiff([...table, '--format', 'svg']).stdout;
    expect(drawn.match(/<rect [^>]*rx=/g)).toHaveLength(800);
    const all = JSON.parse(runHeapdiff([...table, '--json']).stdout) as ExcerptReport;
    expect(all.nodes.length).toBeGreaterThan(2500);
    const left = all.nodes.length - 800;
    expect(drawn).toContain(`>${left.toLocaleString('en')} more refs<`);
  });

  test('a reader that leaves is no error', () => {
    const { code, stdout, stderr } = runShell(
      `heapdiff objects ${baseline} --limit all --format csv | head -n 2; exit "\${PIPESTATUS[0]}"`,
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toHaveLength(3);
  });

  test.each([baseline, '--help', 'objects --help', '--version', 'completion'])(
    'a full disk behind standard output is exit code 5: %s',
    (words) => {
      const { code, stderr } = runShell(`heapdiff ${words} > /dev/full`);
      expect(code).toBe(5);
      expect(stderr).toMatch(/^heapdiff: standard output cannot be written: [^\n]*\n$/);
    },
  );

  test.each(['csv', 'ndjson', 'dot', 'graphml', 'svg'])(
    'what there is to warn of is on stderr where %s has no place for it, unless --quiet',
    (format) => {
      const args = ['backrefs', final, '--id', '88795', '--highlight', 'Sesion', '--format', format];
      const { code, stdout, stderr } = runHeapdiff(args);
      expect([code, stderr]).toEqual([
        0,
        'heapdiff: warning: no class is called "Sesion", so nothing is marked for it; there is "Session"\n',
      ]);
      expect(runHeapdiff([...args, '--quiet'])).toEqual({ code, stdout, stderr: '' });
    },
  );

  test('what there is to warn of is in the report where it has a place', () => {
    for (const format of ['text', 'json', 'markdown']) {
      const args = ['backrefs', final, '--id', '88795', '--highlight', 'Sesion', '--format', format];
      const { stdout, stderr } = runHeapdiff(args);
      expect(stderr).toBe('');
      expect(stdout).toContain('so nothing is marked for it');
    }
  });

  test('standard input is read where a dash is given', () => {
    const fromFile = runHeapdiff([baseline, target, '--json']).stdout;
    const fromInput = runHeapdiff(['-', target, '--json'], { input: raw }).stdout;
    const classesOf = (json: string): unknown => (JSON.parse(json) as { classes: unknown }).classes;
    expect(classesOf(fromInput)).toEqual(classesOf(fromFile));
  });

  test('an interrupt ends with 130 and one line', async () => {
    const { code, stdout, stderr } = await runUntilSignal(['-'], raw.subarray(0, raw.length / 2), 'SIGINT');
    expect([code, stdout, stderr]).toEqual([130, '', 'heapdiff: interrupted\n']);
  });

  test('the same snapshots give the same bytes', () => {
    const once = runHeapdiff([baseline, target, '--json', '--limit', 'all']).stdout;
    expect(runHeapdiff([baseline, target, '--json', '--limit', 'all']).stdout).toBe(once);
  });
});

describe('with --output', () => {
  test('a file holds what the terminal would have shown, for its owner only', () => {
    const path = join(folder, 'new.json');
    const { code, stdout, stderr } = runHeapdiff([baseline, '--json', '-o', path]);
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    expect(readFileSync(path, 'utf8')).toBe(runHeapdiff([baseline, '--json']).stdout);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a file that exists is refused, and replaced with --force', () => {
    const path = join(folder, 'old.txt');
    writeFileSync(path, 'old');
    const refused = runHeapdiff([baseline, '-o', path]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('exists already');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(runHeapdiff([baseline, '-o', path, '--force']).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('CLASSES');
  });

  test('a snapshot that comes in by standard input is not replaced either', () => {
    const copy = join(folder, 'stdin.heapsnapshot');
    writeFileSync(copy, raw);
    const { code, stderr } = runShell(`heapdiff summary - -o '${copy}' --force < '${copy}'`);
    expect(code).toBe(2);
    expect(stderr).toContain('is one of the snapshots, which are never replaced');
    expect(readFileSync(copy).equals(raw)).toBe(true);
  });

  test('a link to nothing is not replaced by accident', () => {
    const path = join(folder, 'dangling');
    symlinkSync(join(folder, 'nowhere'), path);
    expect(runHeapdiff([baseline, '-o', path]).code).toBe(2);
  });

  test('a device is written as it is', () => {
    expect(runHeapdiff([baseline, '-o', '/dev/null']).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test.each([
    ['a folder that is missing', join(folder, 'missing/report.txt')],
    ['a folder as the file', folder],
    ['a file as the folder', join(folder, 'plain/report.txt')],
  ])('%s is exit code 5', (_what, path) => {
    writeFileSync(join(folder, 'plain'), '');
    const { code, stderr } = runHeapdiff([baseline, '-o', path]);
    expect(code).toBe(5);
    expect(stderr).toMatch(/^heapdiff: [^\n]+\n$/);
  });

  test('a damaged snapshot leaves no file, whole or half', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(runHeapdiff(['objects', half, '--limit', 'all', '-o', join(empty, 'x.csv')]).code).toBe(3);
    expect(readdirSync(empty)).toEqual([]);
  });

  test.each([
    ['rows in many pieces', 'objects', '--limit all --format json -o'],
    ['a page in one piece', 'retainers', '--class Map --html'],
  ])('%s that the system does not take is exit code 5 and leaves no file', (_what, command, words) => {
    const alone = join(folder, `full-${command}`);
    mkdirSync(alone);
    const path = join(alone, 'out');
    // In blocks of 1,024 bytes, for this shell and what it starts.
    const { code, stderr } = runShell(`ulimit -f 8; heapdiff ${command} '${baseline}' ${words} '${path}'`);
    expect(code).toBe(5);
    expect(stderr).toMatch(/^heapdiff: [^\n]+cannot be written[^\n]+\n$/);
    expect(readdirSync(alone)).toEqual([]);
  });

  test('nothing is left beside a file that was written', () => {
    const alone = join(folder, 'alone');
    mkdirSync(alone);
    runHeapdiff([baseline, '-o', join(alone, 'report.txt')]);
    expect(readdirSync(alone)).toEqual(['report.txt']);
  });
});

describe('a file that is not a snapshot', () => {
  const write = (name: string, content: string | Buffer): string => {
    const path = join(scratchFolder, name);
    writeFileSync(path, content);
    return path;
  };

  test.each([
    ['cut in half', () => half, 'ERR_TRUNCATED'],
    ['empty', () => write('empty.heapsnapshot', ''), 'ERR_EMPTY_FILE'],
    ['some other JSON', () => write('other.json', '{"a": [1, 2]}'), 'ERR_'],
    ['a web page', () => write('page.html', '<!doctype html><p>hello'), 'ERR_'],
    ['missing', () => join(scratchFolder, 'missing.heapsnapshot'), 'ERR_READ'],
    ['a folder', () => folder, 'ERR_READ'],
    [
      'cut gzip',
      () => write('cut.gz', readFileSync(join(projectFolder, baseline)).subarray(0, 5000)),
      'ERR_',
    ],
  ])('%s: one line, exit code 3', (_what, path, code) => {
    for (const args of [[path()], [baseline, path()], ['objects', path()]]) {
      const result = runHeapdiff(args);
      expect([result.code, result.stdout]).toEqual([3, '']);
      expect(result.stderr).toMatch(/^heapdiff: [^\n]+\n$/);
      expect(result.stderr).toContain(`[${code}`);
      expect(result.stderr).not.toContain('    at ');
    }
  });
});

describe('the last snapshot read', () => {
  test('is what retainers takes without a file, and it says so', () => {
    const cwd = join(scratchFolder, 'place');
    mkdirSync(cwd);
    expect(runHeapdiff(['retainers', '--id', '1'], { cwd }).code).toBe(2);
    const path = join(projectFolder, final);
    const summary = runHeapdiff([path, '--json'], { cwd });
    const [biggest] = (JSON.parse(summary.stdout) as { biggest: { id: number }[] }).biggest;
    const { code, stdout, stderr } = runHeapdiff(['retainers', '--id', String(biggest?.id), '--json'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stderr).toBe(`heapdiff: reading ${path}, the last snapshot read here\n`);
    expect((JSON.parse(stdout) as { target: { id: number } }).target.id).toBe(biggest?.id);
    expect(readdirSync(cwd)).toEqual([]);
    expect(existsSync(join(scratchFolder, 'cache'))).toBe(true);
  });

  test('an id that the snapshot does not have is exit code 2', () => {
    const { code, stderr } = runHeapdiff(['retainers', final, '--id', '999999999']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^heapdiff: [^\n]*999999999[^\n]*\[ERR_UNKNOWN_ID\][^\n]*\n$/);
  });
});
