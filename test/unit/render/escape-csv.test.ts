import { expect, test } from 'vitest';
import { renderCsvField, renderCsvRecord } from '../../../src/render/escape-csv.js';

test.each([
  [0, '0'],
  [-5, '-5'],
  [9007199254740991, '9007199254740991'],
  [null, ''],
  ['', ''],
  ['Session', 'Session'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['a\nb', 'a\\nb'],
  ['=1+1', '"\'=1+1"'],
  ['+1', '"\'+1"'],
  ['-1', '"\'-1"'],
  ['@SUM(A1)', '"\'@SUM(A1)"'],
  [' =1', '"\' =1"'],
  ['\uff1d1', '"\'\uff1d1"'],
  ['::error::x', '"\\x3a:error::x"'],
  [';=1+1', '";\'=1+1"'],
  ["a; =cmd|'/C calc'!A0;b", "\"a;' =cmd|'/C calc'!A0;b\""],
  ['=1;-2', '"\'=1;\'-2"'],
  ['a;b', '"a;b"'],
  ['{name, email}', '"{name, email}"'],
])('%j is the field %s', (value, field) => {
  expect(renderCsvField(value)).toBe(field);
});

test('a record ends as RFC 4180 says', () => {
  expect(renderCsvRecord([1, 'a', null])).toBe('1,a,\r\n');
});
