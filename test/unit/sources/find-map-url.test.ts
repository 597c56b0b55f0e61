import { expect, test } from 'vitest';
import { decodeDataUrl, findMapUrl, mayBeInline } from '../../../src/sources/find-map-url.js';

const mark = ['//# source', 'MappingURL='].join('');

test('the address stands in the last comment of a script', () => {
  expect(findMapUrl(`a();\n${mark}app.js.map\n`)).toBe('app.js.map');
  expect(findMapUrl(`a();\n${mark.replace('#', '@')}app.js.map`)).toBe('app.js.map');
  expect(findMapUrl(`a();\n${mark.replace('//', '/*')}app.js.map */\n`)).toBe('app.js.map');
  expect(findMapUrl(`${mark}old.map\na();\n${mark}app.js.map\n//# debugId=1\n`)).toBe('app.js.map');
});

test('a comment in the middle of the code, or in a string, is none of the script', () => {
  expect(findMapUrl(`${mark}old.map\na();\n`)).toBe(null);
  expect(findMapUrl(`write("${mark}app.js.map");\n`)).toBe(null);
  expect(findMapUrl('a();\n')).toBe(null);
  expect(findMapUrl(mark)).toBe(null);
});

test('the end of a long map in the script is told from code', () => {
  expect(mayBeInline('AAAA+/=\n')).toBe(true);
  expect(mayBeInline('AAAA+/=\n// denoCacheMetadata=1,2')).toBe(true);
  expect(mayBeInline('a();\nb();\n')).toBe(false);
});

test('a long line of slashes is one comment', () => {
  const line = '/'.repeat(2000);
  expect(findMapUrl(`${mark}app.js.map\n${line}\na();`)).toBe(null);
  expect(findMapUrl(`${mark}app.js.map\n${line}`)).toBe('app.js.map');
  expect(mayBeInline(`AAAA\n${line}\na();`)).toBe(false);
});

test('a map in the script is decoded, in base64 or percent codes', () => {
  const text = '{"a":"ü"}';
  expect(
    decodeDataUrl(`data:application/json;charset=utf-8;base64,${Buffer.from(text).toString('base64')}`),
  ).toBe(text);
  expect(decodeDataUrl(`data:application/json,${encodeURIComponent(text)}`)).toBe(text);
});

test('what is not properly encoded is null', () => {
  expect(decodeDataUrl('data:application/json;base64,***')).toBe(null);
  expect(decodeDataUrl('data:application/json,%')).toBe(null);
  expect(decodeDataUrl('app.js.map')).toBe(null);
});
