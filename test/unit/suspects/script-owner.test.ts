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

/** workerd has a native object beside each of its own, and one list of them all. A worker whose module has a Map and an event target; requests add sessions and, oftener, listeners. */
function worker(count: number): string {
  const lines = [
    'root -> roots:synthetic "(Persistent roots)" 0 @1001',
    'roots -{1}-> tracer:native "workerd / HeapTracer" 64 @3',
    'tracer -(wrapper)-> target:native "workerd / EventTarget" 64 @5',
    'target -(native_to_javascript)-> bus:CppgcShim 64 @7 place 1 2 0',
    'bus -__proto__-> methods:Object 64 @31',
    'methods -dispatchEvent-> dispatch:closure "dispatchEvent" 32 @33',
    'target -(typeMap)-> types:native "workerd / typeMap" 64 @9',
    'types -(value)-> set:native "workerd / EventHandlerSet" 64 @11',
    // The module's own way to it is longer than that of the list.
    'root -(module)-> m0:hidden "system / SourceTextModule" 64 @35',
    ...Array.from({ length: 9 }, (_, n) => `m${n} -(next)-> m${n + 1}:array "" 64 @${37 + 2 * n}`),
    'm9 -(value)-> exports:Object 64 @101',
    'exports -fetch-> fetch:closure "fetch" 64 @13 place 1 6 2',
    'fetch -{context}-> scope:object "system / Context / scope @17" 64 @15',
    'scope -(bus)-> bus',
    'scope -(sessions)-> sessions:Map 64 @19',
    'sessions -{table}-> table:array "" 64 @21',
    'fetch -{shared}-> info:code "(shared function info)" 64 @23',
    'info -{script}-> script:code "system / Script" 64 @25',
    'script -{name}-> url:string "worker.js" 32 @27',
  ];
  for (let n = 0; n < count; n++)
    lines.push(`table -[${n}]-> s${n}:Session 64 @${10_001 + 20 * n} place 1 0 14`);
  for (let n = 0; n < 1.5 * count; n++) {
    const id = 20_001 + 20 * n;
    lines.push(
      `set -(handler)-> e${n}:native "workerd / EventHandler" 400 @${id}`,
      `e${n} -(identity)-> l${n}:closure "onTick" 32 @${id + 2} place 1 10 60`,
      `bus -[${n}]-> l${n}`,
      `l${n} -{context}-> c${n}:object "system / Context / scope @29" 24 @${id + 4}`,
      `c${n} -(ticket)-> t${n}:Object 64 @${id + 6}`,
      `c${n} -{previous}-> scope`,
    );
  }
  return lines.join('\n');
}

test('what a worker keeps is told by its own names, in a script that has no folder', async () => {
  const report = await diffHeaps([100, 200, 300].map(worker));
  expect(report.suspects.rows.map(({ title }) => title).sort()).toEqual([
    'CppgcShim `bus` keeps 300 more Function, +150 a step',
    'Map `sessions` keeps 200 more Session, +100 a step',
  ]);
  const causes = report.suspects.rows.map(({ cause }) => cause.kind);
  expect(causes.sort()).toEqual(['event-listener', 'unbounded-collection']);
});
