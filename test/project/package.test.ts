import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface PackResult {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};
const folder = mkdtempSync(join(tmpdir(), 'heapdiff-package-'));
let packed: PackResult;
let tarball: Buffer<ArrayBuffer>;

// The package as it would be published, unpacked as it would be installed.
beforeAll(() => {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [PackResult];
  tarball = readFileSync(join(folder, packed.filename));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'heapdiff'), { recursive: true });
  execFileSync('tar', ['-xzf', packed.filename, '-C', 'node_modules/heapdiff', '--strip-components=1'], {
    cwd: folder,
  });
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name));
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the package holds what users need and nothing else', () => {
  const wanted = [
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
    /^dist\/src\/([\w-]+\/)*[\w-]+(\.browser)?\.(js|d\.ts)$/,
    /^dist\/cli\/([\w-]+\/)*[\w-]+\.js$/,
    /^dist\/schema\/report-v1\.json$/,
    /^dist\/viewer\/[\w-]+\.html$/,
  ];
  const paths = packed.files.map((file) => file.path);
  expect(paths.filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(paths).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'dist/cli/main.js',
      'dist/schema/report-v1.json',
      'dist/src/index.d.ts',
      'dist/src/index.js',
      'dist/src/index.browser.js',
    ]),
  );
});

test('the package stays below 3 MB', () => {
  expect(packed.unpackedSize).toBeLessThan(3_000_000);
});

test('the program can be executed', () => {
  const main = packed.files.find((file) => file.path === 'dist/cli/main.js');
  expect((main?.mode ?? 0) & 0o111).toBe(0o111);
  const output = execFileSync('./node_modules/heapdiff/dist/cli/main.js', ['--version'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe(manifest.version);
});

test('the library can be imported by its name, and so can the schema', () => {
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { version } from 'heapdiff';
     import { createRequire } from 'node:module';
     const schema = createRequire(import.meta.url)('heapdiff/schema/report-v1.json');
     console.log(version, typeof schema);`,
  );
  const output = execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(output.trim()).toBe(`${manifest.version} object`);
});

test('publint has nothing to say about the package', async () => {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(tarball).buffer },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

test('an ESM importer gets the types that belong to the code', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (analysis.types === false) throw new Error('the package has no types');
  // Consumers that cannot import ESM are not supported.
  const ours = analysis.problems.filter(
    (problem) =>
      !('resolutionKind' in problem && /node10|node16-cjs/.test(problem.resolutionKind)) &&
      problem.kind !== 'CJSResolvesToESM',
  );
  expect(ours).toEqual([]);
});
