// A minified bundle of TypeScript that leaks, run in a child process: what heapdiff says names the sources.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  ChainReport,
  DiffReport,
  ObjectReport,
  ObjectsReport,
  RetainersReport,
  SummaryReport,
} from '../../src/report/model.js';
import { runHeapdiff } from './run-heapdiff.js';

const sessions = `import { randomBytes } from 'node:crypto';

/** What a person who is logged in has. */
export class Session {
  readonly token: string;
  readonly #visits: number[] = [];

  constructor(readonly user: string) {
    this.token = randomBytes(16).toString('hex');
  }

  visit(at: number): void {
    this.#visits.push(at);
  }
}

const open = new Map<string, Session>();

export function logIn(user: string): Session {
  const session = new Session(user);
  open.set(session.token, session);
  return session;
}
`;
const main = `import { writeHeapSnapshot } from 'node:v8';
import { type Session, logIn } from './sessions.js';

export const seen = [logIn('first')];
const handlers: Array<() => string> = [];
Object.assign(globalThis, { handlers });
function makeHandler(session: Session) {
  return function onMessage() {
    return session.token;
  };
}
for (let step = 0; step < 3; step++) {
  for (let i = 0; i < 300; i++) handlers.push(makeHandler(logIn(\`user \${i}\`)));
  writeHeapSnapshot(\`\${step}.heapsnapshot\`);
}
`;
const files = [0, 1, 2].map((step) => `${step}.heapsnapshot`);
let home = '';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'heapdiff-bundle-'));
  for (const [kind, format] of [
    ['linked', 'esm'],
    ['inline', 'cjs'],
  ] as const) {
    const folder = join(home, kind);
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src/sessions.ts'), sessions);
    writeFileSync(join(folder, 'src/main.ts'), main);
    const bundle = join(folder, 'dist', format === 'esm' ? 'app.mjs' : 'app.cjs');
    buildSync({
      entryPoints: [join(folder, 'src/main.ts')],
      outfile: bundle,
      bundle: true,
      minify: true,
      sourcemap: kind,
      platform: 'node',
      format,
      logLevel: 'error',
    });
    const { status, stderr } = spawnSync(process.execPath, [bundle], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

function ask(kind: string, ...args: string[]): unknown {
  const { code, stdout, stderr } = runHeapdiff([...args, '--json'], { cwd: join(home, kind) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

test.each(['linked', 'inline'])('a suspect names the original class, file and line: map %s', (kind) => {
  const { suspects, classes, warnings } = ask(kind, ...files) as DiffReport;
  expect(warnings).toEqual([]);
  const [{ growing, title, owner, path }] = suspects.rows;
  expect(growing).toMatchObject({ className: 'Session', counts: [301, 601, 901], addedPerStep: [300, 300] });
  const { location } = growing;
  expect(location?.url).toMatch(/dist\/app\.[cm]js$/);
  expect(location?.line).toBeLessThan(3);
  expect(location?.source).toMatchObject({ line: 8, column: 3, name: 'Session' });
  expect(location?.source?.url).toMatch(/src\/sessions\.ts$/);
  expect(title).toMatch(/keeps 600 more Session, \+300 a step$/);
  expect(owner.package).toBe(null);
  expect(path.at(-1)).toMatchObject({ className: 'Session', location: { source: { line: 8 } } });
  const row = classes.rows.find(({ className }) => className === 'Session');
  expect(row).toMatchObject({ counts: [301, 601, 901], location: { source: { name: 'Session', line: 8 } } });
  expect(row?.key).toMatch(/^Session@.*app\.[cm]js:\d+:\d+$/);
});

test('the text says where to look', () => {
  const { stdout } = runHeapdiff(files, { cwd: join(home, 'linked') });
  expect(stdout).toMatch(/keeps 600 more Session, \+300 a step/);
  expect(stdout).toMatch(/src\/sessions\.ts:8:3/);
});

test('summary, retainers, objects, show and --by know the original class by its name', () => {
  const [, , last] = files;
  const summary = ask('linked', 'summary', last, '--limit', 'all') as SummaryReport;
  expect(summary.classes.rows.find(({ className }) => className === 'Session')).toMatchObject({ count: 901 });
  const retainers = ask('linked', 'retainers', last, '--class', 'Session') as RetainersReport;
  expect(retainers.instances?.count).toBe(901);
  expect(retainers.target.location?.source).toMatchObject({ line: 8, name: 'Session' });
  // The function that holds the newest, whose name in the bundle is another one or none.
  expect(retainers.paths.flat().map(({ name }) => name)).toContain('onMessage');
  const objects = ask('linked', 'objects', last, '--class', 'Session', '--limit', '1') as ObjectsReport;
  expect(objects.rows[0].location?.source).toMatchObject({ line: 8 });
  const shown = ask('linked', 'show', last, '--id', String(objects.rows[0].id));
  expect(shown).toMatchObject({ target: { className: 'Session', location: { source: { line: 8 } } } });
  const { stdout } = runHeapdiff(['summary', last, '--by', 'location'], { cwd: join(home, 'linked') });
  expect(stdout).toMatch(/sessions\.ts:8:3/);
});

test.each(['linked', 'inline'])('variables and private fields have their original names: map %s', (kind) => {
  const [, , last] = files;
  const { instances, paths, tree } = ask(kind, 'retainers', last, '--class', 'Session') as RetainersReport;
  expect(paths[0].slice(-3).map(({ name }) => name)).toEqual(['handlers', 'onMessage', 'session']);
  expect(tree.retainers.map(({ edge }) => edge)).toContainEqual({ kind: 'context', name: 'session' });
  const id = String(instances?.sampleIds[0]);
  const { fields } = ask(kind, 'show', last, '--id', id) as ObjectReport;
  expect(fields.rows.map(({ edge }) => edge.name)).toEqual(
    expect.arrayContaining(['#visits', 'token', 'user']),
  );
  const shown = runHeapdiff(['show', last, '--id', id, '--no-source-maps'], { cwd: join(home, kind) });
  expect(shown.stdout).toMatch(/\.#\w /);
  expect(shown.stdout).not.toContain('#visits');
  const { suspects } = ask(kind, ...files) as DiffReport;
  expect(suspects.rows[0].path.at(-1)?.name).toBe('session');
});

test('questions go by the original names of variables and private fields', () => {
  const [, , last] = files;
  const tell = (...args: string[]): string => runHeapdiff(args, { cwd: join(home, 'linked') }).stdout;
  const byEdge = tell('summary', last, '--by', 'edge', '--limit', 'all');
  expect(byEdge).toMatch(/^ *variable open /m);
  expect(byEdge).toMatch(/^ *\.#visits .* 901 /m);
  const without = ask('linked', 'retainers', last, '--class', 'Session', '--ignore', 'session');
  const { paths, tree, warnings } = without as RetainersReport;
  expect(warnings).toEqual([]);
  expect(paths.flat().map(({ name }) => name)).toContain('open');
  expect(paths.flat().map(({ name }) => name)).not.toContain('session');
  expect(tree.retainers.map(({ edge }) => edge?.name)).not.toContain('session');
  const chain = (...more: string[]): (string | null)[] => {
    const report = ask('linked', 'chain', last, '--from', 'global', '--to', 'Session', ...more);
    return (report as ChainReport).paths.flat().map(({ name }) => name);
  };
  expect(chain()).toContain('session');
  expect(chain('--ignore', 'session')).not.toContain('session');
  const args = ['retainers', last, '--class', 'Session', '--ignore', '#visit', '--json'];
  const { stdout } = runHeapdiff(args, { cwd: join(home, 'linked') });
  expect((JSON.parse(stdout) as RetainersReport).warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('; there is "#visits"'),
  ]);
});

test('the page has the original places', () => {
  const { code } = runHeapdiff([...files, '--html', 'page.html', '--quiet'], { cwd: join(home, 'linked') });
  expect(code).toBe(0);
  expect(readFileSync(join(home, 'linked/page.html'), 'utf8')).toMatch(/sessions\.ts","line":8/);
});

test('from another folder nothing is read, unless --source-maps names it', () => {
  const elsewhere = mkdtempSync(join(home, 'elsewhere-'));
  const [, , last] = files.map((name) => join(home, 'linked', name));
  const plain = runHeapdiff(['summary', last], { cwd: elsewhere }).stdout;
  expect(plain).not.toMatch(/Session/);
  const named = runHeapdiff(['summary', last, '--source-maps', join(home, 'linked/dist')], {
    cwd: elsewhere,
  });
  expect(named.stdout).toMatch(/Session/);
  const off = runHeapdiff(['summary', last, '--no-source-maps'], { cwd: join(home, 'linked') });
  expect(off.stdout).toBe(plain);
});

test('--source-maps takes a folder that is there', () => {
  const { code, stderr } = runHeapdiff(['summary', files[2], '--source-maps', 'nowhere'], {
    cwd: join(home, 'linked'),
  });
  expect(code).toBe(2);
  expect(stderr).toBe('heapdiff: --source-maps takes a folder, and "nowhere" is none; see heapdiff --help\n');
});

test('a damaged map is a warning, and the places of the script stay', () => {
  const folder = join(home, 'linked');
  renameSync(join(folder, 'dist/app.mjs.map'), join(folder, 'good.map'));
  writeFileSync(join(folder, 'dist/app.mjs.map'), '{"version":3,"mappings":');
  const { classes, suspects, warnings } = ask('linked', ...files) as DiffReport;
  renameSync(join(folder, 'good.map'), join(folder, 'dist/app.mjs.map'));
  expect(warnings.map(({ code }) => code)).toEqual(['bad-source-map']);
  expect(warnings[0].message).toMatch(/app\.mjs: is not JSON$/);
  expect(suspects.rows[0].growing.location?.source).toBe(null);
  expect(classes.rows.some(({ className }) => className === 'Session')).toBe(false);
});
