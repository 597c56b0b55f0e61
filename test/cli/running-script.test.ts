// Scripts that write their snapshots before they have come to their end: only the stack holds what they have.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHeapdiff, scratchFolder } from './run-heapdiff.js';

/** Runs a script that writes a, b and c; what heapdiff says of them. */
function diffOf(name: string, script: string): { readonly text: string; readonly json: string } {
  const folder = join(scratchFolder, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'run.cjs'), script);
  expect(spawnSync(process.execPath, ['run.cjs'], { cwd: folder }).status).toBe(0);
  const files = ['a', 'b', 'c'].map((file) => join(folder, `${file}.heapsnapshot`));
  return {
    text: runHeapdiff(files).stdout,
    json: runHeapdiff([...files, '--json']).stdout,
  };
}

const SNAPSHOTS = `for (const name of ['a', 'b', 'c']) {
  for (let i = 0; i < 2000; i++) step(i);
  require('node:v8').writeHeapSnapshot(name + '.heapsnapshot');
}`;

test.each([
  [
    'a variable of the script that a function uses',
    `class Ticket { constructor(i) { this.notes = ['n' + i]; } }
    const pending = new Map();
    const step = () => pending.set('t' + pending.size, new Ticket(pending.size));
    ${SNAPSHOTS}`,
    'why    (Stack roots) → pending: Map → Ticket',
  ],
  [
    'a variable of a function that runs',
    `class Ticket { constructor(i) { this.notes = ['n' + i]; } }
    function main() {
      const cache = {};
      const step = (i) => { cache['k' + Object.keys(cache).length + i] = new Ticket(i); };
      for (let i = 0; i < 50; i++) step(i);
      ${SNAPSHOTS.replace('2000', '300')}
    }
    main();`,
    'why    (Stack roots) → cache: Object →',
  ],
  [
    'a variable that no function uses',
    `class Ticket { constructor(i) { this.notes = ['n' + i]; } }
    const tickets = [];
    for (const name of ['a', 'b', 'c']) {
      for (let i = 0; i < 2000; i++) tickets.push(new Ticket(i));
      require('node:v8').writeHeapSnapshot(name + '.heapsnapshot');
    }`,
    'why    (Stack roots) → Array → Ticket',
  ],
])('%s is a suspect', (name, script, why) => {
  const { text, json } = diffOf(name.replaceAll(' ', '-'), script);
  expect(text).toContain('more Ticket, +');
  expect(text).toContain(why);
  const { suspects } = JSON.parse(json) as { suspects: { rows: { growing: { className: string } }[] } };
  expect(suspects.rows.map(({ growing }) => growing.className)).toEqual(['Ticket']);
});

test('what a running script replaces is none', () => {
  const { text } = diffOf(
    'replaced',
    `class Row { constructor(i) { this.i = i; } }
    const read = (count) => Array.from({ length: count }, (_, i) => new Row(i));
    let last = null;
    for (const name of ['a', 'b', 'c']) {
      last = read(3000);
      const before = read(10);
      require('node:v8').writeHeapSnapshot(name + '.heapsnapshot');
      if (before.length > last.length) console.log(before);
    }`,
  );
  expect(text).toContain('NO LEAK SUSPECTED');
});
