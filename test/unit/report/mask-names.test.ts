import { expect, test } from 'vitest';
import { maskGroupName } from '../../../src/report/mask-names.js';

test('the names of groups show no key that looks like a secret', () => {
  const secret = 'postgres://u:s3cret@db/x';
  expect(maskGroupName(`.${secret}`, 'never')).toBe('.[key]');
  expect(maskGroupName(`Object {id, ${secret}}`, 'never')).toBe('Object {id, [key]}');
  expect(maskGroupName(`(array), {${secret}}, {v}`, 'never')).toBe('(array), {[key]}, {v}');
  expect(maskGroupName(`{"a}${secret}", b}, {c}`, 'never')).toBe('{"a}[key], b}, {c}');
  expect(maskGroupName('.sessions', 'never')).toBe('.sessions');
  expect(maskGroupName(`.${secret}`, 'always')).toBe(`.${secret}`);
});
