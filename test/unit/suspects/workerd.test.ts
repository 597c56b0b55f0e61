// SPDX-License-Identifier: MIT
// workerd has a native object beside each of its own, and one list of them all.

import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A worker whose module has a Map and an event target; requests add sessions and, oftener, listeners. */
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
