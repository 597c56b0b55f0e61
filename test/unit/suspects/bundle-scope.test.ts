import { expect, test } from 'vitest';
import type { SourceLookup } from '../../../src/core/source-place.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A bundle with a Map in the scope of all its functions, the first of which is the way to it. */
function bundle(count: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = [
    'root -> app:App @3',
    'app -still-> still:Array @5',
    ...still,
    'app -step-> step:closure "step" 64 @7 place 7 1 100',
    'app -other-> other:closure "other" 64 @9 place 7 1 200',
    'step -{context}-> scope:object "system / Context" 64 @11',
    'other -{context}-> scope',
    'scope -(editors)-> map:Map 32 @13',
    'map -{table}-> table:array "" 64 @15',
    'step -{shared}-> info:code "(shared function info)" 64 @17',
    'info -{script}-> script:code "system / Script" 64 @19',
    'script -{name}-> url:string "http://shop.example/app.js" 32 @21',
  ];
  for (let n = 0; n < count; n++)
    lines.push(`table -[${n}]-> e${n}:Editor 64 @${10_001 + 2 * n} place 7 1 300`);
  return lines.join('\n');
}

/** @param files by column */
const mapped = (files: Readonly<Record<number, string>>): SourceLookup => ({
  warnings: [],
  find: (_url, _line, column) =>
    files[column] === undefined ? null : { url: files[column], line: 4, column: 2, name: null },
});

test('a function of a bundle is no place of a variable that functions of other files see as well', async () => {
  const told = async (other: string): Promise<unknown> => {
    const sources = mapped({ 100: 'src/main.ts', 200: other, 300: 'src/editor.ts' });
    const [suspect] = (await diffHeaps([20, 40, 60].map(bundle), {}, sources)).suspects.rows;
    expect(suspect.title).toBe('Map `editors` keeps 40 more Editor, +20 a step');
    expect(suspect.growing.location?.source?.url).toBe('src/editor.ts');
    return suspect.holder.location?.source?.url;
  };
  expect(await told('src/main.ts')).toBe('src/main.ts');
  expect(await told('src/use-editors.ts')).toBe('src/editor.ts');
});
