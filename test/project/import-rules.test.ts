import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  findCycles,
  findForbiddenImports,
  findMissingImports,
  findNodeModulesReachedFrom,
  findSpecifiers,
} from './import-rules.js';
import type { ImportTable, Sources } from './import-rules.js';
import { browserEntries, importTable } from './import-table.js';
import { listFiles } from './list-files.js';

function readSources(): Sources {
  const paths = listFiles().filter((path) => /^(src|cli|viewer)\/.*\.ts$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

describe('the imports of src, cli and viewer', () => {
  const sources = readSources();

  test('keep to the table of folders', () => {
    expect(sources.size).toBeGreaterThan(3);
    expect(findForbiddenImports(sources, importTable)).toEqual([]);
  });

  test('name files that exist', () => {
    expect(findMissingImports(sources)).toEqual([]);
  });

  test('have no cycles', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  test.each(browserEntries)('reach no Node module from %s', (entry) => {
    expect(sources.has(entry)).toBe(true);
    expect(findNodeModulesReachedFrom(entry, sources)).toEqual([]);
  });
});

describe('the check itself', () => {
  const table: ImportTable = {
    'src/low': { zones: [], node: { 'node:fs': 1 } },
    'src/high/model.ts': { zones: [] },
    'src/high': { zones: ['src/low', 'src/high/model.ts'], packages: ['@scope/tool'] },
    'src/top': { zones: ['src/high/model.ts'] },
    'src/index.ts': { zones: ['src'] },
  };
  const check = (files: Record<string, string>): string[] =>
    findForbiddenImports(new Map(Object.entries(files)), table);

  test('sees every way to import', () => {
    const text = `
      import { a } from './a.js';
      import type { B } from './b.js';
      export * from './c.js';
      const d = await import('./d.js');
      let e: import('./e.js').E;
      const f = new URL('./f.js', import.meta.url);
    `;
    expect(findSpecifiers(text).sort()).toEqual(['./a.js', './b.js', './c.js', './d.js', './e.js', './f.js']);
  });

  test('allows the own folder, a folder that is named, and a file that is named', () => {
    expect(
      check({
        'src/low/a.ts': `import './b.js'; import 'node:fs/promises';`,
        'src/high/a.ts': `import '../low/a.js'; import './model.js'; import '@scope/tool/part';`,
        'src/top/a.ts': `import '../high/model.js';`,
        'src/index.ts': `export * from './top/a.js'; export * from './high/model.js';`,
      }),
    ).toEqual([]);
  });

  test('finds an import upward, also of types only', () => {
    expect(check({ 'src/low/a.ts': `import type { A } from '../high/a.js';` })).toEqual([
      'src/low/a.ts must not import src/high/a.ts',
    ]);
  });

  test('finds an import of a folder of which only one file is named', () => {
    expect(check({ 'src/top/a.ts': `import '../high/a.js';` })).toEqual([
      'src/top/a.ts must not import src/high/a.ts',
    ]);
  });

  test('finds a package and a Node module that are not named', () => {
    expect(check({ 'src/top/a.ts': `import 'yargs'; import 'node:os'; import 'fs';` })).toEqual([
      'src/top/a.ts must not import fs',
      'src/top/a.ts must not import node:os',
      'src/top/a.ts must not import yargs',
    ]);
  });

  test('finds a Node module in more files than it belongs into', () => {
    expect(
      check({ 'src/low/a.ts': `import 'node:fs';`, 'src/low/b.ts': `import 'node:fs/promises';` }),
    ).toEqual(['node:fs in src/low belongs into 1 file: src/low/a.ts, src/low/b.ts']);
  });

  test('finds a folder that the table does not know', () => {
    expect(check({ 'src/utils/a.ts': '' })).toEqual([
      'src/utils/a.ts is in a folder that the table does not know',
    ]);
  });

  test('finds a cycle and names its files', () => {
    const sources = new Map([
      ['a.ts', `import './b.js';`],
      ['b.ts', `import type { C } from './c.js';`],
      ['c.ts', `import './b.js'; import './d.js';`],
      ['d.ts', ''],
    ]);
    expect(findCycles(sources)).toEqual(['b.ts -> c.ts -> b.ts']);
  });

  test('finds the chain to a Node module', () => {
    const sources = new Map([
      ['a.ts', `import './b.js';`],
      ['b.ts', `import 'node:fs';`],
    ]);
    expect(findNodeModulesReachedFrom('a.ts', sources)).toEqual(['a.ts -> b.ts -> node:fs']);
  });

  test('finds an import of a file that is not there', () => {
    expect(findMissingImports(new Map([['a.ts', `import './b.js';`]]))).toEqual([
      'a.ts imports b.ts, which is missing',
    ]);
  });
});
