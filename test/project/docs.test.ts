import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from './list-files.js';

const pages = listFiles().filter((path) => /^(docs\/.*|[A-Z]+)\.md$/.test(path));

test('every file that the documentation names exists', () => {
  const named = pages.flatMap((page) =>
    [
      ...readFileSync(page, 'utf8').matchAll(
        /`((?:src|cli|viewer|test|bench|snapshots)\/[\w./-]+\.(?:ts|[cm]?js|json|md|gz))`/g,
      ),
    ].map(([, path = '']) => ({ page, path })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !existsSync(path))).toEqual([]);
});

test('every link within the documentation leads somewhere', () => {
  const links = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map(([, path = '']) => ({ page, path })),
  );
  const dead = links.filter(
    ({ page, path }) => !/^https?:/.test(path) && !existsSync(join(dirname(page), path)),
  );
  expect(dead).toEqual([]);
});
