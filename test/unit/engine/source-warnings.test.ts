import { expect, test } from 'vitest';
import type { SourceLookup, SourcePlace } from '../../../src/core/source-place.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Sessions in a list, of a class at a column of the first line of a script. */
function heap(count: number, url: string, column: number): string {
  const lines = [
    'root -> app:App @3',
    `app -main-> main:closure "main" 64 @5 place 7 0 ${column}`,
    'main -{shared}-> info:code "(shared function info)" 64 @7',
    'info -{script}-> script:code "system / Script" 64 @9',
    `script -{name}-> url:string "${url}" 32 @11`,
    'app -list-> list:Array @13',
  ];
  for (let n = 0; n < count; n++)
    lines.push(`list -[${n}]-> s${n}:Sn 40 @${10_001 + 2 * n} place 7 0 ${column}`);
  for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> t${n}:Still 16 @${2001 + 2 * n}`);
  return lines.join('\n');
}

async function warningsOf(
  url: string,
  column: number,
  sources: SourceLookup | undefined,
): Promise<readonly string[]> {
  const heaps = [20, 40, 60].map((count) => heap(count, url, column));
  const { suspects, warnings } = await diffHeaps(heaps, {}, sources);
  expect(suspects.rows).toHaveLength(1);
  return warnings.map(({ code, message }) => `${code}: ${message.split(',')[0]}`);
}

const lookUp = (place: SourcePlace | null): SourceLookup => ({ warnings: [], find: () => place });
const url = 'https://shop.example/app.js';

test('a suspect in a minified script without a map says how to get its names', async () => {
  expect(await warningsOf(url, 4000, lookUp(null))).toEqual([
    'no-source-map: https://shop.example/app.js is minified',
  ]);
});

test('there is nothing to say of a script with a map, with lines, of the runtime, or where no map is wanted', async () => {
  const place = { url: 'src/app.ts', line: 4, column: 2, name: 'Session' };
  expect(await warningsOf(url, 4000, lookUp(place))).toEqual([]);
  expect(await warningsOf(url, 40, lookUp(null))).toEqual([]);
  expect(await warningsOf('node:internal/app', 4000, lookUp(null))).toEqual([]);
  expect(await warningsOf(url, 4000, undefined)).toEqual([]);
});
