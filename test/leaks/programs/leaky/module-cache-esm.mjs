// leak: class=ModuleWrap,ModuleJob,Module,{javascript},system / SourceTextModule count=0 path= cause=module-cache
// A module is imported under a new query each time, to see its changes.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
const file = join(mkdtempSync(join(tmpdir(), 'esm-')), 'plugin.mjs');
writeFileSync(
  file,
  'export const table = new Array(50).fill(1); export function run() { return table.length; }',
);
export async function round(i) {
  for (let n = 0; n < 5; n++) (await import(`${pathToFileURL(file).href}?v=${i}-${n}`)).run();
}
