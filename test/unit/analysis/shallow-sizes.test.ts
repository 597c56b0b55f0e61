import { expect, test } from 'vitest';
import { analyzeHeap } from '../../support/language-analysis.js';

test('a Map weighs what its table weighs', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> map:Map 32
    map -{table}-> table:array "(table)" 400
    table -{store}-> store:hidden "system / Store" 64
  `);
  expect(values(analysis.shallowSize, 'map table store')).toEqual([496, 0, 0]);
});

test('what two objects own stays where it is, with all below it', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> a:Foo 10, b:Foo 20
    a -{e}-> shared:array "" 100
    b -{e}-> shared
    shared -{e}-> below:array "" 50
  `);
  expect(values(analysis.shallowSize, 'a b shared below')).toEqual([10, 20, 100, 50]);
});

test('a second owner that is found late takes the size away again', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> a:Foo 10
    a -{e}-> one:array "" 100
    one -{e}-> two:array "" 50
    root -/app/-> b:Foo 20
    b -{e}-> two
  `);
  expect(values(analysis.shallowSize, 'a b one two')).toEqual([110, 20, 0, 50]);
});

test('weak edges own nothing, and the root and synthetic nodes take no sizes', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> a:Foo 10
    a ~w~> weak:array "" 100
    root -> list:array "" 50
    root -> roots:synthetic "(GC roots)" 0
    roots -> under:array "" 25
  `);
  expect(values(analysis.shallowSize, 'a weak list under roots root')).toEqual([10, 100, 50, 25, 0, 0]);
});

test('a snapshot without user roots shows every node as it is', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -> roots:synthetic "(GC roots)" 0
    roots -> map:Map 32
    map -{table}-> table:array "" 400
  `);
  expect(values(analysis.shallowSize, 'map table')).toEqual([32, 400]);
});

test('the bytes of an external string go to the string', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> text:string "abc" 16
    text -{d}-> data:native "system / ExternalStringData" 1000
    root -/app/-> buffer:Buffer 8
    buffer -{d}-> other:native "system / JSArrayBufferData" 2000
  `);
  expect(values(analysis.shallowSize, 'text data buffer other')).toEqual([1016, 0, 8, 2000]);
});

test('sizes from 4 GiB on are exact, where DevTools wraps around', async () => {
  const huge = 5_368_709_120;
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> a:Foo 4294967290, b:Foo 16
    a -{e}-> table:array "" 10
    b -{e}-> data:array "" ${huge}
  `);
  expect(values(analysis.shallowSize, 'a table b data')).toEqual([4_294_967_300, 0, huge + 16, 0]);
  expect(values(analysis.retainedSize, 'root')).toEqual([4_294_967_300 + huge + 16]);
});

test('a sum that passes 4 GiB is exact even if every part is below', async () => {
  const { analysis, values } = await analyzeHeap(`
    root -/app/-> a:Foo 4294967290, b:Foo 7
    a -{e}-> table:array "" 10
  `);
  expect(values(analysis.shallowSize, 'a table b')).toEqual([4_294_967_300, 0, 7]);
});
