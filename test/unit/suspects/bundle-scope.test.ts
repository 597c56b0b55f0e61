import { expect, test } from 'vitest';
import type { SourceLookup, SourcePlace } from '../../../src/core/source-place.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A bundle with a Map in the scope of all its functions, the first of which is the way to it. */
function bundle(count: number, variable = 'editors'): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = [
    'root -> app:App @3',
    'app -still-> still:Array @5',
    ...still,
    'app -step-> step:closure "step" 64 @7 place 7 1 100',
    'app -other-> other:closure "other" 64 @9 place 7 1 200',
    'step -{context}-> scope:object "system / Context" 64 @11',
    'other -{context}-> scope',
    `scope -(${variable})-> map:Map 32 @13`,
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
    const [suspect] = (
      await diffHeaps(
        [20, 40, 60].map((count) => bundle(count)),
        {},
        sources,
      )
    ).suspects.rows;
    expect(suspect.title).toBe('Map `editors` keeps 40 more Editor, +20 a step');
    expect(suspect.growing.location?.source?.url).toBe('src/editor.ts');
    return suspect.holder.location?.source?.url;
  };
  expect(await told('src/main.ts')).toBe('src/main.ts');
  expect(await told('src/use-editors.ts')).toBe('src/editor.ts');
});

test('a variable whose declaration source maps know is held there, by its own name', async () => {
  const tell = async (source: SourcePlace): Promise<unknown> => {
    const sources: SourceLookup = {
      ...mapped({ 100: 'src/main.ts', 200: 'src/main.ts', 300: 'src/editor.ts' }),
      findVariable: ({ url, line, column }, name, others) =>
        `${url} ${line} ${column} ${name} ${others.join()}` ===
        'http://shop.example/app.js 1 100 editors editors'
          ? { url, line: 1, column: 40, source }
          : null,
    };
    const [suspect] = (
      await diffHeaps(
        [20, 40, 60].map((count) => bundle(count)),
        {},
        sources,
      )
    ).suspects.rows;
    const { title, holder, owner, path } = suspect;
    return [
      title,
      path.at(-2)?.name,
      holder.name,
      holder.location?.source,
      holder.location?.column,
      owner.package,
    ];
  };
  const place = { line: 11, column: 6 };
  expect(await tell({ ...place, url: 'src/open-editors.ts', name: 'openEditors' })).toEqual([
    'Map `openEditors` keeps 40 more Editor, +20 a step',
    ...['openEditors', 'openEditors'],
    { url: 'src/open-editors.ts', line: 12, column: 7, name: 'openEditors' },
    ...[41, null],
  ]);
  // Where only the place is known, the name is what the script has.
  const url = 'node_modules/code-editor/src/registry.ts';
  expect(await tell({ ...place, url, name: null })).toEqual([
    'Map `editors` keeps 40 more Editor, +20 a step',
    ...['editors', 'editors'],
    { url, line: 12, column: 7, name: null },
    ...[41, 'code-editor'],
  ]);
});

test('the fingerprint does not depend on what a minifier calls the variable', async () => {
  const fingerprintOf = async (variable: string, original: string | null): Promise<string> => {
    const source = { url: 'src/open-editors.ts', line: 11, column: 6, name: original };
    const sources: SourceLookup = {
      ...mapped({ 100: 'src/main.ts', 300: 'src/editor.ts' }),
      findVariable: ({ url }) => ({ url, line: 1, column: 40, source }),
    };
    const heaps = [20, 40, 60].map((count) => bundle(count, variable));
    return (await diffHeaps(heaps, {}, sources)).suspects.rows[0].fingerprint;
  };
  const fingerprint = await fingerprintOf('e', 'openEditors');
  expect(await fingerprintOf('t', 'openEditors')).toBe(fingerprint);
  expect(await fingerprintOf('e', 'closedEditors')).not.toBe(fingerprint);
  expect(await fingerprintOf('e', null)).not.toBe(await fingerprintOf('t', null));
});
