import { expect, test } from 'vitest';
import { maskFileName } from '../../../src/core/mask-key.js';

test.each([
  ['app/routes/orders.js', 'a word is the name of a file'],
  [
    'app/dead-beef/facade.js',
    'words of the letters that hexadecimal numbers have, without a digit, are words',
  ],
  ['app/effaced/decade.mjs', 'also those of six letters and more'],
])('%s stays: %s', (end) => {
  for (const root of ['/srv/', '/opt/', 'file:///srv/', 'C:\\sites\\'])
    expect(maskFileName(root + end)).toBe(end);
});

test.each([
  ['/srv/app/node_modules/date-fns/esm/add2/v4.js', 'date-fns/esm/add2/v4.js'],
  ['/app/node_modules/.pnpm/lru-cache@10.0.0/node_modules/lru-cache/index.js', 'lru-cache/index.js'],
  ['C:\\app\\node_modules\\uuid\\v35.js', 'uuid\\v35.js'],
  ['file:///srv/app/node_modules/zod/9f3c21aa.js', 'zod/9f3c21aa.js'],
  ['/tmp/app-a1b2c3/node_modules/zod/index.js', 'zod/index.js'],
])('%s is %s: a file of a package is what it is called', (url, file) => {
  expect(maskFileName(url)).toBe(file);
});

test.each([
  ['/srv/app/price.mjs?rev=17', 'srv/app/price.mjs'],
  ['/srv/app/price.mjs#17', 'srv/app/price.mjs'],
  ['/srv/app/price.mjs?a\nb#c', 'srv/app/price.mjs'],
  ['/srv/app/node_modules/zod/index.mjs?v=1', 'zod/index.mjs'],
  ['http://localhost/src/view.js?t=1700000000000', 'localhost/src/view.js'],
])('%s is %s: a query is no part of the file', (url, file) => {
  expect(maskFileName(url)).toBe(file);
});

test.each([
  ['/tmp/rules-83/rule-9f3c21aa.cjs', 'tmp/rules-#/rule-*.cjs'],
  ['/tmp/rules-7/rule-00AB41.cjs', 'tmp/rules-#/rule-*.cjs'],
  ['/srv/gen/rule-2f1c7d0a-1b2c-4d3e-8f90-a1b2c3d4e5f6.cjs', 'srv/gen/rule-*.cjs'],
  ['/srv/app/plugin12.js', 'srv/app/plugin#.js'],
  ['/srv/app/page1234567.js', 'srv/app/page#.js'],
  ['/srv/app/assets/index-4f2a9c01.js', 'app/assets/index-*.js'],
  ['/tmp/rules-h466gK/acme.cjs', '*'],
  ['/var/folders/x1/y2/T/rules-aB3dE6/acme.cjs', '*'],
])('%s is %s: numbers and random parts differ each time', (url, file) => {
  expect(maskFileName(url)).toBe(file);
});

test.each(['http://shop.example/assets/417.js', 'https://shop.example/assets/index-4f2a9c01.js'])(
  '%s is a file of a server, which is loaded once',
  (url) => {
    expect(maskFileName(url)).toBe(url.replace(/^https?:\/\//, ''));
  },
);

test.each(['data:text/javascript,export default 1', 'blob:http://localhost/7e57d004', 'vm:module(17)'])(
  '%s has no file but its content',
  (url) => {
    expect(maskFileName(url)).toBe(url.slice(0, url.indexOf(':') + 1));
  },
);

test('files that a program writes anew are one, and files that it loads late are not', () => {
  const count = (urls: readonly string[]): number => new Set(urls.map(maskFileName)).size;
  expect(count(['/tmp/rule-1.cjs', '/tmp/rule-2.cjs', '/tmp/rule-10.cjs?x'])).toBe(1);
  expect(count(['data:text/javascript,1', 'data:text/javascript,2'])).toBe(1);
  expect(
    count([
      '/srv/a.js',
      '/srv/b.js',
      '/srv/c/a.js',
      '/srv/node_modules/x/v1.js',
      '/srv/node_modules/x/v3.js',
    ]),
  ).toBe(5);
});
