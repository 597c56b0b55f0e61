import { traceSegment } from '@jridgewell/trace-mapping';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSourceMap } from '../../../src/sources/parse-source-map.js';

const plain = { version: 3, sources: ['../src/a.ts'], names: ['x'], mappings: 'AAAAA,CAAC' };
const parse = (value: unknown): ReturnType<typeof parseSourceMap> =>
  parseSourceMap(JSON.stringify(value), '/srv/app/dist/a.js.map');

test('sources are relative to the map', () => {
  expect(parse(plain).resolvedSources).toEqual(['/srv/app/src/a.ts']);
  expect(parse({ ...plain, sourceRoot: 'lib/' }).resolvedSources).toEqual(['/srv/app/dist/src/a.ts']);
});

test('a first line against inclusion is passed over', () => {
  expect(parseSourceMap(`)]}'\n${JSON.stringify(plain)}`, '').names).toEqual(['x']);
});

test('sections are put together', () => {
  const map = parse({
    version: 3,
    sections: [
      { offset: { line: 0, column: 0 }, map: plain },
      { offset: { line: 2, column: 5 }, map: { ...plain, sources: ['../src/b.ts'] } },
    ],
  });
  expect(map.resolvedSources).toEqual(['/srv/app/src/a.ts', '/srv/app/src/b.ts']);
  expect(traceSegment(map, 2, 5)).toEqual([5, 1, 0, 0, 1]);
});

test.each([
  ['{', 'is not JSON'],
  ['[]', 'is not an object'],
  ['{"version":2}', 'is not of version 3'],
  ['{"version":3}', 'has no mappings'],
  ['{"version":3,"mappings":""}', 'has no list of sources'],
  ['{"version":3,"mappings":"","sources":[1]}', 'has no list of sources'],
  ['{"version":3,"mappings":"","sources":[],"names":{}}', 'has no list of names'],
  ['{"version":3,"mappings":"","sources":[],"sourceRoot":1}', 'has a sourceRoot that is no text'],
  ['{"version":3,"sections":{}}', 'has no list of sections'],
  ['{"version":3,"sections":[{"offset":{"line":1e300,"column":0}}]}', 'has a section without an offset'],
  ['{"version":3,"sections":[{"offset":{"line":1e8,"column":0}}]}', 'has a section without an offset'],
  [
    '{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"sections":[]}}]}',
    'has a section without a map',
  ],
])('%s %s', (text, message) => {
  expect(() => parseSourceMap(text, '')).toThrow(message);
});

test('a version that is no number and no text is refused', () => {
  expect(() => parse({ ...plain, version: { toString: 3 } })).toThrow('is not of version 3');
  expect(parse({ ...plain, version: '3' }).names).toEqual(['x']);
});

test('a map is read or refused with a message, whatever is in it', () => {
  const field = fc.constantFrom(
    'version',
    'sources',
    'names',
    'mappings',
    'sections',
    'sourceRoot',
    'sourcesContent',
  );
  fc.assert(
    fc.property(fc.dictionary(field, fc.jsonValue()), (extra) => {
      try {
        traceSegment(parse({ ...plain, ...(extra as object) }), 0, 0);
      } catch (error) {
        return /^(?:is|has|cannot) /.test((error as Error).message);
      }
      return true;
    }),
  );
});
