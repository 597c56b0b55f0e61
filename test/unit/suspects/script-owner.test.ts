import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** `signal`, of a package's class, is a variable that an ES module of the program exports, or is in an object of it. */
function heap(count: number, above: readonly string[]): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = [
    'root -> app:App @3',
    'app -> still:Array @5',
    ...still,
    'app -f-> f:closure "f" 64 @501 place 7 1 1',
    'f -{shared}-> info:code "(shared function info)" 64 @503',
    'info -{script}-> script:code "system / Script" 64 @505',
    'script -{name}-> name:string "/srv/app/node_modules/signals/index.js" 32 @507',
    ...above,
    'signal -list-> list:Array @41',
  ];
  for (let n = 0; n < count; n++)
    lines.push(`list -[${n}]-> e${n}:Effect 40 @${10_001 + 20 * n} place 7 9 9`);
  return lines.join('\n');
}

async function ownerOf(above: readonly string[]): Promise<unknown> {
  const report = await diffHeaps([20, 40, 60].map((count) => heap(count, above)));
  expect(report.suspects.total).toBe(1);
  return report.suspects.rows[0].owner;
}

const SIGNAL = 'signal:Signal 40 @39 place 7 5 5';

test("a package's object belongs to the ES module of the program that has it", async () => {
  const above = [
    'app -loader-> wrap:ModuleWrap @21',
    'wrap -url-> url:string "file:///srv/app/rates.mjs" 32 @23',
    'wrap -<1>-> module:hidden "system / SourceTextModule" 100 @25',
    'module -<0>-> table:array "" 40 @27',
    'module -<5>-> own:array "" 40 @29',
    'table -{3}-> text:string "rates" 32 @31',
    'table -{4}-> cell:hidden "system / Cell" 16 @33',
    'own -{0}-> cell',
    `cell -{value}-> ${SIGNAL}`,
  ];
  expect(await ownerOf(above)).toEqual({ package: null, file: 'file:///srv/app/rates.mjs' });
});

test("a package's object that nothing of the program leads to is the package's", async () => {
  expect(await ownerOf([`root -> ${SIGNAL}`])).toEqual({
    package: 'signals',
    file: '/srv/app/node_modules/signals/index.js',
  });
});
