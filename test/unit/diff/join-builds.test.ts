import { expect, test } from 'vitest';
import { type BuiltClass, joinBuilds } from '../../../src/diff/join-builds.js';

function built(name: string, url: string, line: number, ...snapshots: number[]): BuiltClass {
  return { identity: { name, place: { scriptId: 1, line, column: 0 } }, url, snapshots };
}

/** Which of the classes have become one, by position. */
const joined = (...classes: BuiltClass[]): number[] => [...joinBuilds(classes)];

test('a class of the same file is the same at another line', () => {
  expect(joined(built('Invoice', '/app/main.js', 4, 2), built('Invoice', '/app/main.js', 11, 0, 1))).toEqual([
    0, 0,
  ]);
});

test('and in a file whose name or folder only tells the build', () => {
  for (const [before, after] of [
    ['/app/dist/main-E3KIIGSP.js', '/app/dist/main-5YZWXGRP.js'],
    ['https://shop.example/assets/main.3f9a2b1c.js', 'https://shop.example/assets/main.77d0e4aa.js'],
    ['/releases/41/app.js', '/releases/42/app.js'],
    ['C:\\releases\\41\\app.js', 'C:\\releases\\42\\app.js'],
  ])
    expect(joined(built('Invoice', after, 4, 1), built('Invoice', before, 4, 0))).toEqual([0, 0]);
});

test('what one snapshot has twice is two classes', () => {
  const [first, second] = [built('Item', '/app/a.js', 1, 1), built('Item', '/app/a.js', 50, 1)];
  expect(joined(first, second, built('Item', '/app/a.js', 2, 0))).toEqual([0, 1, 2]);
});

test('the same file comes first: another one of its name elsewhere stays what it is', () => {
  const [first, other] = [built('Item', '/app/a/index.js', 1, 1), built('Item', '/app/b/index.js', 1, 1)];
  expect(joined(first, other, built('Item', '/app/b/index.js', 9, 0))).toEqual([0, 1, 1]);
});

test('files of other names are other files', () => {
  expect(joined(built('Item', '/app/cart.js', 1, 1), built('Item', '/app/shop.js', 1, 0))).toEqual([0, 1]);
});

test('names that a minifier gave say nothing, unless a source map tells the right ones', () => {
  expect(joined(built('t', '/app/main.js', 1, 1), built('t', '/app/main.js', 9, 0))).toEqual([0, 1]);
  const mapped = (line: number, snapshot: number): BuiltClass => ({
    identity: {
      name: 'Job',
      generatedName: 't',
      place: {
        scriptId: 1,
        line: 0,
        column: line * 100,
        source: { url: '/src/job.ts', line, column: 0, name: 'Job' },
      },
    },
    url: `/app/main-${snapshot}.js`,
    snapshots: [snapshot],
  });
  expect(joined(mapped(1, 1), mapped(9, 0))).toEqual([0, 0]);
});

test('classes without a place, and the places where built-in objects were made, are never joined', () => {
  expect(joined(built('Generator', '/app/a.js', 1, 1), built('Generator', '/app/a.js', 9, 0))).toEqual([
    0, 1,
  ]);
  const placeless = (snapshot: number): BuiltClass => ({
    identity: { name: 'Session', place: null },
    url: null,
    snapshots: [snapshot],
  });
  expect(joined(placeless(0), placeless(1))).toEqual([0, 1]);
});
