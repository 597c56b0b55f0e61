import { expect, test } from 'vitest';
import { parseJson } from '../../../cli/parse-json.js';

test.each([
  '{}',
  ' [ ] ',
  '{"a": [1, -2.5e+3, 0, 1E5], "b": {"": null}, "c": [true, false]}',
  '"\\u00e9\\n\\" \u007f \u2028 \ud83d\ude00"',
  '{"__proto__": 1}',
])('what is JSON has the value that JSON.parse gives: %s', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['', 'line 1, column 1: the file ends where a value should be'],
  ['{"a" 1}', 'line 1, column 6: there is "1" where : should be'],
  ['{\n  "a": [1,\n 2,]}', 'line 3, column 4: there is "]" where a value should be'],
  ['{"a": 1,}', 'line 1, column 9: there is "}" where a key should be'],
  ['{"a": 1 "b": 2}', 'there is "\\"b\\"" where a comma or } should be'],
  ['{a: 1}', 'line 1, column 2: there is "a"'],
  ['[1, 2', 'line 1, column 6: the file ends where a comma or ] should be'],
  ['// note\n{}', 'line 1, column 1: there is "/"'],
  ['{"a": TRUE}', 'line 1, column 7: there is "TRUE"'],
  ['"abc', 'line 1, column 1: a text has no end'],
  ['"a\nb"', 'line 1, column 1: a text has no end'],
  ['{} 1', 'line 1, column 4: there is "1" where the end should be'],
  ['01', 'line 1, column 2: there is "1" where the end should be'],
])('what is no JSON is told with its place: %j', (text, message) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(() => parseJson(text)).toThrow(message);
});

test('a key that is there twice is wrong, since one of the two would be lost', () => {
  expect(() => parseJson('{"a": 1,\n "\\u0061": 2}')).toThrow('has the key "a" twice: line 2, column 2');
  expect(parseJson('[{"a": 1}, {"a": 2}]')).toEqual([{ a: 1 }, { a: 2 }]);
});

test('neither deep nor long texts are too much', () => {
  expect(() => parseJson('['.repeat(1e5))).toThrow('nested too deeply');
  expect(parseJson(`"${'x'.repeat(9e5)}"`)).toHaveLength(9e5);
  expect(() => parseJson(`"${'x'.repeat(9e5)}`)).toThrow('has no end');
});
