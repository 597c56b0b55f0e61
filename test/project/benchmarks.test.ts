// docs/benchmarks.md and its picture are written from bench/results.json, and from nothing else.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';

const projectFolder = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8');

test('docs/benchmarks.md says what bench/results.json holds', async () => {
  const code = `import { readFileSync } from 'node:fs';
import { renderBenchmarks, renderPicture } from './bench/render-docs.mjs';
const results = JSON.parse(readFileSync('bench/results.json', 'utf8'));
console.log(JSON.stringify([renderBenchmarks(results), renderPicture(results)]));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  const [page, picture] = JSON.parse(printed) as [string, string];
  const path = join(projectFolder, 'docs/benchmarks.md');
  expect(read('docs/benchmarks.md')).toBe(
    await format(page, { ...(await resolveConfig(path)), filepath: path }),
  );
  expect(read('docs/pictures/benchmarks.svg')).toBe(picture);
  expect(picture.startsWith('<svg')).toBe(true);
});
